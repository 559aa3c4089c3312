"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.complaints import views

app_name = "complaints"
urlpatterns = [
    path("complain/", views.show_form, name="form"),
    path("complain/<str:sealed>/", views.show_followed, name="followed"),
    path("complaints/", views.show_list, name="list"),
    path("complaints/<str:number>/", views.show_one, name="one"),
]
