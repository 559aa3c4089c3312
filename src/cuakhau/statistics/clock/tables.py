"""The whole clock by groups: count, mean, median, P90 and share of each cause, how sure each is.

One way for a day and for ten years: visits are counted by how long a cause took them, and all
measures come from these counts. In memory the counts are to the microsecond, so that quantiles are
exact; of a log of many parts they are to `WIDTH_US`, 15 seconds, and a quantile is off by at most
half of it. Counts of parts add up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from typing import Any

import numpy as np
import pyarrow as pa

from cuakhau.statistics.clock.causes import Spent
from cuakhau.statistics.clock.refusals import (
    l2_grouping_is_known,
    l3_channel_is_not_in_a_log,
    refuse,
)
from cuakhau.statistics.stays.rows import Whole

BY = ("gate", "place", "direction", "goods", "regime", "procedure", "class", "hour", "channel",
      "agency")  # fmt: skip
COLUMN_OF = {"class": "vehicle_class"}
ALL = "all"  # stands for all causes of a visit together
EXACT_US, WIDTH_US = 1, 15_000_000
SURE = 1.959964  # of the standard normal law: 95 in 100
MEMORY = "6GB"  # of DuckDB; with the columns of a part it stays below 8 GB


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value with its 95 % interval; `None` where too few visits tell."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A cause in a group. `group` has a word for each of `by`, `None` where unknown.

    `visits` are all of the group that are over, `count` those that the cause took any time;
    they and `total_us` are `None` where they are withheld from what is published.
    `mean_s` is over `visits`, so that the means of causes add up to that of `all`; its interval is
    that of the mean under the normal law. `median_s` and `p90_s` are over `count`; their intervals
    are order statistics. `share` is of the group's time.
    """

    group: tuple[str | int | None, ...]
    cause: str
    visits: int | None
    count: int | None
    total_us: int | None
    share: float | None
    mean_s: Measure
    median_s: Measure
    p90_s: Measure


def check_by(by: Sequence[str], *, has_channels: bool = False) -> None:
    """Refuse what nothing is grouped by. Raises `ClockRefused` L2, L3."""
    for word in by:
        if word not in BY:
            raise refuse(l2_grouping_is_known, word=word, known=", ".join(BY))
        if word == "channel" and not has_channels:
            raise refuse(l3_channel_is_not_in_a_log)


def count_visits(
    spent: Spent, by: Sequence[str], *, width_us: int = EXACT_US, channels: pa.Table | None = None
) -> pa.Table:
    """Count visits that are over by group, cause and length.

    Columns: those of `by`, `cause`, `bin` (length // width), `count`, `total_us`, `squares` (of
    seconds) and for cause `visits` the number of visits of the group. `channels` (subject, channel)
    is what only the agency that selects may pass. Raises `ClockRefused` L2, L3.
    """
    import duckdb

    check_by(by, has_channels=channels is not None)
    numbered = spent.visits.append_column(
        "visit", pa.array(np.arange(len(spent.visits), dtype=np.int32))
    )
    of_visit = [COLUMN_OF.get(word, word) for word in by if word != "agency"]
    keys = "".join(f'v."{name}"::VARCHAR AS "{name}", ' for name in of_visit)
    names = "".join(f'"{name}", ' for name in of_visit)
    agency = "agency::VARCHAR AS agency, " if "agency" in by else ""
    plain = "NULL::VARCHAR AS agency, " if "agency" in by else ""
    told = "LEFT JOIN channels USING (subject)" if "channel" in by else ""
    named_agency = "agency, " if "agency" in by else ""
    query = f"""
        WITH v AS (SELECT * FROM visits {told}
                   WHERE NOT is_open AND ended_us > opened_us
                     AND outcome IN ('left', 'turned_back')),
        spent AS (
            SELECT visit, cause::VARCHAR AS cause, {agency} sum(micros)::BIGINT AS micros
            FROM clock GROUP BY ALL
            UNION ALL
            SELECT visit, '{ALL}' AS cause, {plain} (ended_us - opened_us)::BIGINT FROM v
        )
        SELECT {keys} cause, {named_agency} (micros // {width_us})::BIGINT AS bin,
               count(*)::BIGINT AS count, sum(micros)::BIGINT AS total_us,
               sum((micros / 1e6) ** 2)::DOUBLE AS squares
        FROM spent JOIN v USING (visit) GROUP BY ALL
        UNION ALL
        SELECT {keys} 'visits', {plain} 0, count(*)::BIGINT, 0, 0.0 FROM v GROUP BY ALL
    """
    with duckdb.connect() as database:
        database.execute(f"SET memory_limit = '{MEMORY}'")
        database.register("visits", numbered)
        database.register("clock", spent.table)
        if channels is not None:
            database.register("channels", channels)
        found = database.sql(query).to_arrow_table()
    return found.select([*names.replace('"', "").replace(" ", "").split(",")[:-1],
                         *(["agency"] if "agency" in by else []),
                         "cause", "bin", "count", "total_us", "squares"])  # fmt: skip


def add_counts(parts: Iterable[pa.Table]) -> pa.Table:
    """Add up the counts of parts of a log, which share no visit."""
    whole = pa.concat_tables(list(parts))
    keys = [name for name in whole.column_names if name not in ("count", "total_us", "squares")]
    sums = [("count", "sum"), ("total_us", "sum"), ("squares", "sum")]
    added = whole.group_by(keys).aggregate(sums)
    return added.rename_columns({f"{name}_sum": name for name, _ in sums})


def measure(counts: pa.Table, by: Sequence[str], *, width_us: int = EXACT_US) -> tuple[Row, ...]:
    """Measure each cause of each group, the longest first within a group."""
    names = [COLUMN_OF.get(word, word) for word in by]
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    visits: dict[tuple[Any, ...], int] = {}
    whole: dict[tuple[Any, ...], int] = {}
    of_visit = [place for place, name in enumerate(names) if name != "agency"]
    for row in counts.to_pylist():
        group = tuple(row[name] for name in names)
        here = tuple(group[place] for place in of_visit)
        if row["cause"] == "visits":
            visits[here] = visits.get(here, 0) + row["count"]
            continue
        if row["cause"] == ALL:
            whole[here] = whole.get(here, 0) + row["total_us"]
        groups.setdefault((group, row["cause"]), []).append(row)
    made = []
    for (group, cause), rows in groups.items():
        here = tuple(group[place] for place in of_visit)
        made.append(_measure_one((group, cause), rows, (visits[here], whole[here]), width_us))
    return tuple(
        sorted(
            made, key=lambda r: (_sortable(r.group), r.cause != ALL, -(r.total_us or 0), r.cause)
        )
    )


def measure_lengths(lengths_us: Whole, *, width_us: int) -> tuple[Measure, Measure, Measure]:
    """Give mean, median and P90 of some lengths, in seconds."""
    if not len(lengths_us):
        nothing = Measure(value=None, low=None, high=None)
        return nothing, nothing, nothing
    bins, counts = np.unique(lengths_us // width_us, return_counts=True)
    middle = width_us / 2 if width_us > EXACT_US else 0
    values, ends = (bins * width_us + middle) / 1e6, np.cumsum(counts)
    squares = float(((lengths_us / 1e6) ** 2).sum())
    count = len(lengths_us)
    mean = _mean(int(lengths_us.sum()) / 1e6, squares, count)
    return mean, _quantile(values, ends, count, 1, 2), _quantile(values, ends, count, 9, 10)


def _measure_one(
    key: tuple[Any, str], rows: list[dict[str, Any]], of: tuple[int, int], width_us: int
) -> Row:
    visits, whole_us = of
    rows = sorted(rows, key=lambda row: row["bin"])
    bins = np.array([row["bin"] for row in rows], np.int64)
    counts = np.array([row["count"] for row in rows], np.int64)
    total_us = sum(row["total_us"] for row in rows)
    squares = sum(row["squares"] for row in rows)
    count = int(counts.sum())
    middle = width_us / 2 if width_us > EXACT_US else 0
    values = (bins * width_us + middle) / 1e6
    ends = np.cumsum(counts)
    return Row(
        group=key[0],
        cause=key[1],
        visits=visits,
        count=count,
        total_us=total_us,
        share=total_us / whole_us if whole_us else None,
        mean_s=_mean(total_us / 1e6, squares, visits),
        median_s=_quantile(values, ends, count, 1, 2),
        p90_s=_quantile(values, ends, count, 9, 10),
    )


def _mean(total_s: float, squares: float, visits: int) -> Measure:
    mean = total_s / visits
    if visits < 2:
        return Measure(value=mean, low=None, high=None)
    spread = sqrt(max(0.0, squares - visits * mean * mean) / (visits - 1) / visits)
    low, high = mean - SURE * spread, mean + SURE * spread
    return Measure(value=mean, low=max(0.0, low), high=high)


def _quantile(values: np.ndarray, ends: Whole, count: int, part: int, of: int) -> Measure:
    """The smallest that `part` in `of` reach; the interval by ranks of the binomial law."""

    def at(rank: int) -> float | None:
        if not 1 <= rank <= count:
            return None
        return float(values[np.searchsorted(ends, rank, side="left")])

    share = part / of
    reach = SURE * sqrt(count * share * (1 - share))
    return Measure(
        value=at(-(-part * count // of)),
        low=at(floor(count * share - reach)),
        high=at(ceil(count * share + reach) + 1),
    )


def _sortable(group: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple((one is None, str(one or "").zfill(2)) for one in group)
