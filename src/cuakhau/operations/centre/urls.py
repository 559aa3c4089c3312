"""Addresses of this part, below `zone/<name>/`."""

from django.urls import URLPattern

app_name = "centre"
urlpatterns: list[URLPattern] = []
