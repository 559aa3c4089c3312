"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.centre.gates import views as gates
from cuakhau.operations.centre.hotline import views as hotline
from cuakhau.operations.centre.hours import views as hours
from cuakhau.operations.centre.incidents import views as incidents
from cuakhau.operations.centre.map import views as map_views
from cuakhau.operations.centre.notices import views as notices

app_name = "centre"
urlpatterns = [
    path("gates/", gates.show_gates, name="gates"),
    path("gates/undo", gates.undo, name="undo"),
    path("map/", map_views.show_map, name="map"),
    path("map/places.geojson", map_views.give_places, name="map-places"),
    path("map/part", map_views.show_map_part, name="map-part"),
    path("notices/", notices.show_notices, name="notices"),
    path("notices/new", notices.write_notice, name="notice-new"),
    path("notices/<int:key>/", notices.show_notice, name="notice"),
    path("notices/<int:key>/end", notices.end_notice, name="notice-end"),
    path("notices/<int:key>/file/<int:file>", notices.show_file, name="notice-file"),
    path("hotline/", hotline.show_hotline, name="hotline"),
    path("hours/", hours.show_hours, name="hours"),
    path("hours/ask", hours.ask, name="hours-ask"),
    path("hours/<int:key>/answer", hours.answer, name="hours-answer"),
    path("hours/<int:key>/other-side", hours.answer_for_other_side, name="hours-other"),
    path("hours/<int:key>/decide", hours.decide, name="hours-decide"),
    path("incidents/", incidents.show_incidents, name="incidents"),
    path("incidents/<int:key>/", incidents.show_incident, name="incident"),
    path("incidents/<int:key>/add", incidents.add, name="incident-add"),
    path("incidents/<int:key>/close", incidents.close, name="incident-close"),
    path("incidents/<int:key>/photo/<int:file>", incidents.show_photo, name="incident-photo"),
]
