"""Addresses of directives, below `zone/<name>/portfolio/`."""

from django.urls import URLPattern, path

from cuakhau.portfolio.directives.screen import (
    areas,
    boundary,
    lists,
    meetings,
    proposals,
    sheets,
    tasks,
)

urlpatterns: list[URLPattern] = [
    path("tasks/", lists.show_list, name="tasks"),
    path("tasks/mine", lists.show_mine, name="my-tasks"),
    path("tasks/give", tasks.show_giving, name="give"),
    path("tasks/import", sheets.show_import, name="task-import"),
    path("tasks/tasks.xlsx", sheets.give_sheet, name="task-sheet"),
    path("tasks/<int:key>/", tasks.show_task, name="task"),
    path("tasks/files/<int:key>", tasks.give_file, name="task-file"),
    path("meetings/", meetings.show_meetings, name="meetings"),
    path("meetings/<int:key>/", meetings.show_meeting, name="meeting"),
    path("areas/", areas.show_areas, name="areas"),
    path("areas/<str:area>/", areas.show_area, name="area"),
    path("proposals/", proposals.show_proposals, name="proposals"),
    path("proposals/<int:key>/", proposals.show_proposal, name="proposal"),
    path("boundary/", boundary.show_boundary, name="boundary"),
    path("boundary/shapes.geojson", boundary.give_shapes, name="boundary-shapes"),
]
