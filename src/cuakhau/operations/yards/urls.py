"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.yards.calling import views as calling_views

app_name = "yards"
urlpatterns = [
    path("calls/", calling_views.show_calls, name="calls"),
    path("calls/<str:place>/<str:way>/", calling_views.show_queue, name="queue"),
]
