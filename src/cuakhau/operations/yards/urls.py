"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.yards.calling import views as calling_views
from cuakhau.operations.yards.counting import views as counting_views
from cuakhau.operations.yards.plan import views as plan_views
from cuakhau.operations.yards.rerouting import views as rerouting_views

app_name = "yards"
urlpatterns = [
    path("calls/", calling_views.show_calls, name="calls"),
    path("calls/<str:place>/<str:way>/", calling_views.show_queue, name="queue"),
    path("reroute/", rerouting_views.show_reroute, name="reroute"),
    path("yards/", plan_views.show_yards, name="yards"),
    path("not-found/", counting_views.show_missing, name="missing"),
    path("yards/<str:yard_id>/", plan_views.show_plan, name="plan"),
    path("yards/<str:yard_id>/count/", counting_views.show_count, name="count"),
    path("yards/<str:yard_id>/count/mark", counting_views.take_mark, name="mark"),
]
