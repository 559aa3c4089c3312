"""The published figures of a zone: to look up, to add up again, never to mix.

history = load_history(folder)
history.counts, history.turnovers, history.times, history.events, history.projects
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

from cuakhau.zone.check import ZoneMistakes, build_draft, list_mistakes
from cuakhau.zone.load import files_of
from cuakhau.zone.published import (
    Direction,
    PublishedCount,
    PublishedEvent,
    PublishedProject,
    PublishedScope,
    PublishedSession,
    PublishedStatement,
    PublishedTime,
    PublishedTurnover,
    PublishedUnit,
    PublishedWorks,
)

ALL = "all"  # of goods
EVERY_PLACE = "*"
ADDABLE = ("exact", "derived", "suspect")  # a rounded figure need not add up
# Goods that make a whole together. An export is fruit or other, an import cargo or new vehicles.
WHOLES: tuple[frozenset[str], ...] = (
    frozenset({"fruit", "other"}),
    frozenset({"cargo", "new_vehicles"}),
    frozenset({"in_out_of_gate", "transfer_inland"}),
)

P = TypeVar("P", PublishedCount, PublishedTurnover, PublishedTime)


class ScopesMixed(ValueError):
    """Raised where turnover of two scopes was to be taken together; they differ tenfold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What `history/` of a zone folder holds."""

    scopes: tuple[PublishedScope, ...] = ()
    counts: tuple[PublishedCount, ...] = ()
    turnovers: tuple[PublishedTurnover, ...] = ()
    times: tuple[PublishedTime, ...] = ()
    events: tuple[PublishedEvent, ...] = ()
    projects: tuple[PublishedProject, ...] = ()
    works: tuple[PublishedWorks, ...] = ()
    units: tuple[PublishedUnit, ...] = ()
    sessions: tuple[PublishedSession, ...] = ()
    statements: tuple[PublishedStatement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A printed total beside its printed parts. `rest` is total minus parts.

    `incomplete`: the parts leave a rest that the text may simply not print.
    """

    total: PublishedCount
    parts: tuple[PublishedCount, ...]
    by: Literal["direction", "cargo", "place"]
    rest: int
    verdict: Literal["agrees", "disagrees", "incomplete"]


def history_of(name: str, files: Mapping[str, bytes]) -> History:
    """Read the published figures of the zone `name`. Raises `ZoneMistakes` like the zone itself."""
    draft = build_draft(name, files)
    errors = tuple(m for m in list_mistakes(draft) if m.severity == "error")
    if errors:
        raise ZoneMistakes(name, errors)

    def rows(table: str) -> tuple[Any, ...]:
        return tuple(entry.row for entry in draft.of(table))

    return History(
        scopes=rows("published_scope"),
        counts=rows("published_count"),
        turnovers=rows("published_turnover"),
        times=rows("published_time"),
        events=rows("published_event"),
        projects=rows("published_project"),
        works=rows("published_works"),
        units=rows("published_unit"),
        sessions=rows("published_session"),
        statements=rows("published_statement"),
    )


def load_history(folder: Path) -> History:
    """Read the published figures of a zone folder."""
    return history_of(folder.name, files_of(folder))


def list_usable(rows: Iterable[P]) -> tuple[P, ...]:
    """List the rows that may be used as figures: all but the suspect ones."""
    return tuple(row for row in rows if row.precision != "suspect")


def find_count(
    counts: Iterable[PublishedCount],
    *,
    day: date,
    place: str,
    measure: str = "cleared",
    direction: Direction = "both",
    cargo: str = ALL,
) -> PublishedCount | None:
    """Find the figure printed for one day, place, way and cargo. A suspect one is never given."""
    wanted = (day, day, place, measure, direction, cargo)
    for row in list_usable(counts):
        found = (row.first_day, row.last_day, row.place, row.measure, row.direction, row.cargo)
        if found == wanted:
            return row
    return None


def list_turnover(
    turnovers: Iterable[PublishedTurnover], *, scope: str, direction: Direction = "both"
) -> tuple[PublishedTurnover, ...]:
    """List the usable rows of one scope and way, by first day."""
    rows = [r for r in list_usable(turnovers) if (r.scope, r.direction) == (scope, direction)]
    return tuple(sorted(rows, key=lambda row: (row.first_day, row.last_day)))


def add_turnover(turnovers: Iterable[PublishedTurnover]) -> int | None:
    """Add values of one scope, in thousand USD; `None` where a value is not known.

    Raises `ScopesMixed` for rows of two scopes and `ValueError` for suspect ones.
    """
    rows = tuple(turnovers)
    scopes = sorted({row.scope for row in rows})
    if len(scopes) > 1:
        raise ScopesMixed(f"these scopes never go together: {', '.join(scopes)}")
    if len(list_usable(rows)) < len(rows):
        raise ValueError("a suspect figure is never used")
    values = [row.value_thousand_usd for row in rows]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def re_add(
    counts: Iterable[PublishedCount], scopes: Iterable[PublishedScope] = ()
) -> tuple[Sum, ...]:
    """Add printed parts up again beside their printed totals: by way, by cargo and by place.

    Rounded figures are left out, suspect ones are not: this is where they show. `scopes` says
    which places a word such as `all` takes together.
    """
    rows = [row for row in counts if row.precision in ADDABLE]
    together: dict[tuple[Any, ...], list[PublishedCount]] = {}
    for row in rows:
        key = (row.first_day, row.last_day, row.measure, row.unit)
        together.setdefault(key, []).append(row)
    parts_of = {scope.id: scope.parts for scope in scopes if scope.parts}
    words = {scope.id for scope in scopes}
    sums: list[Sum] = []
    for group in together.values():
        for total in group:
            sums += _by_direction(total, group)
            sums += _by_cargo(total, group)
            if total.place in parts_of:
                sums += _by_place(total, group, parts_of[total.place], words)
    return tuple(sums)


def list_disagreements(
    counts: Iterable[PublishedCount], scopes: Iterable[PublishedScope] = ()
) -> tuple[Sum, ...]:
    """List the totals that their parts contradict."""
    return tuple(one for one in re_add(counts, scopes) if one.verdict == "disagrees")


def _by_direction(total: PublishedCount, group: list[PublishedCount]) -> Iterator[Sum]:
    if total.direction != "both":
        return
    parts = [
        row
        for row in group
        if row.direction != "both" and (row.place, row.cargo) == (total.place, total.cargo)
    ]
    if {row.direction for row in parts} == {"export", "import"}:
        yield _sum(total, parts, "direction", rest_may_be_unprinted=False)


def _by_cargo(total: PublishedCount, group: list[PublishedCount]) -> Iterator[Sum]:
    if total.cargo != ALL:
        return
    alike = [row for row in group if (row.place, row.direction) == (total.place, total.direction)]
    for whole in WHOLES:
        parts = [row for row in alike if row.cargo in whole]
        if {row.cargo for row in parts} == whole:
            yield _sum(total, parts, "cargo", rest_may_be_unprinted=False)


def _by_place(
    total: PublishedCount,
    group: list[PublishedCount],
    places: tuple[str, ...],
    words: set[str],
) -> Iterator[Sum]:
    takes_all = EVERY_PLACE in places
    parts = [
        row
        for row in group
        if (row.direction, row.cargo) == (total.direction, total.cargo)
        and row.place not in words
        and (takes_all or row.place in places)
    ]
    if parts:
        is_whole = not takes_all and {row.place for row in parts} == set(places)
        yield _sum(total, parts, "place", rest_may_be_unprinted=not is_whole)


def _sum(
    total: PublishedCount,
    parts: list[PublishedCount],
    by: Literal["direction", "cargo", "place"],
    *,
    rest_may_be_unprinted: bool,
) -> Sum:
    rest = total.value - sum(part.value for part in parts)
    verdict: Literal["agrees", "disagrees", "incomplete"] = "agrees"
    if rest:
        verdict = "incomplete" if rest > 0 and rest_may_be_unprinted else "disagrees"
    return Sum(total=total, parts=tuple(parts), by=by, rest=rest, verdict=verdict)
