"""Addresses of this part, below `zone/<name>/`."""

from django.urls import URLPattern

app_name = "shifts"
urlpatterns: list[URLPattern] = []
