"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.sources.pages import settling, views

app_name = "sources"
urlpatterns = [
    path("sources/", views.show_sources, name="list"),
    path("sources/unsettled", settling.show_unsettled, name="unsettled"),
    path("sources/taken/<int:intake>", settling.show_intake, name="intake"),
    path("sources/<str:source>/", views.show_source, name="source"),
]
