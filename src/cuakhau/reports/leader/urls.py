"""Addresses of the leader's page, below `zone/<name>/`."""

from django.urls import path

from cuakhau.reports.leader import views

app_name = "leader"
urlpatterns = [
    path("today/", views.show_today, name="today"),
]
