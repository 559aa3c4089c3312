"""Ask the steps of a log: counts of all or of some visits, and the visits behind a count."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from cuakhau.statistics.process.conformance import build_tables, facts_of, take_findings
from cuakhau.statistics.process.counts import Counts, Finding, Link, Repeat, Times
from cuakhau.statistics.process.steps import (
    MOST_BUCKET,
    Steps,
    list_outcomes,
    read_names,
    unpack,
)
from cuakhau.zone.zone import Zone

Source = Steps | Path
CHARACTER = 256  # of the activity with the code 0 in a variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which visits are meant; what is `None` lets all pass.

    Times are microseconds UTC: visits whose first row happened in [since, until).
    """

    gate: str | None = None
    goods: str | None = None
    direction: str | None = None
    procedure: str | None = None
    since_us: int | None = None
    until_us: int | None = None


ALL = Filter()


@dataclass(frozen=True, slots=True)
class Asked:
    """A database with the steps in it, what its codes mean, and the condition of a filter."""

    database: Any
    names: dict[str, tuple[str, ...]]
    where: str

    def rows(self, *names: str, **facts: Any) -> list[tuple[Any, ...]]:
        """Run a query of this package, which may stand in several files."""
        query = "".join(_read(name) for name in names).format(where=self.where)
        found: list[tuple[Any, ...]] = self.database.execute(query, facts or None).fetchall()
        return found


@lru_cache(maxsize=16)
def _read(name: str) -> str:
    return resources.files("cuakhau.statistics.process").joinpath(f"{name}.sql").read_text("utf-8")


@cache
def _database() -> Any:
    """To open one takes longer than most questions."""
    import duckdb  # costs 0.15 s of start-up, and few pages ask it

    return duckdb.connect()


@contextmanager
def opened(source: Source, chosen: Filter = ALL) -> Iterator[Asked]:
    """Open steps for questions; they are read where they lie."""
    with _database().cursor() as database:  # what is registered is this cursor's own
        if isinstance(source, Steps):
            names = dict(source.names)
            database.register("steps", source.table)
        else:
            names = read_names(pq.read_metadata(source).metadata)
            told = str(source).replace("'", "''")
            database.execute(f"CREATE TEMP VIEW steps AS SELECT * FROM read_parquet('{told}')")
        yield Asked(database, names, _where(names, chosen))


def _where(names: dict[str, tuple[str, ...]], chosen: Filter) -> str:
    """Write the condition of a filter; only whole numbers get into the text."""
    conditions = ["true"]
    for column in ("gate", "goods", "direction", "procedure"):
        wanted: str | None = getattr(chosen, column)
        if wanted is not None:
            code = names[column].index(wanted) if wanted in names[column] else -1
            conditions.append(f"{column} = {code}")
    if chosen.since_us is not None:
        conditions.append(f"first_us >= {chosen.since_us:d}")
    if chosen.until_us is not None:
        conditions.append(f"first_us < {chosen.until_us:d}")
    return " AND ".join(conditions)


def count_map(asked: Asked) -> Counts:
    """Count the ways, their times, and how visits end: all that a process map needs."""
    counts = Counts()
    of_link: dict[int, Times] = {}
    for link, number, visits, sum_us in asked.rows("sums"):
        of_link[link] = Times(number, visits, int(sum_us))
    for key, number in asked.rows("map"):
        of_link[key // (MOST_BUCKET + 1)].buckets[key % (MOST_BUCKET + 1)] = number
    activities, agencies = asked.names["activity"], asked.names["agency"]
    for link, times in of_link.items():
        before, by, activity, agency = unpack(link)
        named = Link(activities[before], agencies[by], activities[activity], agencies[agency])
        counts.links[named] = times
    outcomes = list_outcomes()
    for activity, outcome, number in asked.rows("ends"):
        counts.ends[activities[activity], outcomes[outcome]] = number
    counts.visits = sum(counts.ends.values())
    counts.events = sum(times.count for times in counts.links.values())
    return counts


def count_all(zone: Zone, source: Source, chosen: Filter = ALL) -> Counts:
    """Count everything: the map, what is done again, variants, and what procedures flag."""
    with opened(source, chosen) as asked:
        counts = count_map(asked)
        activities = asked.names["activity"]
        for activity, *numbers in asked.rows("repeats"):
            counts.repeats[activities[activity]] = Repeat(*numbers)
        for way, number in asked.rows("variants"):
            counts.variants[tuple(activities[ord(c) - CHARACTER] for c in way)] = number
        steps = build_tables(asked.database, zone, asked.names)
        rows = asked.rows("found", "findings", **facts_of(asked.names))
        take_findings(rows, asked.names, steps, counts)
    return counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A visit behind a number: when it began, and how long the way took it where one is meant."""

    subject: str
    first_us: int
    gap_us: int | None
    gate: str
    goods: str


def list_way(source: Source, before: str, activity: str, chosen: Filter, most: int) -> list[Behind]:
    """List the visits that went from one activity to the next, the longest first."""
    with opened(source, chosen) as asked:
        names = asked.names["activity"]
        if before not in names or activity not in names:
            return []
        codes = {"before": names.index(before), "activity": names.index(activity)}
        return _list_behind(asked, asked.rows("way_visits", **codes, most=most))


def list_finding(
    zone: Zone, source: Source, finding: Finding, chosen: Filter, most: int
) -> list[Behind]:
    """List the visits that a procedure flags so, the latest first."""
    with opened(source, chosen) as asked:
        steps = {
            name: code for code, name in build_tables(asked.database, zone, asked.names).items()
        }
        procedures = asked.names["procedure"]
        known = finding.procedure in procedures and {finding.step, finding.required} <= steps.keys()
        if not known:
            return []
        facts = {
            **facts_of(asked.names),
            "kind": finding.kind,
            "procedure": procedures.index(finding.procedure),
            "step": steps[finding.step],
            "required": steps[finding.required],
        }
        return _list_behind(asked, asked.rows("found", "found_visits", **facts, most=most))


def _list_behind(asked: Asked, rows: list[tuple[Any, ...]]) -> list[Behind]:
    gates, goods = asked.names["gate"], asked.names["goods"]
    return [
        Behind(subject=subject, first_us=first_us, gap_us=gap_us, gate=gates[at], goods=goods[what])
        for subject, first_us, gap_us, at, what in rows
    ]
