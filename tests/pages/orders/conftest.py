"""A gate whose zone has the traffic police as well."""

from dataclasses import replace

import pytest

from cuakhau.server import clock, zones
from cuakhau.zone.types import Agency
from journal.example import fresh_zone
from officers import Gate, desk_database  # noqa: F401


@pytest.fixture
def gate(desk_database, monkeypatch):  # noqa: F811
    zone = fresh_zone()
    zone = replace(zone, agencies=(*zone.agencies, Agency(id="traffic_police")))
    here = Gate(zone)
    monkeypatch.setattr(zones, "served", lambda: {zone.name: zone})
    monkeypatch.setattr(clock, "now", lambda _: here.now)
    monkeypatch.setattr(clock, "wall_now", lambda: here.wall)
    return here
