"""The lines themselves, read from the snapshot: a page of them, or all; and fine sums of them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cuakhau.journal.versions import database_name
from cuakhau.trade.facts import FACT_SCHEMA
from cuakhau.trade.periods import Period
from cuakhau.turnover.reading.known import Seen, facts_of, published_facts
from cuakhau.turnover.reading.rolled import IS_PRINT, ONE, ask, line_scopes
from cuakhau.turnover.reading.wanted import Wanted
from cuakhau.turnover.store.copying import read_facts_where
from cuakhau.turnover.store.reading import snapshot
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

    from cuakhau.trade.cube import Within

Row = dict[str, Any]
COLUMNS = ", ".join(FACT_SCHEMA.names)
COUNTED = """
  coalesce(fitting.place, '') = counted.place AND fitting.direction = counted.direction
  AND fitting.source = counted.source
  AND year(fitting.first_day) * 12 + month(fitting.first_day) - 1 = counted.month
"""
AT_ONCE = 50_000  # rows of a file that are held at a time


def list_rows(zone: Zone, wanted: Wanted, *, first: int, count: int) -> tuple[list[Row], int]:
    """List some of the lines, the greatest value first, and tell how many there are."""
    total = _count_lines(database_name(), zone, wanted)
    order = "value_usd_cents DESC NULLS LAST, first_day, file_row_number"
    select = (
        f"SELECT file_row_number AS spot FROM wanted ORDER BY {order} LIMIT $count OFFSET $first"
    )
    spots = [row["spot"] for row in _ask(zone, wanted, select, {"first": first, "count": count})]
    if not spots:
        return [], total
    # By their places alone: each further condition unpacks a column of groups that have no line.
    places = ", ".join(map(str, spots))
    query = f"SELECT {COLUMNS}, file_row_number AS spot FROM facts WHERE spot IN ({places})"
    found = ask(zone.name, wanted.seen.version, published_facts(zone), query, {})
    at = {row.pop("spot"): row for row in found}
    return [at[spot] for spot in spots], total


@lru_cache(maxsize=256)
def _count_lines(_database: str, zone: Zone, wanted: Wanted) -> int:
    """Count the lines of a question, once for all its pages."""
    [row] = _ask(zone, wanted, "SELECT count(*) AS lines FROM wanted", {})
    return int(row["lines"])


def every_row(zone: Zone, wanted: Wanted) -> Iterator[Row]:
    """Give all lines, some thousand at a time, in an order that stays."""
    first = 0
    while True:
        order = "ORDER BY first_day, place, hs, fact, revision LIMIT $count OFFSET $first"
        select = f"SELECT {COLUMNS} FROM wanted {order}"
        rows = _ask(zone, wanted, select, {"first": first, "count": AT_ONCE})
        yield from rows
        if len(rows) < AT_ONCE:
            return
        first += AT_ONCE


def list_sources(zone: Zone, wanted: Wanted) -> list[tuple[str, int]]:
    """List which sources the lines come from that are counted, and how many of each."""
    rows = _ask(zone, wanted, "SELECT source, count(*) AS lines FROM wanted GROUP BY source", {})
    return sorted((row["source"], row["lines"]) for row in rows)


def ask_cube(zone: Zone, wanted: Wanted, by: Iterable[str]) -> "pa.Table":
    """Ask the cube for a table of the lines of a question, as `trade.cube.table` gives it."""
    from cuakhau.trade.cube import table

    facts = snapshot(zone.name, wanted.seen.version) if wanted.seen.version else _no_facts()
    measures = ("value", "weight", "tax")
    return table(facts, by=tuple(by), scope=wanted.scope, measures=measures, within=_within(wanted))


def _within(wanted: Wanted) -> "Within":
    from cuakhau.trade.cube import Within

    return Within(
        known_on_us=wanted.seen.known_us, since=wanted.since, until=wanted.until,
        gates=(wanted.gate,) if wanted.gate else (), hs=(wanted.hs,) if wanted.hs else (),
        directions=() if wanted.direction == "both" else (wanted.direction,),
        partners=(wanted.partner,) if wanted.partner else (), said="lines",
    )  # fmt: skip


def sums_between(zone: Zone, wanted: Wanted, periods: Iterable[Period]) -> "pa.Table":
    """Give the months of some periods as facts that say what they are of, as the cube adds them."""
    from cuakhau.trade.facts import table_of

    rows = []
    for period in sorted(set(periods)):
        asked = replace(wanted, since=period.first, until=period.last)
        for row in ask_cube(zone, asked, ("direction", "month")).to_pylist():
            rows.append(
                {
                    "fact": "", "revision": 1, "known_us": wanted.seen.known_us,
                    "first_day": max(row["first_day"], period.first),
                    "last_day": min(row["last_day"], period.last), "day_ends": "00:00",
                    "place": wanted.gate or None, "scope": wanted.scope,
                    "direction": row["direction"], "regime": "rolled", "hs": wanted.hs or None,
                    "partner": wanted.partner or None, "value_usd_cents": row["value_usd_cents"],
                    "weight_g": row["weight_g"], "other_tax_vnd": row["tax_vnd"],
                    "source": "rolled", "precision": "exact",
                }
            )  # fmt: skip
    return table_of(rows)


def _no_facts() -> "pa.Table":
    return FACT_SCHEMA.empty_table()


def list_prints(zone: Zone, seen: Seen, period: Period, scope: str, direction: str) -> list[Row]:
    """List the published totals of just this period, also the suspect ones."""
    from cuakhau.trade.sentence.told import Printed

    return Printed(facts_of(zone, seen)).list_of(period, scope, direction)


def earlier_revisions(zone: Zone, facts: Iterable[str], seen: Seen) -> dict[str, list[Row]]:
    """Give the revisions of facts that were replaced by then, by fact, the oldest first."""
    found: dict[str, list[Row]] = {}
    rows = read_facts_where(
        "zone = %s AND fact = ANY(%s) AND known_us <= %s AND import_id <= %s",
        [zone.name, list(facts), seen.known_us, seen.version],
        order="fact, revision",
    )
    for row in rows.to_pylist():
        found.setdefault(row["fact"], []).append(row)
    return {fact: rows[:-1] for fact, rows in found.items() if len(rows) > 1}


def count_repeated(zone: Zone, wanted: Wanted) -> int:
    """Count the lines that say again what another source says, and are not added up."""
    if _counted(zone, wanted) is None:
        return 0
    rows = _ask(zone, wanted, "SELECT count(*) AS lines FROM fitting", {})
    return int(rows[0]["lines"]) - _count_lines(database_name(), zone, wanted)


def _ask(zone: Zone, wanted: Wanted, select: str, asked: Row) -> list[Row]:
    where = [
        ONE, f"NOT {IS_PRINT}", "precision <> 'suspect'", "scope = $scope", "first_day >= $since",
        "last_day <= $until",
    ]  # fmt: skip
    values: Row = {
        "known": wanted.seen.known_us, "scope": wanted.scope, "since": wanted.since,
        "until": wanted.until, **asked,
    }  # fmt: skip
    for column, word in (("direction", wanted.direction), ("place", wanted.gate),
                         ("partner", wanted.partner)):  # fmt: skip
        if word and word != "both":
            where.append(f"{column} = ${column}")
            values[column] = word
    if wanted.hs:
        where.append("starts_with(hs, $hs)")
        values["hs"] = wanted.hs
    counted = _counted(zone, wanted)
    kept = "fitting" if counted is None else f"fitting SEMI JOIN counted ON {COUNTED}"
    # Rows that are asked for twice are read twice: to keep them whole in between takes longer.
    query = f"""
    WITH fitting AS NOT MATERIALIZED (SELECT * FROM facts WHERE {" AND ".join(where)}),
    wanted AS NOT MATERIALIZED (SELECT fitting.* FROM {kept}) {select}
    """
    beside = {} if counted is None else {"counted": counted}
    return ask(zone.name, wanted.seen.version, published_facts(zone), query, values, beside)


def _counted(zone: Zone, wanted: Wanted) -> "pa.Table | None":
    """Give which source counts of each gate, way and month; `None` where there is but one."""
    version = wanted.seen.version
    about = line_scopes(zone.name, version).get(wanted.scope)
    if about is None or about["sources"] < 2:
        return None
    return _list_counted(database_name(), zone.name, wanted)


@lru_cache(maxsize=64)
def _list_counted(_database: str, zone_name: str, wanted: Wanted) -> "pa.Table | None":
    from cuakhau.trade.cube.sources import list_counted

    by = ["gate", "direction"]
    by += [f"hs{min(len(wanted.hs), 8) // 2 * 2}"] if wanted.hs else []
    by += ["partner"] if wanted.partner else []
    facts = snapshot(zone_name, wanted.seen.version)
    return list_counted(facts, by=by, scope=wanted.scope, within=_within(wanted))
