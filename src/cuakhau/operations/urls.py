"""Addresses of the pages of the gates."""

from django.urls import path

from cuakhau.operations import views

app_name = "operations"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("zone/<str:zone_name>/", views.show_board, name="board"),
    path("zone/<str:zone_name>/live", views.show_live_part, name="live"),
    path("zone/<str:zone_name>/wall/", views.show_wall, name="wall"),
    path("zone/<str:zone_name>/wall/part", views.show_wall_part, name="wall-part"),
]
