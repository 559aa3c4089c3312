"""Addresses of the outbox, below `zone/<name>/`."""

from django.urls import path

from cuakhau.operations.outbox import views

app_name = "outbox"
urlpatterns = [path("outbox/", views.show_outbox, name="list")]
