"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.driver import card, views
from cuakhau.operations.driver.public import views as public_views
from cuakhau.operations.driver.tv import views as tv_views

app_name = "driver"
urlpatterns = [
    path("public", public_views.show_public, name="public"),
    path("tv/<str:yard_id>/", tv_views.show_tv, name="tv"),
    path("tv/<str:yard_id>/part", tv_views.show_tv_part, name="tv-part"),
    path("driver/<str:token>/", views.show_page, name="page"),
    path("driver/<str:token>/part", views.show_part, name="part"),
    path("driver/<str:token>/answer", views.take_answer, name="answer"),
    path("driver/<str:token>/qr.svg", card.show_qr, name="qr"),
    path("visit/<str:number>/driver", card.show_card, name="card"),
]
