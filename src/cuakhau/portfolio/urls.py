"""Addresses of portfolio, below `zone/<name>/portfolio/`."""

from django.urls import URLPattern

app_name = "portfolio"
urlpatterns: list[URLPattern] = []
