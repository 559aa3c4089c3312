"""Addresses of the clock, below `zone/<name>/`."""

from django.urls import path, re_path

from cuakhau.planning.clock import publish, views

app_name = "clock"
urlpatterns = [
    path("clock/", views.show_overview, name="overview"),
    path("clock/behind/", views.show_behind, name="behind"),
    path("clock/release/", publish.show_release, name="release"),
    re_path(r"^clock/release\.(?P<ending>xlsx|csv)$", publish.give_release, name="release-file"),
    path("clock/agencies/<str:agency>/", views.show_agency, name="agency"),
    path("clock/visits/<str:number>/", views.show_visit, name="visit"),
]
