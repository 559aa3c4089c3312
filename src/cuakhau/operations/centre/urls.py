"""Addresses of this part, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.centre.gates import views as gates

app_name = "centre"
urlpatterns = [
    path("gates/", gates.show_gates, name="gates"),
    path("gates/undo", gates.undo, name="undo"),
]
