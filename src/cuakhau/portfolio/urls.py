"""Addresses of portfolio, below `zone/<name>/portfolio/`."""

from django.urls import include, path

app_name = "portfolio"
urlpatterns = [
    path("", include("cuakhau.portfolio.works.urls")),
]
