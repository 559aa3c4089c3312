"""Addresses of rounds, below `zone/<name>/`."""

from django.urls import path

from cuakhau.reports.rounds import views

app_name = "rounds"
urlpatterns = [
    path("rounds/", views.show_rounds, name="list"),
    path("rounds/<int:key>/", views.show_round, name="round"),
    path("rounds/<int:key>/draft/", views.show_draft, name="draft"),
    path("rounds/<int:key>/<str:unit>/", views.show_part, name="part"),
]
