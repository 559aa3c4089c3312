"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.shifts import views

app_name = "shifts"
urlpatterns = [
    path("paper/", views.show_paper, name="paper"),
    path("paper/print", views.print_pack, name="print"),
]
