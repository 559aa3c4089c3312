"""Addresses of this part, below `zone/<name>/`."""

from django.urls import URLPattern

app_name = "complaints"
urlpatterns: list[URLPattern] = []
