"""The whole split by gate, direction, goods, regime or hour: groups to be published, their bars."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import pyarrow.compute as pc

from cuakhau.planning.clock.reading import Period
from cuakhau.planning.clock.words import cause_word, counted, group_word, lasting, percent
from cuakhau.statistics.clock.causes import CAUSES, Spent
from cuakhau.statistics.clock.publishing import LEAST, withhold
from cuakhau.statistics.clock.tables import ALL, Row, count_visits, measure
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

SPLITS = ("gate", "direction", "goods", "regime", "hour")
MOST_BARS = 24
WIDTH = 1000  # of a bar, in units of its drawing


@dataclass(frozen=True, slots=True)
class Asked:
    """What a bar is asked for: of which zone, days and gate (empty: all), split by what."""

    zone: Zone
    period: Period
    gate: str
    by: str
    language: Language


def measure_published(spent: Spent, by: tuple[str, ...]) -> list[Row]:
    """Measure groups and, beside them, their total (its first word is empty), to be published.

    What a reader could take from one another on several pages is withheld together.
    """
    total = measure(count_visits(spent, by[1:]), by[1:])
    rows = [replace(row, group=("", *row.group)) for row in total]
    return list(withhold([*rows, *measure(count_visits(spent, by), by)], by))


def measure_split(spent: Spent, by: str, gate: str) -> list[Row]:
    """Measure groups of all visits, or of those of a gate, and their total, to be published.

    What is few at any gate is withheld at each: the other gates and the whole would give it away.
    """
    if not gate:
        return measure_published(spent, (by,))
    both = ("gate", by)
    few: set[tuple[Any, str]] = set()
    for row in measure(count_visits(spent, both), both):
        few |= {(row.group[1], row.cause)} if (row.count or 0) < LEAST else set()
        few |= {(row.group[1], ALL)} if (row.visits or 0) < LEAST else set()
    here = only(spent, "gate", gate)
    rows = [replace(row, group=("",)) for row in measure(count_visits(here, ()), ())]
    for row in measure(count_visits(here, (by,)), (by,)):
        is_few = (row.group[0], ALL) in few
        count = None if is_few or (row.group[0], row.cause) in few else row.count
        rows.append(replace(row, count=count, visits=None if is_few else row.visits))
    return list(withhold(rows, (by,)))


def only(spent: Spent, column: str, word: str) -> Spent:
    """Keep the visits with a word in a column; all of them where it is empty."""
    if not word:
        return spent
    places = pc.indices_nonzero(
        pc.fill_null(pc.equal(spent.visits[column].cast("string"), word), fill_value=False)
    )
    new = pc.index_in(spent.table["visit"], value_set=places.cast("int32"))
    table = spent.table.set_column(spent.table.schema.get_field_index("visit"), "visit", new)
    return Spent(spent.visits.take(places), table.filter(pc.is_valid(table["visit"])))


def order_groups(rows: Sequence[Row], by: str) -> list[str | int | None]:
    """Order groups by the clock, or by their visits; what is unknown comes last."""
    wholes = [row for row in rows if row.cause == ALL and row.group[0] != ""]
    if by == "hour":
        wholes.sort(key=lambda row: (row.group[0] is None, int(row.group[0] or 0)))
    elif by == "gate":
        wholes.sort(key=lambda row: (row.group[0] is None, str(row.group[0])))
    else:
        wholes.sort(key=lambda row: (row.group[0] is None, -(row.visits or 0), str(row.group[0])))
    return [row.group[0] for row in wholes]


def build_bar(asked: Asked, rows: Sequence[Row], group: str | int | None) -> dict[str, Any]:
    """Give a stacked bar: each cause with its place, share and where it opens."""
    whole = next((row for row in rows if row.cause == ALL), None)
    by, language = asked.by, asked.language
    about = {"gate": asked.gate, "by": by, "of": group or ""}
    if by == "gate":
        about = {"gate": group or ""}
    parts, at = [], 0.0
    for cause in CAUSES:
        for row in rows:
            if row.cause == cause and row.share is not None:
                query = {"period": asked.period.name, **about, "cause": cause}
                parts.append({
                    "cause": cause, "x": round(at * WIDTH),
                    "text": f"{cause_word(cause)}: {percent(row.share, language)}",
                    "width": max(round((at + row.share) * WIDTH) - round(at * WIDTH), 1),
                    "query": urlencode(query) if group is not None else "",
                })  # fmt: skip
                at += row.share
    return {
        "group": group,
        "name": group_word(asked.zone, by, group, language),
        "visits": counted(whole.visits if whole else None, language),
        "mean": lasting(whole.mean_s.value if whole else None),
        "median": lasting(whole.median_s.value if whole else None),
        "p90": lasting(whole.p90_s.value if whole else None),
        "parts": parts,
        "query": urlencode({"period": asked.period.name, "gate": group}) if by == "gate" else "",
    }
