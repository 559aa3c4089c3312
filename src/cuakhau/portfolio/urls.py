"""Addresses of portfolio, below `zone/<name>/portfolio/`."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "portfolio"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("cuakhau.portfolio.works.urls")),
    path("", include("cuakhau.portfolio.directives.urls")),
]
