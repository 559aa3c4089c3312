"""Sums of the lines of goods: by gate, way, goods, partner and period. Pages ask here only.

Each is a sum of the cube: of its months, kept in the database, or of the very question.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cuakhau.journal.versions import database_name
from cuakhau.trade.periods import Period
from cuakhau.turnover.reading.known import facts_of
from cuakhau.turnover.reading.lines import ask_cube
from cuakhau.turnover.reading.rolled import Held
from cuakhau.turnover.reading.wanted import Wanted
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

HS_DIGITS = 4  # what deeper codes are rolled up to
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}
TAXES = ("duty_vnd", "vat_vnd", "other_tax_vnd")
MEASURES = ("value_usd_cents", "weight_g", "tax_vnd")
ADDED = [
    "first_day", "last_day", "place", "scope", "direction", "regime", "hs", "partner",
    "value_usd_cents", "weight_g", *TAXES, "precision", "lines", "unknown",
]  # fmt: skip
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Sum:
    """What lines add up to. `key` are the words of `by`; an amount nobody knows is `None`.

    `unknown`: how many of the lines have no value.
    """

    key: tuple[str, ...]
    value_usd_cents: int | None
    weight_g: int | None
    tax_vnd: int | None
    lines: int
    unknown: int


def add_up(zone: Zone, wanted: Wanted, by: Iterable[str] = ()) -> tuple[Sum, ...]:
    """Add lines up by gate, direction, hs2, hs4, partner, or a step of time.

    A key that a line lacks is an empty word.
    """
    return _add_up(database_name(), zone, wanted, tuple(by))


@lru_cache(maxsize=512)
def _add_up(_database: str, zone: Zone, wanted: Wanted, by: tuple[str, ...]) -> tuple[Sum, ...]:
    cut = find_cut(wanted, by)
    if not cut:
        return _from_cube(zone, wanted, by)
    lines = _find_lines(zone, wanted, cut)
    if not lines.num_rows:
        return ()
    keys = {f"key{at}": _key(lines, word) for at, word in enumerate(by)}
    taxes = _taxes(lines)
    table = _table(
        keys
        | {
            "value_usd_cents": lines["value_usd_cents"],
            "weight_g": lines["weight_g"],
            "tax_vnd": taxes,
            "none": lines["unknown"],
            "all": lines["lines"],
        }
    )
    names = [*MEASURES, "all", "none"]
    found = table.group_by(list(keys)).aggregate([(name, "sum") for name in names])
    rows = found.to_pylist()
    sums = (
        Sum(tuple(row[name] for name in keys), *(row[f"{name}_sum"] for name in names))
        for row in rows
    )
    return tuple(sorted(sums, key=lambda one: one.key))


def find_cut(wanted: Wanted, by: Iterable[str] = ()) -> str:
    """Find which sums of months tell a question apart; empty where only the cube does."""
    words, digits = set(by), len(wanted.hs)
    is_by_partner = bool(wanted.partner or "partner" in words)
    is_by_goods = bool(digits or words & {"hs2", "hs4"})
    is_fine = digits > HS_DIGITS or "day" in words
    is_broken = Period(wanted.since, wanted.until).months is None
    if is_fine or is_broken or (is_by_goods and is_by_partner):
        return ""
    if is_by_goods:
        return "hs4" if digits > 2 or "hs4" in words else "hs2"
    return "partner" if is_by_partner else "gate"


def _find_lines(zone: Zone, wanted: Wanted, cut: str) -> "pa.Table":
    from cuakhau.figures.trade.values import ANY, lines_of

    about = {
        "scope": wanted.scope,
        "direction": wanted.direction,
        "since": wanted.since.isoformat(),
        "until": wanted.until.isoformat(),
        "place": wanted.gate or ANY,
        "hs": wanted.hs or ANY,
        "partner": wanted.partner or ANY,
    }
    facts = facts_of(zone, wanted.seen, cut, "" if cut == "gate" else wanted.scope)
    return lines_of(_between(facts, wanted.since, wanted.until), about)


def _between(facts: "pa.Table", since: date, until: date) -> "pa.Table":
    """Give the facts that begin in some days, without looking at the others."""
    table, days = _by_day(Held(facts))
    first, after = days.searchsorted([_number(since), _number(until) + 1])
    return table.slice(first, after - first)


@lru_cache(maxsize=24)
def _by_day(facts: Held) -> "tuple[pa.Table, np.ndarray[Any, Any]]":
    """Order what sums are made of by the first day, and give the days beside it as numbers."""
    import pyarrow as pa

    table = facts.table.select(ADDED).sort_by("first_day").combine_chunks()
    return table, table["first_day"].cast(pa.int32()).to_numpy()


def _number(day: date) -> int:
    return (day - EPOCH).days


def _from_cube(zone: Zone, wanted: Wanted, by: tuple[str, ...]) -> tuple[Sum, ...]:
    """Ask the cube; a fact of more than a day has no place in a table of days."""
    rows = ask_cube(zone, wanted, by).to_pylist()
    names = (*MEASURES, "facts", "value_usd_cents_unknown")
    sums = (
        Sum(tuple(_word(row[word]) for word in by), *(row[name] for name in names)) for row in rows
    )
    return tuple(sorted(sums, key=lambda one: one.key))


def _word(said: str | None) -> str:
    """Write a key as pages do: 2024Q1 where the cube says 2024-Q1."""
    return (said or "").replace("-Q", "Q").replace("-H", "H")


def _key(lines: "pa.Table", word: str) -> Any:
    import pyarrow.compute as pc

    if word in ("gate", "partner", "direction"):
        return pc.fill_null(lines["place" if word == "gate" else word], "")
    if word.startswith("hs"):
        return pc.fill_null(pc.utf8_slice_codeunits(lines["hs"], 0, int(word[2:])), "")
    days = lines["first_day"]
    if word == "day":
        return pc.strftime(days, "%Y-%m-%d")
    months = MONTHS_OF[word]
    year = pc.year(days).cast("string")
    if months == 12:
        return year
    number = pc.divide(pc.subtract(pc.month(days), 1), months)
    if months == 1:
        return pc.strftime(days, "%Y-%m")
    mark = "Q" if months == 3 else "H"
    return pc.binary_join_element_wise(year, pc.add(number, 1).cast("string"), mark)


def _taxes(lines: "pa.Table") -> Any:
    """The taxes that are known; null where none is."""
    import pyarrow.compute as pc

    known = [pc.is_valid(lines[name]) for name in TAXES]
    total = pc.fill_null(lines[TAXES[0]], 0)
    for name in TAXES[1:]:
        total = pc.add(total, pc.fill_null(lines[name], 0))
    any_known = pc.or_(pc.or_(known[0], known[1]), known[2])
    return pc.if_else(any_known, total, None)


def _table(columns: dict[str, Any]) -> "pa.Table":
    import pyarrow as pa

    return pa.table(columns)
