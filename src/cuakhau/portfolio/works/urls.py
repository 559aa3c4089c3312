"""Addresses of works, below `zone/<name>/portfolio/`."""

from django.urls import path

from cuakhau.portfolio.works.screen import views

urlpatterns = [
    path("works/", views.show_works, name="works"),
    path("works/<str:code>/", views.show_work, name="work"),
]
