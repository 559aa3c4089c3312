"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.centre.gates import views as gates
from cuakhau.operations.centre.notices import views as notices

app_name = "centre"
urlpatterns = [
    path("gates/", gates.show_gates, name="gates"),
    path("gates/undo", gates.undo, name="undo"),
    path("notices/", notices.show_notices, name="notices"),
    path("notices/new", notices.write_notice, name="notice-new"),
    path("notices/<int:key>/", notices.show_notice, name="notice"),
    path("notices/<int:key>/end", notices.end_notice, name="notice-end"),
    path("notices/<int:key>/file/<int:file>", notices.show_file, name="notice-file"),
]
