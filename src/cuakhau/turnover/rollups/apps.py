"""The tables of this part are called `rollups_…`."""

from django.apps import AppConfig


class RollupsConfig(AppConfig):
    """The part of turnover that keeps sums of months."""

    name = "cuakhau.turnover.rollups"
    label = "rollups"
