"""Addresses of planning, below `zone/<name>/plan/`."""

from django.urls import path

from cuakhau.planning import views

app_name = "planning"
urlpatterns = [
    path("", views.show_workbench, name="workbench"),
]
