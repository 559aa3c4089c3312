"""Reads a file of rows by month or by day into series: which columns, which months, what is wrong.

Every mistake names its row as people count it: the header is row 1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.trade.nowcast.months.days import add_whole_months
from cuakhau.trade.nowcast.months.panel import Panel, first_day, month_of, panel_of, write_month
from cuakhau.trade.nowcast.refusals import (
    n1_columns_are_there,
    n2_a_month_is_a_month,
    n3_a_value_is_a_number,
    n4_no_value_below_zero,
    n5_a_month_stands_once,
    n6_no_month_to_come,
    n14_nothing_is_read,
    n15_the_file_is_a_table,
    refuse,
)

FIRST_ROW = 2
WHOLE = ""  # the series of a file without --by
_FORMS = (
    re.compile(r"(?P<y>\d{4})[-/.]?(?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?:[T ].*)?"),
    re.compile(r"(?:(?P<d>\d{1,2})[-/.])?(?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
)
Days = Mapping[str, Mapping[date, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns say what. Several columns of `by` name a series together."""

    date: tuple[str, ...]
    value: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """What a file holds: months as a panel, or days of each series where it goes by day.

    A month that is not over by `today` is left out of the panel: it is the `open_month`.
    """

    panel: Panel
    rows: int
    open_month: int | None = None
    days: Days = field(default_factory=dict)


def read_file(file: Path, columns: Columns, today: date) -> Read:
    """Read a CSV (also .gz) where each month of a series stands once. Raises N1 … N6, N14, N15."""
    return _read(_open(file), columns, today, ())


def add_up_file(file: Path, columns: Columns, today: date) -> Read:
    """Read a CSV whose rows are parts of their month, and add them up.

    A part that is unknown makes its month unknown.
    """
    return _read(_open(file), columns, today, ("sum",))


def _read(table: pa.Table, columns: Columns, today: date, way: tuple[str, ...]) -> Read:
    for name in (*columns.by, *columns.date, columns.value):
        if name not in table.column_names:
            raise refuse(n1_columns_are_there, column=name, columns=", ".join(table.column_names))
    if not table.num_rows:
        raise refuse(n14_nothing_is_read)
    days = _days(table, columns)
    _check_future(days, today)
    rows = pa.table(
        {
            "series": _series(table, columns),
            "day": days,
            "value": _values(table.column(columns.value)),
            "row": pa.array(range(FIRST_ROW, table.num_rows + FIRST_ROW)),
        }
    )
    by_day = bool(pc.any(pc.not_equal(pc.day(rows["day"]), 1)).as_py())
    if not way:
        _check_once(rows)
    cells = _add_up(rows)
    return _by_day(cells, table, today) if by_day else _by_month(cells, table, today)


def _by_month(cells: list[dict[str, Any]], table: pa.Table, today: date) -> Read:
    this = month_of(today)
    known = {(cell["series"], month_of(cell["day"])): cell["value"] for cell in cells}
    is_open = any(month == this for _, month in known)
    panel = panel_of({key: value for key, value in known.items() if key[1] < this})
    return Read(panel, table.num_rows, this if is_open else None)


def _by_day(cells: list[dict[str, Any]], table: pa.Table, today: date) -> Read:
    days: dict[str, dict[date, float]] = {}
    for cell in cells:
        series = days.setdefault(cell["series"], {})
        if cell["value"] == cell["value"]:  # not NaN
            series[cell["day"]] = cell["value"]
    last = max((day for series in days.values() for day in series), default=today)
    over = month_of(last) + 1 if last == _last_day(month_of(last)) else month_of(last)
    months = {
        (name, month): value
        for name, series in days.items()
        for month, value in add_whole_months(series, over).items()
    }
    names = {(name, over - 1): float("nan") for name in days}
    return Read(
        panel_of({**names, **months}, end=over),
        table.num_rows,
        None if over > month_of(last) else over,
        days,
    )


def _last_day(month: int) -> date:
    return date.fromordinal(first_day(month + 1).toordinal() - 1)


def _open(file: Path) -> pa.Table:
    from pyarrow import csv

    try:
        with pa.input_stream(str(file)) as stream:
            names = csv.open_csv(stream).schema.names
        kinds = dict.fromkeys(names, pa.string())
        convert = csv.ConvertOptions(column_types=kinds, strings_can_be_null=False)
        return csv.read_csv(str(file), convert_options=convert)
    except pa.ArrowInvalid as wrong:
        if "Empty CSV file" in str(wrong):
            raise refuse(n14_nothing_is_read) from wrong
        raise refuse(n15_the_file_is_a_table, because=str(wrong)) from wrong


def _series(table: pa.Table, columns: Columns) -> pa.Array:
    if not columns.by:
        return pa.array([WHOLE] * table.num_rows)
    parts = [pc.utf8_trim_whitespace(table.column(name)) for name in columns.by]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, " · ")


def _days(table: pa.Table, columns: Columns) -> pa.ChunkedArray:
    parts = [pc.utf8_trim_whitespace(table.column(name)) for name in columns.date]
    texts = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "-")
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    coded = pc.dictionary_encode(texts)
    days = []
    for text in coded.dictionary.to_pylist():
        day = read_day(text)
        if day is None:
            row = pc.index(texts, text).as_py() + FIRST_ROW
            raise refuse(n2_a_month_is_a_month, value=text, row=row)
        days.append(day)
    return pc.take(pa.array(days, pa.date32()), coded.indices)


def read_day(text: str) -> date | None:
    """Read a day or a month (its first day); `None` if it is neither."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"] or 1))
            except ValueError:
                continue
    return None


def _values(texts: pa.ChunkedArray) -> pa.Array:
    plain = pc.utf8_trim_whitespace(texts).combine_chunks()
    blank = pc.equal(plain, "")
    plain = pc.if_else(blank, pa.scalar(None, pa.string()), plain)
    try:
        values = pc.cast(plain, pa.float64())
    except pa.ArrowInvalid:
        values = pa.array([_number(text, row) for row, text in enumerate(plain.to_pylist())])
    finite = pc.is_finite(values)
    if not pc.all(finite).as_py() and pc.any(pc.invert(finite)).as_py():
        row = pc.index(finite, False).as_py()  # noqa: FBT003
        raise refuse(n3_a_value_is_a_number, value=plain[row].as_py(), row=row + FIRST_ROW)
    if values.null_count < len(values) and pc.min(values).as_py() < 0:
        row = pc.index(pc.less(values, 0), True).as_py()  # noqa: FBT003
        raise refuse(n4_no_value_below_zero, value=plain[row].as_py(), row=row + FIRST_ROW)
    return values


def _number(text: str | None, row: int) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError as wrong:
        raise refuse(n3_a_value_is_a_number, value=text, row=row + FIRST_ROW) from wrong


def _check_future(days: pa.Array, today: date) -> None:
    last = pc.max(days).as_py()
    if last > today:
        row = pc.index(days, pa.scalar(last, pa.date32())).as_py() + FIRST_ROW
        raise refuse(n6_no_month_to_come, month=write_month(month_of(last)), row=row)


def _check_once(rows: pa.Table) -> None:
    times = rows.group_by(["series", "day"]).aggregate([("row", "count"), ("row", "max")])
    twice = times.filter(pc.greater(times["row_count"], 1))
    if twice.num_rows:
        first = twice.sort_by("row_max").slice(0, 1).to_pylist()[0]
        raise refuse(
            n5_a_month_stands_once,
            series=first["series"] or "*",
            month=write_month(month_of(first["day"])),
            row=first["row_max"],
        )


def _add_up(rows: pa.Table) -> list[dict[str, Any]]:
    kept = rows.group_by(["series", "day"]).aggregate(
        [("value", "sum"), ("value", "count"), ("row", "count")]
    )
    return [
        {
            "series": cell["series"],
            "day": cell["day"],
            "value": cell["value_sum"]
            if cell["value_count"] == cell["row_count"]
            else float("nan"),
        }
        for cell in kept.to_pylist()
    ]
