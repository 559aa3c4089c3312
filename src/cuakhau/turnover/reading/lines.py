"""The lines themselves, read from the snapshot: a page of them, all of them, or sums by the day."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cuakhau.trade.facts import FACT_SCHEMA
from cuakhau.trade.periods import Period
from cuakhau.turnover.reading.known import Seen, facts_of, published_facts
from cuakhau.turnover.reading.rolled import IS_PRINT, NEWEST, run
from cuakhau.turnover.reading.wanted import Wanted
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
COLUMNS = ", ".join(FACT_SCHEMA.names)
AT_ONCE = 50_000  # rows of a file that are held at a time
BEFORE = """
SELECT fact, revision, known_us, value_usd_cents FROM facts
WHERE fact IN (SELECT unnest($facts)) AND known_us <= $known AND coalesce(number, 0) <= $version
ORDER BY fact, revision
"""


def list_rows(zone: Zone, wanted: Wanted, *, first: int, count: int) -> tuple[list[Row], int]:
    """List some of the lines, the greatest value first, and tell how many there are."""
    order = "ORDER BY value_usd_cents DESC NULLS LAST, fact LIMIT $count OFFSET $first"
    select = f"SELECT {COLUMNS}, count(*) OVER () AS of_all FROM wanted {order}"
    rows = _ask(zone, wanted, select, {"first": first, "count": count})
    return rows, rows[0]["of_all"] if rows else 0


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


def add_lines(zone: Zone, wanted: Wanted, by: dict[str, str]) -> list[Row]:
    """Add lines up by the expressions of `by`, where months or four digits are too coarse."""
    keys = ", ".join(f"{expression} AS {name}" for name, expression in by.items())
    taxes = "coalesce(duty_vnd, vat_vnd, other_tax_vnd)"
    total = "coalesce(duty_vnd, 0) + coalesce(vat_vnd, 0) + coalesce(other_tax_vnd, 0)"
    select = f"""
    SELECT {keys}{"," if keys else ""} sum(value_usd_cents)::BIGINT AS value_usd_cents,
      sum(weight_g)::BIGINT AS weight_g,
      (sum({total}) FILTER ({taxes} IS NOT NULL))::BIGINT AS tax_vnd, count(*) AS lines,
      count(*) - count(value_usd_cents) AS unknown
    FROM wanted {"GROUP BY ALL" if by else ""}
    """
    return _ask(zone, wanted, select, {})


def lines_between(zone: Zone, wanted: Wanted) -> "pa.Table":
    """Give the lines of a question as a table of facts."""
    return _table(zone, wanted, f"SELECT {COLUMNS} FROM wanted", {})


def list_prints(zone: Zone, seen: Seen, period: Period, scope: str, direction: str) -> list[Row]:
    """List the published totals of just this period, also the suspect ones."""
    from cuakhau.trade.sentence.told import list_published

    return list_published(facts_of(zone, seen), period, scope, direction)


def earlier_revisions(zone: Zone, facts: Iterable[str], seen: Seen) -> dict[str, list[Row]]:
    """Give the revisions of facts that were replaced by then, by fact, the oldest first."""
    asked = {"facts": list(facts), "known": seen.known_us, "version": seen.version}
    found: dict[str, list[Row]] = {}
    for row in run(zone.name, seen.version, published_facts(zone), BEFORE, asked).to_pylist():
        found.setdefault(row["fact"], []).append(row)
    return {fact: rows[:-1] for fact, rows in found.items() if len(rows) > 1}


def _ask(zone: Zone, wanted: Wanted, select: str, asked: Row) -> list[Row]:
    rows: list[Row] = _table(zone, wanted, select, asked).to_pylist()
    return rows


def _table(zone: Zone, wanted: Wanted, select: str, asked: Row) -> "pa.Table":
    where = [
        f"NOT {IS_PRINT}", "precision <> 'suspect'", "scope = $scope", "first_day >= $since",
        "last_day <= $until",
    ]  # fmt: skip
    values: Row = {
        "known": wanted.seen.known_us, "version": wanted.seen.version, "scope": wanted.scope,
        "since": wanted.since, "until": wanted.until, **asked,
    }  # fmt: skip
    for column, word in (("direction", wanted.direction), ("place", wanted.gate),
                         ("partner", wanted.partner)):  # fmt: skip
        if word and word != "both":
            where.append(f"{column} = ${column}")
            values[column] = word
    if wanted.hs:
        where.append("starts_with(hs, $hs)")
        values["hs"] = wanted.hs
    query = f"WITH {NEWEST}, wanted AS (SELECT * FROM one WHERE {' AND '.join(where)}) {select}"
    return run(zone.name, wanted.seen.version, published_facts(zone), query, values)
