"""Rules of ids: each once at a date, and whatever a row names is there on all of its days."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cuakhau.zone.reading.raw import SETTINGS, Fault
from cuakhau.zone.reading.tables import ZONE_TABLES
from cuakhau.zone.rules.draft import (
    PLACE_TABLES,
    Draft,
    Entry,
    closest,
    ends,
    grouped,
    overlap,
    pairs,
    starts,
)
from cuakhau.zone.types import Row

ANY = "*"
ROUTED = ("gate", "route")
COUNTED = (*PLACE_TABLES, "bulletin_line")
PUBLISHED_AT = (*COUNTED, "published_scope")
# table → field → the tables that it may name
NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "route": {"gate": ("gate",)},
    "lane": {"route": ("route",)},
    "yard": {"gate": ROUTED, "capacity_by_class": ("vehicle_class",)},
    "yard_area": {"yard": ("yard",), "vehicle_classes": ("vehicle_class",)},
    "goods_class": {"within": ("goods_class",)},
    "step": {"agencies": ("agency",)},
    "milestone": {"all_of": ("step",), "any_of": ("step",), "procedures": ("procedure",)},
    "procedure": {
        "arrives_at": ("milestone",),
        "clears_at": ("milestone",),
        "ends_at": ("milestone",),
    },
    "hours": {"place": PLACE_TABLES},
    "closure": {"place": PLACE_TABLES, "goods": ("goods_class",)},
    "call_rule": {"place": ROUTED},
    "promise": {
        "step": ("step",),
        "procedures": ("procedure",),
        "goods": ("goods_class",),
    },
    "ground": {"step": ("step",)},
    "tariff": {
        "goods": ("goods_class",),
        "vehicle_class": ("vehicle_class",),
        "chargeable_at": ("milestone", "step"),
    },
    "fee_rule": {"goods": ("goods_class",)},
    "bulletin_line": {"places": PLACE_TABLES},
    "published_scope": {"parts": COUNTED},
    "published_count": {"place": PUBLISHED_AT},
    "published_time": {"place": PUBLISHED_AT},
    "published_event": {"place": PUBLISHED_AT},
    "published_session": {"held_by": ("published_unit",)},
    "published_statement": {
        "session": ("published_session",),
        "responsible": ("published_unit",),
        "cooperating": ("published_unit",),
    },
}
STEP_NAMES = {"step": ("step",), "requires": ("step",), "milestone": ("milestone",)}
ONCE = tuple(table for table in ZONE_TABLES if table not in ("hours", "closure"))


def z24_ids_are_given_once(draft: Draft) -> Iterator[Fault]:
    """The {table} "{id}" is written twice; the other one is in line {line}.

    Cure: Delete one, or give each its own dates if something changed on a day.
    """
    for first, second in _same_ids(draft):
        if _dates(first.row) == _dates(second.row):
            yield _twice(first, second)


def z25_validity_does_not_overlap(draft: Draft) -> Iterator[Fault]:
    """The {table} "{id}" is in force twice on some days; the other row is in line {line}.

    Cure: End the earlier row (`valid_until`) on the first day of the later one.
    """
    for first, second in _same_ids(draft):
        if _dates(first.row) != _dates(second.row) and overlap(first.row, second.row):
            yield _twice(first, second)


def z26_places_have_ids_of_their_own(draft: Draft) -> Iterator[Fault]:
    """ "{id}" is the id of a {other} too, in line {line}.

    Cure: Give one of the two another id; gates, routes, lanes and yards share one list.
    """
    for group in grouped(draft.of(*PLACE_TABLES), key=lambda row: row.id):
        for first, second in pairs(group):
            if first.raw.table != second.raw.table and overlap(first.row, second.row):
                yield second.raw.fault(
                    "id", id=second.raw.id, other=first.raw.table, line=first.raw.line
                )


def z27_names_are_known(draft: Draft) -> Iterator[Fault]:
    """There is no {tables} "{named}".

    Cure: Correct the id (the closest is "{closest}") or add what it names.
    """
    for _, fault, named, tables in _all_names(draft):
        if not draft.rows_named(named, tables):
            near = closest(named, draft.ids(tables))
            yield _with(fault, named=named, tables=" | ".join(tables), closest=near)


def z28_names_hold_on_all_days(draft: Draft) -> Iterator[Fault]:
    """ "{named}" is not there on all days of this row: not on {day}.

    Cure: Give the row the dates of what it names, or a second row for the other days.
    """
    for entry, fault, named, tables in _all_names(draft):
        found = [target.row for target in draft.rows_named(named, tables)]
        is_dated = tables != ("source",) and isinstance(entry.row, Row)
        if not is_dated or not found or None in found:
            continue
        day = _first_gap(entry.row, found)
        if day is not None:
            yield _with(fault, named=named, day=_said(day))


def z29_goods_are_within_others(draft: Draft) -> Iterator[Fault]:
    """The goods class "{id}" is within itself: {chain}.

    Cure: Let one of them stand alone.
    """
    within = {e.row.id: e.row.within for e in draft.of("goods_class") if e.row.within}
    told: set[str] = set()
    for entry in draft.of("goods_class"):
        chain = [entry.row.id]
        while chain[-1] in within and within[chain[-1]] not in chain:
            chain.append(within[chain[-1]])
        if within.get(chain[-1]) == entry.row.id and not told & set(chain):
            told.update(chain)
            yield entry.raw.fault("within", id=entry.row.id, chain=" < ".join(chain))


def _same_ids(draft: Draft) -> Iterator[tuple[Entry, Entry]]:
    for table in ONCE:
        for group in grouped(draft.of(table), key=lambda row: row.id):
            yield from pairs(group)


def _dates(row: Any) -> tuple[date | None, date | None]:
    return row.valid_from, row.valid_until


def _twice(first: Entry, second: Entry) -> Fault:
    raw = second.raw
    return raw.fault("id", table=raw.table, id=raw.id, line=first.raw.line)


def _with(fault: Fault, **facts: Any) -> Fault:
    return Fault(file=fault.file, line=fault.line, column=fault.column, facts=facts)


def _all_names(draft: Draft) -> Iterator[tuple[Entry, Fault, str, tuple[str, ...]]]:
    for entry in draft.entries:
        if entry.row is None:
            continue
        for field, tables in NAMES.get(entry.raw.table, {}).items():
            for named in _listed(getattr(entry.row, field)):
                yield entry, entry.raw.fault(field), named, tables
        if entry.raw.table != SETTINGS and entry.row.source:
            yield entry, entry.raw.fault("source"), entry.row.source, ("source",)
        if entry.raw.table == "procedure":
            yield from _step_names(entry)


def _step_names(entry: Entry) -> Iterator[tuple[Entry, Fault, str, tuple[str, ...]]]:
    for place, one in enumerate(entry.row.steps):
        for field, tables in STEP_NAMES.items():
            for named in _listed(getattr(one, field)):
                yield entry, entry.raw.inner_fault("steps", place), named, tables


def _listed(value: Any) -> list[str]:
    named = [value] if isinstance(value, str) else list(value or ())
    return [one for one in named if one != ANY]


def _first_gap(row: Any, found: list[Any]) -> date | None:
    """Find the first day of a row on which none of the rows found is in force."""
    day = starts(row)
    for target in sorted(found, key=starts):
        if starts(target) <= day < ends(target):
            day = ends(target)
    return day if day < ends(row) else None


def _said(day: date) -> str:
    return "…" if day == date.min else day.isoformat()
