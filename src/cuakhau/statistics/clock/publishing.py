"""What may be published: cells of few visits are withheld, and those that would give one away.

A cell of fewer than `LEAST` visits is withheld (count, mean, median, P90, share). Causes of a group
add up to its whole, and groups to the whole zone, so that one withheld cell alone could be worked
out: then the smallest other cell of the same group, or of the same cause, is withheld too, until
each line and each column has none or two. A group of fewer than `LEAST` visits is withheld whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from cuakhau.statistics.clock.tables import ALL, Measure, Row

LEAST = 5
NOT_TOLD = Measure(value=None, low=None, high=None)


def withhold(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Withhold what may not be published; such rows keep their names and have nothing else."""
    parts = {(row.group, row.cause): row for row in rows if row.cause != ALL}
    hidden = {key for key, row in parts.items() if _is_few(row.count) or _is_few(row.visits)}
    small = {row.group for row in rows if _is_few(row.visits)}
    todo = True
    while todo:
        todo = False
        for line in _lines(parts):
            away = [key for key in line if key in hidden]
            rest = [key for key in line if key not in hidden]
            if len(away) == 1 and rest:
                hidden.add(min(rest, key=lambda key: (parts[key].count or 0, key[1], str(key[0]))))
                todo = True
    if len(small) == 1:
        others = [row for row in rows if row.cause == ALL and row.group not in small]
        small |= {min(others, key=lambda row: row.visits or 0).group} if others else set()
    return tuple(
        _blank(row) if (row.group, row.cause) in hidden or row.group in small else row
        for row in rows
    )


def _lines(parts: dict[Any, Row]) -> Iterable[list[Any]]:
    """Give the cells of each group, and of each cause over the groups."""
    for place in (0, 1):
        lines: dict[Any, list[Any]] = {}
        for key in parts:
            lines.setdefault(key[place], []).append(key)
        # a single group has no total beside it that its causes could be taken from
        if place == 0 or len({key[0] for key in parts}) > 1:
            yield from lines.values()


def _is_few(count: int | None) -> bool:
    return count is None or count < LEAST


def _blank(row: Row) -> Row:
    return replace(
        row,
        count=None,
        visits=None if _is_few(row.visits) else row.visits,
        total_us=None,
        share=None,
        mean_s=NOT_TOLD,
        median_s=NOT_TOLD,
        p90_s=NOT_TOLD,
    )
