"""Many vehicles of one consignment in a grid: each row declared or changed, or refused, by itself.

A row has what differs from vehicle to vehicle; the rest is that of the consignment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cuakhau.movement.identifiers.plates import read_plate
from cuakhau.operations import actions
from cuakhau.operations.actions import Signed
from cuakhau.operations.declare import refusals as rules
from cuakhau.operations.declare.form.copying import fill_in_all
from cuakhau.operations.declare.form.keeping import keep_untyped, list_unseen
from cuakhau.operations.declare.form.reading import Asks, read_form
from cuakhau.operations.declare.refusals import mistake
from cuakhau.operations.models import Declaration
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

FIELDS = ("plate", "trailer", "container", "driver", "phone", "vehicle_class", "expected_at")
MOST_ROWS = 100

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it was typed; `number` is that of the trip it changes, empty for a new one.

    `as_typed` says that a plate which no country has is so indeed.
    """

    number: str
    typed: Typed
    as_typed: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not any(self.typed.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A trip of the consignment that may still change: its words, and which this person sees."""

    said: Declaration
    typed: Typed
    seen: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a row: a number where it was taken, else mistakes by field, or a refusal."""

    row: Row
    number: str = ""
    mistakes: Mapping[str, Refusal] = field(default_factory=dict)
    refusal: Refusal | None = None

    @property
    def is_taken(self) -> bool:
        """Tell whether the row is declared."""
        return bool(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What a grid is about: the zone of the day, who asks, what is common, trips by number."""

    zone: Zone
    asks: Asks
    common: Typed
    known: Mapping[str, Known]


def show_trip(zone: Zone, said: Declaration, words: Mapping[str, str]) -> dict[str, str]:
    """Give the cells of a declared trip."""
    filled = fill_in_all(said, words, ZoneInfo(zone.time_zone))
    cells = {name: filled.get(name, "") for name in FIELDS}
    if said.expected_at is not None:
        at = said.expected_at.astimezone(ZoneInfo(zone.time_zone))
        cells["expected_at"] = f"{at:%d/%m/%Y %H:%M}"
    return cells


def take_rows(grid: Grid, rows: Sequence[Row], signed: Signed) -> list[Outcome]:
    """Declare new rows and change declared ones; rows that say nothing new are left out.

    Each row stands for itself: a bad one keeps no good one back. Raises D28 for too many.
    """
    if len(rows) > MOST_ROWS:
        raise mistake(rules.d28_grid_is_not_too_long, rows=len(rows), most=MOST_ROWS)
    outcomes: list[Outcome] = []
    plates: dict[str, int] = {}
    for place, row in enumerate(rows):
        known = grid.known.get(row.number)
        if row.is_blank or (known is not None and _is_same(grid.zone, known, row)):
            continue
        first = plates.setdefault(_normal(row) or f"#{place}", place)
        one = Signed(signed.by, signed.at, f"grid.{signed.nonce}.{place}")
        outcomes.append(_take(grid, row, known, first if first != place else None, one))
    return outcomes


def _is_same(zone: Zone, known: Known, row: Row) -> bool:
    shown = show_trip(zone, known.said, known.typed)
    return all(row.typed.get(name, "") == shown[name] for name in FIELDS)


def _normal(row: Row) -> str | None:
    plate = row.typed.get("plate", "")
    return (read_plate(plate).normal or plate) if plate else None


def _take(grid: Grid, row: Row, known: Known | None, twin: int | None, signed: Signed) -> Outcome:
    if twin is not None:
        plate = row.typed["plate"][:20]
        double = mistake(rules.d27_vehicle_stands_once, plate=plate, row=twin + 1)
        return Outcome(row=row, mistakes={"plate": double})
    typed = {**_start_of(grid, known), **row.typed}
    if row.as_typed:
        typed |= {"plate_as_typed": "1", "trailer_as_typed": "1"}
    found = read_form(grid.zone, typed, asks=grid.asks, now=_least_of(known, signed.at))
    if found.said is None:
        return Outcome(row=row, mistakes=found.mistakes)
    at: dict[str, Any] = {"by": signed.by, "at": signed.at, "nonce": signed.nonce}
    try:
        if known is None:
            return Outcome(row=row, number=actions.declare(grid.zone, found.said, **at).number)
        unseen = list_unseen(known.said, known.seen, typed)
        anew = keep_untyped(known.said, found.said, unseen)
        return Outcome(row=row, number=actions.amend(grid.zone, row.number, anew, **at).number)
    except Refusal as refusal:
        return Outcome(row=row, refusal=refusal)


def _start_of(grid: Grid, known: Known | None) -> dict[str, str]:
    if known is None:
        return dict(grid.common)
    return fill_in_all(known.said, known.typed, ZoneInfo(grid.zone.time_zone))


def _least_of(known: Known | None, now: datetime) -> datetime:
    """A time that was declared may have passed since; nobody need change it for that."""
    expected_at = known.said.expected_at if known else None
    return min(now, expected_at) if expected_at else now
