"""The tables of this part are called `works_…`."""

from django.apps import AppConfig


class WorksConfig(AppConfig):
    """The register of works."""

    name = "cuakhau.portfolio.works"
    label = "works"
