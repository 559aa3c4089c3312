"""Addresses of what the administrator sees of personal data."""

from django.urls import path

from cuakhau.operations.personal import views

app_name = "personal"
urlpatterns = [
    path("personal/", views.show_access, name="access"),
    path("personal/erase/", views.show_erasing, name="erase"),
]
