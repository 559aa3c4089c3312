"""Addresses of directives, below `zone/<name>/portfolio/`."""

from django.urls import URLPattern, path

from cuakhau.portfolio.directives.screen import lists

urlpatterns: list[URLPattern] = [
    path("tasks/", lists.show_list, name="tasks"),
    path("tasks/mine", lists.show_mine, name="my-tasks"),
]
