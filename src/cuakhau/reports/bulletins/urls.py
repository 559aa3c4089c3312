"""Addresses of the bulletin, below `zone/<name>/`."""

from django.urls import path, re_path

from cuakhau.reports.bulletins import day, imports, months

app_name = "bulletins"
urlpatterns = [
    path("bulletin/", months.show_calendar, name="calendar"),
    path("bulletin/import", imports.show_import, name="import"),
    path("bulletin/taken/<int:taken>/", imports.show_taken, name="taken"),
    path("bulletin/<str:day>/", day.show_day, name="day"),
    re_path(
        r"^bulletin/(?P<day>[0-9-]{10})/file\.(?P<ending>txt|docx|xlsx)$",
        day.show_file,
        name="file",
    ),
]
