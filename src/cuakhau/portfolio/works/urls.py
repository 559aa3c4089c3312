"""Addresses of works, below `zone/<name>/portfolio/`."""

from django.urls import path

from cuakhau.portfolio.works.screen import acts, files, views

urlpatterns = [
    path("works/", views.show_works, name="works"),
    path("works/import", files.show_import, name="works-import"),
    path("works/works.xlsx", files.give_sheet, name="works-sheet"),
    path("works/new", acts.show_new, name="work-new"),
    path("works/<str:code>/", views.show_work, name="work"),
    path("works/<str:code>/edit", acts.show_edit, name="work-edit"),
    path("works/<str:code>/stage", acts.record_stage, name="work-stage"),
    path("works/<str:code>/money", acts.record_money, name="work-money"),
]
