"""What may be published: cells of few visits are withheld, and those that would give one away.

A cell (a cause, of an agency where the table has them) of fewer than `LEAST` visits is withheld:
count, mean, median, P90, share. The cells of a group add up to its whole, and groups to their
total, so that one withheld cell alone could be worked out: then the smallest other cell of the same
group, or the same cell of another group, is withheld too, until each line and each column has none
or at least two. A group of fewer than `LEAST` visits is withheld whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from cuakhau.statistics.clock.lengths import Measure
from cuakhau.statistics.clock.tables import ALL, Row

LEAST = 5
NOT_TOLD = Measure(value=None, low=None, high=None)


def withhold(rows: Sequence[Row], by: Sequence[str]) -> tuple[Row, ...]:
    """Withhold what may not be published; such rows keep their names and have nothing else.

    `by` says what the groups are of. A total that is published beside groups is one of them.
    """
    parts = {_key(row, by): row for row in rows if row.cause != ALL}
    hidden = {key for key, row in parts.items() if _is_few(row.count) or _is_few(row.visits)}
    small = {_key(row, by)[0] for row in rows if _is_few(row.visits)}
    todo = True
    while todo:
        todo = False
        for line in _lines(parts):
            away = [key for key in line if key in hidden]
            rest = [key for key in line if key not in hidden]
            if len(away) == 1 and rest:
                hidden.add(min(rest, key=lambda key: (parts[key].count or 0, str(key))))
                todo = True
    if len(small) == 1:
        others = [row for row in rows if row.cause == ALL and _key(row, by)[0] not in small]
        small |= {_key(min(others, key=lambda row: row.visits or 0), by)[0]} if others else set()
    return tuple(
        _blank(row) if _key(row, by) in hidden or _key(row, by)[0] in small else row for row in rows
    )


def _key(row: Row, by: Sequence[str]) -> tuple[Any, Any]:
    """Give the group of visits of a row, and which of its cells it is."""
    named = list(zip(by, row.group, strict=True))
    of_visits = tuple(word for name, word in named if name != "agency")
    return of_visits, (tuple(word for name, word in named if name == "agency"), row.cause)


def _lines(parts: dict[tuple[Any, Any], Row]) -> Iterable[list[Any]]:
    """Give the cells of each group, and each cell over the groups where there are several."""
    for place in (0, 1):
        lines: dict[Any, list[Any]] = {}
        for key in parts:
            lines.setdefault(key[place], []).append(key)
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
