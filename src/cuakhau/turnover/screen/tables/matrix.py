"""The matrix: rows against columns, with totals, shares and contributions to growth."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cuakhau.figures import Data
from cuakhau.trade.periods import Period, write_period, year_before
from cuakhau.turnover.reading.sums import add_up
from cuakhau.turnover.screen.asked import Asked
from cuakhau.turnover.screen.series import wanted_of
from cuakhau.turnover.screen.words import COLUMNS, key_word, write_amount, write_percent
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_ROWS = 60  # on the page; all of them stand in the file
HEATS = 8
PERIOD_COLUMNS = ("month", "quarter", "half", "year")
FILTERS = {"gate": "gate", "hs2": "hs", "hs4": "hs", "partner": "partner"}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sums by row and column; `was` are the sums of the rows a year before. `None`: not known."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], int | None]
    of_rows: dict[str, int | None]
    of_columns: dict[str, int | None]
    was: dict[str, int | None]
    months: frozenset[str]
    months_then: frozenset[str]

    @property
    def total(self) -> int | None:
        """All rows together."""
        return _sum(self.of_rows.values())

    @property
    def total_then(self) -> int | None:
        """All rows of the year before; `None` where its months are not the same."""
        return _sum(self.was.values()) if self.months == self.months_then else None

    def share(self, row: str) -> Decimal | None:
        """The share of a row in percent."""
        total, mine = self.total, self.of_rows[row]
        return None if not total or mine is None else Decimal(mine) * 100 / total

    def growth(self, row: str) -> Decimal | None:
        """Growth of a row on the year before in percent."""
        was, mine = self.was.get(row), self.of_rows[row]
        if self.total_then is None or not was or mine is None:
            return None
        return Decimal(mine) * 100 / was - 100

    def contribution(self, row: str) -> Decimal | None:
        """How many percentage points of the growth of all a row brings."""
        then, mine = self.total_then, self.of_rows[row]
        if not then or mine is None:
            return None
        return Decimal(mine - (self.was.get(row) or 0)) * 100 / then


def build_matrix(zone: Zone, asked: Asked, data: Data) -> Matrix:
    """Add the lines of the period up by row and column, the greatest rows first."""
    by_row, by_column, name = asked.rows, asked.columns, COLUMNS[asked.measure]
    if by_row == by_column:
        by_column = "month"
    wanted = wanted_of(asked, data, asked.period)
    then = wanted_of(asked, data, year_before(asked.period))
    sums = add_up(zone, wanted, (by_row, by_column))
    cells = {one.key: getattr(one, name) for one in sums}
    rows = {key[0]: None for key in cells}
    columns = sorted({key[1] for key in cells})
    of_rows = {row: _sum(v for key, v in cells.items() if key[0] == row) for row in rows}
    if by_column not in PERIOD_COLUMNS:
        of_columns = {col: _sum(v for key, v in cells.items() if key[1] == col) for col in columns}
        columns.sort(key=lambda one: -(of_columns[one] or 0))
    return Matrix(
        rows=tuple(sorted(rows, key=lambda row: -(of_rows[row] or 0))),
        columns=tuple(columns),
        cells={(key[0], key[1]): value for key, value in cells.items()},
        of_rows=of_rows,
        of_columns={col: _sum(v for key, v in cells.items() if key[1] == col) for col in columns},
        was={one.key[0]: getattr(one, name) for one in add_up(zone, then, (by_row,))},
        months=_months(zone, wanted, 0),
        months_then=_months(zone, then, 1),
    )


def tell_matrix(zone: Zone, asked: Asked, matrix: Matrix, language: Language) -> dict[str, Any]:
    """Tell the matrix in words; each cell leads to its rows."""
    by_column = "month" if asked.rows == asked.columns else asked.columns
    shown = matrix.rows[:MOST_ROWS]
    most = max((value or 0 for value in matrix.cells.values()), default=0)
    dated = zone.at(asked.period.last)

    def cell(row: str, column: str) -> dict[str, Any]:
        amount = matrix.cells.get((row, column))
        changes = _changes(asked.rows, row) | _changes(by_column, column)
        return {
            "text": write_amount(amount, asked.measure, language),
            "query": asked.query(**changes),
            "heat": 0 if not amount or not most else 1 + int(amount * (HEATS - 1) // most),
        }

    return {
        "columns": [key_word(dated, by_column, one, language) for one in matrix.columns],
        "rows": [
            {
                "name": key_word(dated, asked.rows, row, language),
                "query": asked.query(**_changes(asked.rows, row)),
                "cells": [cell(row, column) for column in matrix.columns],
                "total": write_amount(matrix.of_rows[row], asked.measure, language),
                "share": write_percent(matrix.share(row), language).removeprefix("+"),
                "growth": write_percent(matrix.growth(row), language),
                "contribution": write_percent(matrix.contribution(row), language).removesuffix(
                    " %"
                ),
            }
            for row in shown
        ],
        "totals": [
            write_amount(matrix.of_columns[column], asked.measure, language)
            for column in matrix.columns
        ],
        "total": write_amount(matrix.total, asked.measure, language),
        "rest": len(matrix.rows) - len(shown),
    }


def _changes(by: str, key: str) -> dict[str, str]:
    if by in FILTERS:
        return {FILTERS[by]: key}
    return {"period": write_period(_read_key(key))}


def _read_key(key: str) -> Period:
    from cuakhau.trade.periods import read_period

    return read_period(key)


def _months(zone: Zone, wanted: Any, years: int) -> frozenset[str]:
    keys = [one.key for one in add_up(zone, wanted, ("month", "direction"))]
    return frozenset(f"{int(month[:4]) + years}{month[4:]}{way}" for month, way in keys)


def _sum(amounts: Any) -> int | None:
    known = [one for one in amounts if one is not None]
    return sum(known) if known else None
