"""Addresses of the guided start."""

from django.urls import path

from cuakhau.operations.start import views

app_name = "start"
urlpatterns = [
    path("start/", views.show_start, name="start"),
    path("start/go/<int:number>/", views.go, name="go"),
    path("start/end", views.end, name="end"),
]
