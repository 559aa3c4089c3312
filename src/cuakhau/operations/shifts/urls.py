"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.shifts import views
from cuakhau.operations.shifts.book import views as book
from cuakhau.operations.shifts.handover import views as handover
from cuakhau.operations.shifts.roster import turning
from cuakhau.operations.shifts.roster import views as roster

app_name = "shifts"
urlpatterns = [
    path("paper/", views.show_paper, name="paper"),
    path("paper/print", views.print_pack, name="print"),
    path("roster/", roster.show_roster, name="roster"),
    path("roster/keep", roster.keep_roster, name="keep"),
    path("post", turning.turn_post, name="post"),
    path("handover/", handover.show_handovers, name="handovers"),
    path("handover/new", handover.write_handover, name="handover-new"),
    path("handover/<int:key>/", handover.show_handover, name="handover"),
    path("duty-book/", book.show_book, name="book"),
    path("duty-book/export.xlsx", book.export_book, name="book-export"),
]
