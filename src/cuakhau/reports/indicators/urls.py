"""Addresses of indicators, below `zone/<name>/`."""

from django.urls import path

from cuakhau.reports.indicators import views

app_name = "indicators"
urlpatterns = [
    path("indicators/", views.show_indicators, name="list"),
    path("indicators/<str:name>/", views.show_entries, name="entries"),
]
