"""What must stand before the first page: versions of the zones kept, the clock of the demo set."""

from collections.abc import Iterable
from datetime import date

from cuakhau.journal import versions
from cuakhau.server import clock, zones
from cuakhau.server.running.plan import FIRST_TIME_US, run_of
from cuakhau.zone.bulletin.day import window_of


def keep_versions(names: Iterable[str]) -> None:
    """Keep each zone's version with its files, so that old events keep their meaning."""
    for name in names:
        zone = zones.served()[name]
        versions.keep(zone, zones.files_of_zone(name))


def set_clock(zone_name: str, day_text: str, *, speed: float) -> None:
    """Let the time of the demo zone run, from the morning of its day or from where it was."""
    zone, day = zones.served()[zone_name], date.fromisoformat(day_text)
    window = window_of(zone, day)
    clock.tie(
        zone_name,
        run_of(day),
        virtual_us=window.until_us - FIRST_TIME_US,
        speed=speed,
        until_us=window.until_us,
    )
