"""The visits behind a figure, the minutes of one visit, and channels for those who set them."""

from itertools import groupby
from typing import Any

import pyarrow as pa

from cuakhau.journal import read
from cuakhau.movement.log import EventLog
from cuakhau.movement.secrecy import CHANNELS, find_channel, steps_of_selection
from cuakhau.planning.clock.reading import Period
from cuakhau.planning.clock.splitting import WIDTH, only
from cuakhau.planning.clock.words import (
    channel_word,
    charge_word,
    counted,
    group_word,
    lasting,
    moment,
)
from cuakhau.statistics.clock import Clock, read_clock
from cuakhau.statistics.clock.publishing import LEAST, withhold
from cuakhau.statistics.clock.single import list_stretches
from cuakhau.statistics.clock.tables import ALL, count_visits, measure
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST = 100
_LONGEST = """
    SELECT subject, goods, v.gate, sum(micros)::BIGINT AS spent, max(ended_us - opened_us) AS whole
    FROM clock JOIN visits v USING (visit)
    WHERE NOT is_open AND cause = $cause AND ($agency = '' OR agency = $agency)
    GROUP BY ALL ORDER BY spent DESC, subject
"""


def list_behind(
    zone: Zone, period: Period, asked: dict[str, str], language: Language
) -> dict[str, Any]:
    """List the visits behind a figure, the longest first; none where fewer than `LEAST` are."""
    import duckdb

    spent = only(only(period.spent, "gate", asked["gate"]), asked["by"], asked["of"])
    numbers = pa.array(range(len(spent.visits)), pa.int32())
    with duckdb.connect() as database:
        database.register("visits", spent.visits.append_column("visit", numbers))
        database.register("clock", spent.table)
        told = {name: asked[name] for name in ("cause", "agency")}
        rows = database.execute(_LONGEST, told).fetchall()
    shown = rows[:MOST] if len(rows) >= LEAST else []
    most = max((row[3] for row in shown), default=1) or 1
    return {
        "title": charge_word(zone, asked["cause"], asked["agency"] or None, language),
        "gate": zone.name_of(asked["gate"], language) if asked["gate"] else "",
        "group": group_word(zone, asked["by"], asked["of"], language) if asked["of"] else "",
        "count": len(rows),
        "counted": counted(len(rows), language),
        "is_few": len(rows) < LEAST,
        "least": LEAST,
        "rows": [
            {"visit": subject, "goods": zone.name_of(goods, language) if goods else "–",
             "gate": zone.name_of(gate, language) if gate else "–", "spent": lasting(micros / 1e6),
             "whole": lasting(whole / 1e6), "width": round(micros / most * WIDTH)}
            for subject, goods, gate, micros, whole in shown
        ],
    }  # fmt: skip


def build_visit(zone: Zone, number: str, now_us: int, language: Language) -> dict[str, Any] | None:
    """Tell where the time of one visit went, minute by minute; `None` where there is no such visit.

    Its partners are read with it, since who waits for whom is said in the rows of one.
    """
    log = _read_around(zone, number)
    if log is None:
        return None
    clock = read_clock(zone, log, ends_us=now_us)
    rows = list_stretches(clock, number) or []
    whole = sum(row["micros"] for row in rows) or 1
    first = min((row["started_us"] for row in rows), default=0)
    span = max((row["ended_us"] for row in rows), default=0) - first or 1
    totals: dict[tuple[str, str | None], int] = {}
    for row in rows:
        key = row["cause"], row["agency"]
        totals[key] = totals.get(key, 0) + row["micros"]
    return {
        "number": number,
        "whole": lasting(whole / 1e6) if rows else "",
        "is_open": _is_open(clock, number),
        "totals": [
            {"cause": cause, "name": charge_word(zone, cause, agency, language),
             "spent": lasting(micros / 1e6), "width": round(micros / whole * WIDTH)}
            for (cause, agency), micros in sorted(totals.items(), key=lambda one: -one[1])
        ],
        "parts": [
            {"cause": row["cause"], "x": round((row["started_us"] - first) / span * WIDTH),
             "width": max(round((row["ended_us"] - row["started_us"]) / span * WIDTH), 1),
             "text": charge_word(zone, row["cause"], row["agency"], language)}
            for row in rows
        ],
        "rows": [_stretch(zone, row, language) for row in rows],
    }  # fmt: skip


def build_channels(
    zone: Zone, period: Period, agency: str, language: Language
) -> dict[str, Any] | None:
    """Give the time by the channel that an agency set, of one day; `None` where it sets none.

    For that agency's own eyes: who calls this has asked `see_selection`. Channels are read from its
    own rows and kept nowhere else; cells of few visits are withheld here too.
    """
    if not steps_of_selection(zone, agency):
        return None
    if len(period.days) > 1:
        return {"is_day": False, "rows": []}
    channels = read_channels(zone, period.spent.visits["subject"].to_pylist(), agency)
    if not len(channels):
        return {"is_day": True, "rows": []}
    by = ("channel", "agency")
    rows = withhold(measure(count_visits(period.spent, by, channels=channels), by), by)
    mine = [row for row in rows if row.cause == ALL or row.group[1] == agency]
    order = (*CHANNELS, None)
    mine.sort(key=lambda row: (order.index(row.group[0]), row.cause != ALL, row.cause))  # type: ignore[arg-type]
    return {
        "is_day": True,
        "rows": [
            {"channel": channel_word(row.group[0]), "is_whole": row.cause == ALL,
             "cause": row.cause,
             "name": charge_word(zone, row.cause, None if row.cause == ALL else agency, language),
             "count": counted(row.count, language), "mean": lasting(row.mean_s.value),
             "median": lasting(row.median_s.value), "p90": lasting(row.p90_s.value)}
            for row in mine
        ],
    }  # fmt: skip


def read_channels(zone: Zone, subjects: list[str], agency: str) -> pa.Table:
    """Read the channel (`subject`, `channel`) of each visit that `agency` told one of.

    For that agency's own eyes alone; the last word counts.
    """
    rows = read.list_events_with(zone.name, subjects, steps_of_selection(zone, agency))
    found = {}
    for subject, own in groupby(rows, key=lambda one: one.subject):
        told = find_channel(zone, own, agency)
        if told is not None:
            found[subject] = (told.payload or {})["channel"]
    return pa.table(
        {
            "subject": pa.array(found.keys(), pa.string()),
            "channel": pa.array(found.values(), pa.string()),
        }
    )


def _stretch(zone: Zone, row: dict[str, Any], language: Language) -> dict[str, Any]:
    guess = row["served_estimate_us"]
    return {
        "cause": row["cause"],
        "name": charge_word(zone, row["cause"], row["agency"], language),
        "step": zone.name_of(row["step"], language) if row["step"] else "",
        "since": moment(zone, row["started_us"]),
        "until": moment(zone, row["ended_us"]),
        "spent": lasting(row["micros"] / 1e6),
        "is_shared": row["micros"] < row["ended_us"] - row["started_us"],
        "guess": "" if guess is None else lasting(guess / 1e6),
    }


def _read_around(zone: Zone, number: str) -> EventLog | None:
    visit = read.find_visit(zone.name, number)
    if visit is None:
        return None
    others = {entry.other for entry in visit.standing if entry.kind == "linked" and entry.other}
    return read.log(zone.name, subjects=[number, *sorted(others)])


def _is_open(clock: Clock, number: str) -> bool:
    place = clock.visits["subject"].index(pa.scalar(number)).as_py()
    return bool(place >= 0 and clock.visits["is_open"][place].as_py())
