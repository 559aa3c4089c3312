"""The tables of this part are called `leader_…`."""

from django.apps import AppConfig


class LeaderConfig(AppConfig):
    """The leader's page."""

    name = "cuakhau.reports.leader"
    label = "leader"
