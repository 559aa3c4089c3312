"""Addresses of turnover, below `zone/<name>/turnover/`."""

from django.urls import URLPattern

app_name = "turnover"
urlpatterns: list[URLPattern] = []
