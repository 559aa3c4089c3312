"""Small made-up logs of the example zone, with two lines in its bulletin."""

from dataclasses import replace
from datetime import date

import msgspec

from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog, from_events
from cuakhau.zone.bulletin.day import window_of
from cuakhau.zone.load import find_zone
from cuakhau.zone.types import BulletinLine

EXAMPLE = replace(
    find_zone("example"),
    version="two lines",
    bulletin_lines=(
        BulletinLine(id="main", places=("main_road",)),
        BulletinLine(id="freight", places=("freight_road",)),
    ),
)
DAY = date(2024, 8, 22)
WINDOW = window_of(EXAMPLE, DAY)
HOUR_US = 3_600_000_000
STEPS = ("border_guard_in", "customs_in", "exit_border_guard", "exit_customs", "payment")


def row(subject: str, seq: int, kind: str, hours: float, **facts: object) -> Event:
    """An event `hours` after the start of the day, recorded a minute later."""
    happened_us = WINDOW.since_us + int(hours * HOUR_US)
    told = {"recorded_us": happened_us + 60_000_000, "happened_offset_min": 420, **facts}
    return Event(
        zone="example", subject_kind="visit", subject=subject, seq=seq, kind=kind,
        happened_us=happened_us, **told,
    )  # fmt: skip


def crossing(subject: str, hours: dict[str, float], **declared: object) -> list[Event]:
    """A declared visit and its confirmations at these hours."""
    facts = {"procedure": "export", "goods": "fruit", "place": "main_road", **declared}
    rows = [row(subject, 1, "declared", -2, **facts)]
    for number, (step, at) in enumerate(hours.items(), start=2):
        rows.append(row(subject, number, "confirmed", at, step=step, agency="customs"))
    return rows


IN = {"border_guard_in": 1, "customs_in": 2}
OUT = {"exit_border_guard": 5, "exit_customs": 6}


def counted(kind: str, hours: float, amount: int, **facts: object) -> Event:
    """A count by hand at a road, of 2024-08."""
    place = facts.pop("place", "main_road")
    told = {"subject": f"{place}@2024-08", "place": place, "amount": amount, **facts}
    subject = told.pop("subject")
    return msgspec.structs.replace(
        row(subject, told.pop("seq", 1), kind, hours, **told), subject_kind="place"
    )


def log_of(*parts: list[Event] | Event) -> EventLog:
    """A log of visits and counts."""
    events = [e for part in parts for e in (part if isinstance(part, list) else [part])]
    return from_events("example", events)
