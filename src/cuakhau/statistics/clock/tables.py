"""The whole clock by groups: count, mean, median, P90 and share of each cause, how sure each is.

One way for a day and for ten years: visits are counted by how long a cause took them, and all
measures come from these counts. In memory the counts are to the microsecond, so that quantiles are
exact; of a log of many parts they are to `WIDTH_US`, 15 seconds, and a quantile is off by at most
half of it. Counts of parts add up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.statistics.clock.causes import Spent
from cuakhau.statistics.clock.lengths import EXACT_US, Measure, mean_of, quantile_of
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
WIDTH_US = 15_000_000
MEMORY = "6GB"  # of DuckDB; with the columns of a part it stays below 8 GB


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
    if not len(counts):
        return ()
    names = [COLUMN_OF.get(word, word) for word in by]
    of_visit = [place for place, name in enumerate(names) if name != "agency"]
    cells, cell = _number_cells(counts, [*names, "cause"])
    # One sort puts the lengths of each cell in order; all else is sums of stretches.
    lengths = counts["bin"].to_numpy()
    order = np.lexsort((lengths, cell))
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    number = counts["count"].to_numpy()[order]
    totals_us = np.add.reduceat(counts["total_us"].to_numpy()[order], starts)
    squares = np.add.reduceat(counts["squares"].to_numpy()[order], starts)
    ends = np.cumsum(number)
    middle = width_us / 2 if width_us > EXACT_US else 0
    values = (lengths[order] * width_us + middle) / 1e6
    spans = [slice(*span) for span in zip(starts, [*starts[1:], len(order)], strict=True)]

    def of_cell(group: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(group[place] for place in of_visit)

    visits: dict[tuple[Any, ...], int] = {}
    whole: dict[tuple[Any, ...], int] = {}
    for (*group, cause), span, total_us in zip(cells, spans, totals_us.tolist(), strict=True):
        if cause == "visits":
            visits[of_cell(tuple(group))] = int(number[span].sum())
        elif cause == ALL:
            whole[of_cell(tuple(group))] = total_us
    made = []
    for place, (*group, cause) in enumerate(cells):
        if cause == "visits":
            continue
        here, span = of_cell(tuple(group)), spans[place]
        before = ends[span.start] - number[span.start]
        sums = int(totals_us[place]), float(squares[place])
        made.append(
            _measure_one(
                (tuple(group), cause),
                (values[span], ends[span] - before),
                sums,
                (visits[here], whole[here]),
            )
        )
    return tuple(
        sorted(
            made, key=lambda r: (_sortable(r.group), r.cause != ALL, -(r.total_us or 0), r.cause)
        )
    )


def _number_cells(counts: pa.Table, names: list[str]) -> tuple[list[tuple[Any, ...]], Whole]:
    """Give the distinct words of these columns together, and for each row which of them it has."""
    codes = np.zeros(len(counts), np.int64)
    words: list[list[Any]] = []
    for name in names:
        column = pc.dictionary_encode(counts[name].combine_chunks(), null_encoding="encode")
        words.append(column.dictionary.to_pylist())
        codes = codes * max(len(words[-1]), 1) + column.indices.to_numpy()
    found, cell = np.unique(codes, return_inverse=True)
    cells = []
    for code in found.tolist():
        parts = []
        for known in reversed(words):
            code, place = divmod(code, len(known))
            parts.append(known[place])
        cells.append(tuple(reversed(parts)))
    return cells, cell.astype(np.int64)


def _measure_one(
    cell: tuple[Any, str],
    lengths: tuple[np.ndarray, Whole],
    sums: tuple[int, float],
    of: tuple[int, int],
) -> Row:
    """Measure one cause of a group. `lengths`: seconds in order, and how many are up to each."""
    (values, ends), (total_us, squares), (visits, whole_us) = lengths, sums, of
    count = int(ends[-1])
    return Row(
        group=cell[0],
        cause=cell[1],
        visits=visits,
        count=count,
        total_us=total_us,
        share=total_us / whole_us if whole_us else None,
        mean_s=mean_of(total_us / 1e6, squares, visits),
        median_s=quantile_of(values, ends, count, 1, 2),
        p90_s=quantile_of(values, ends, count, 9, 10),
    )


def _sortable(group: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple((one is None, str(one or "").zfill(2)) for one in group)
