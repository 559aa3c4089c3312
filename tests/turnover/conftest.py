"""What these tests share: a gate of the example zone, and one of Lạng Sơn with its history."""

import pytest

from cuakhau.server import clock, zones
from cuakhau.turnover.demo import seed
from cuakhau.zone.load import find_zone
from officers import Gate, desk_database, gate  # noqa: F401


@pytest.fixture(autouse=True)
def snapshots(tmp_path, settings):
    """Snapshots of facts lie in a folder of the test."""
    settings.TRADE_FOLDER = tmp_path / "trade"


@pytest.fixture
def demo(gate):  # noqa: F811
    """The gate with the lines and targets that a demo begins with."""
    seed(gate.zone, by="demo", at=gate.now)
    return gate


@pytest.fixture
def lang_son(desk_database, monkeypatch):  # noqa: F811
    """The real zone at the noon of the tests, with what had been published by then."""
    zone = find_zone("lang-son")
    here = Gate(zone)
    monkeypatch.setattr(zones, "served", lambda: {zone.name: zone})
    monkeypatch.setattr(clock, "now", lambda _: here.now)
    monkeypatch.setattr(clock, "wall_now", lambda: here.wall)
    return here
