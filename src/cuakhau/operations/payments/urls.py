"""Addresses of this part, below `zone/<name>/`."""

from django.urls import URLPattern

app_name = "payments"
urlpatterns: list[URLPattern] = []
