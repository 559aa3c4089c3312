"""What must stand before the first page: tables, versions of the zones, the clock of the demo."""

from collections.abc import Iterable
from datetime import date

from django.db import connections

from cuakhau.journal import versions
from cuakhau.movement.times import local_day
from cuakhau.operations.times import micros
from cuakhau.portfolio.works.register import demo as works
from cuakhau.reports.rounds import demo as rounds
from cuakhau.server import clock, schema, zones
from cuakhau.server.here import zone_now
from cuakhau.server.running.plan import FIRST_TIME_US, run_of
from cuakhau.server.running.processes import Tell
from cuakhau.zone.bulletin.day import window_of


def prepare_all(
    names: Iterable[str],
    replay: tuple[str, str] | None,
    speed: float,
    tell: Tell,
    *,
    migrating: bool,
) -> bool:
    """Ready the database for these zones; say whether the replay may play.

    A database of one's own is migrated by `cuakhau migrate` alone: raises `TablesBehind`.
    """
    if migrating:
        schema.migrate()
    else:
        schema.require_current()
    for name in names:
        versions.keep(zones.served()[name], zones.files_of_zone(name))
    try:
        if replay:
            set_clock(*replay, speed=speed)
            fill_registers(replay[0])
    except clock.OtherRun as other:
        tell(str(other))
        return False
    finally:
        connections.close_all()
    return True


def set_clock(zone_name: str, day_text: str, *, speed: float) -> None:
    """Let the time of the demo zone run, from the morning of its day or from where it was."""
    day = date.fromisoformat(day_text)
    window = window_of(zones.served()[zone_name], day)
    clock.tie(
        zone_name,
        run_of(day),
        virtual_us=window.until_us - FIRST_TIME_US,
        speed=speed,
        until_us=window.until_us,
    )


def fill_registers(zone_name: str) -> None:
    """Fill the register of works and the collection rounds of a demo zone, once."""
    zone = zones.served()[zone_name]
    at = zone_now(zone_name)
    today = local_day(zone, micros(at))
    works.fill_demo(zone, by="demo", at=at, today=today)
    rounds.fill_demo(zone, by="demo", at=at, today=today)
