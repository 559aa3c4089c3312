"""Reads a sheet of works whole: merged headings, units, `1.234,5`; every mistake with its cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cuakhau.portfolio.works.rules.numbers import find_unit, write_number
from cuakhau.portfolio.works.rules.project import is_code
from cuakhau.portfolio.works.rules.refusals import (
    NotOfWorks,
    broken,
    g33_code_fits_an_address,
)
from cuakhau.portfolio.works.sheet import refusals
from cuakhau.portfolio.works.sheet.cells import Cells, letter_of, read_cell, read_tables
from cuakhau.portfolio.works.sheet.columns import BY_ID, NEEDED, YEAR, find_column, plain

HEADING_WITHIN = 40
NUMBERED = re.compile(r"\(?\d{1,2}\)?|[a-z]")
FOOT = ("người lập", "lập biểu", "ghi chú:", "nơi nhận")
TOTAL = ("tổng cộng", "tổng số", "cộng")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong with a cell: its row, the letter of its column, and the rule."""

    row: int
    column: str
    refusal: NotOfWorks


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A project of a sheet: texts, days and dong by column; what is blank is not there."""

    row: int
    said: Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What was read: the year of its capital plan, its rows, all that is wrong."""

    year: int = 0
    rows: list[SheetRow] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Where each column stands, the unit of each of money, and the first row below."""

    places: Mapping[str, int]
    units: Mapping[str, int]
    first: int


def read_sheet(content: bytes) -> Sheet:
    """Read the first sheet of a workbook that has a heading. Raises G41 and G42."""
    tables = list(read_tables(content))
    sheet = Sheet()
    for cells, merged in tables:
        at = _find_heading(cells)
        if at is not None:
            heading = _read_heading(sheet, cells, merged, at)
            _read_rows(sheet, cells, heading)
            return sheet
    missing = ", ".join(BY_ID[one].heading for one in NEEDED)
    raise broken(refusals.g42_heading_is_found, missing=missing)


def _find_heading(cells: Cells) -> int | None:
    for at, row in enumerate(cells[:HEADING_WITHIN]):
        named = {one.id for cell in row if cell and (one := find_column(str(cell)))}
        if "name" in named and len(named) >= len(NEEDED):
            return at
    return None


def _read_heading(
    sheet: Sheet, cells: Cells, merged: Mapping[tuple[int, int], tuple[int, int]], at: int
) -> Heading:
    last = max(merged.get((at, column), (at, at))[1] for column in range(len(cells[at])))
    above = " ".join(str(cell) for row in cells[:at] for cell in row if cell)
    unit = find_unit(above)
    places: dict[str, int] = {}
    units: dict[str, int] = {}
    for column in range(len(cells[at])):
        path = _whole_heading(cells[at : last + 1], column)
        found = find_column(path)
        if found is None or found.id in places:
            continue
        places[found.id] = column
        sheet.letters[found.id] = letter_of(column)
        if found.is_money:
            own = find_unit(path) or unit
            units[found.id] = own or 1
            if own is None:
                _note(sheet, at + 1, letter_of(column), broken(refusals.g43_unit_is_said))
        year = YEAR.search(path) if found.id in ("plan", "carried", "advanced_capital") else None
        if year:
            sheet.year = int(year[1])
    missing = [BY_ID[one].heading for one in NEEDED if one not in places]
    if missing:
        raise broken(refusals.g42_heading_is_found, missing=", ".join(missing))
    _require_year(sheet, above, places, at)
    return Heading(places=places, units=units, first=last + 1)


def _whole_heading(rows: Cells, column: int) -> str:
    """Give the words above a column from the top down, merged ones once."""
    words: list[str] = []
    for row in rows:
        word = str(row[column] or "").strip()
        if word and word not in words:
            words.append(word)
    return " ".join(words)


def _require_year(sheet: Sheet, above: str, places: Mapping[str, int], at: int) -> None:
    if not sheet.year:
        title = YEAR.findall(above)
        sheet.year = int(title[-1]) if title else 0
    of_year = {"plan", "carried", "advanced_capital", "paid", "paid_before"} & set(places)
    if not sheet.year and of_year:
        where = letter_of(min(places[one] for one in of_year))
        _note(sheet, at + 1, where, broken(refusals.g51_year_is_said))


def _read_rows(sheet: Sheet, cells: Cells, heading: Heading) -> None:
    totals: list[tuple[int, dict[str, Any]]] = []
    seen: dict[str, int] = {}
    for at in range(heading.first, len(cells)):
        row, number = cells[at], at + 1
        texts = [plain(str(cell)) for cell in row if cell is not None and str(cell).strip()]
        name = str(row[heading.places["name"]] or "").strip()
        if _is_no_project(texts, name):
            continue
        is_total = any(text.startswith(TOTAL) for text in texts[:2])
        said = _read_cells(sheet, row, number, heading, only_money=is_total)
        if is_total:
            totals.append((number, said))
            continue
        has_money = any(BY_ID[one].is_money for one in said)
        if not name:
            if has_money:
                where = letter_of(heading.places["name"])
                _note(sheet, number, where, broken(refusals.g48_row_names_a_project))
            continue
        if not set(said) - {"name", "note"}:
            continue  # a heading of a section
        _check_key(sheet, number, (str(said.get("code", "")), name), heading, seen)
        sheet.rows.append(SheetRow(row=number, said=said))
    if not sheet.rows and not sheet.mistakes:
        _note(sheet, heading.first + 1, "A", broken(refusals.g50_file_has_rows))
    for number, said in totals[-1:]:
        _check_total(sheet, number, said)


def _check_key(
    sheet: Sheet, number: int, called: tuple[str, str], heading: Heading, seen: dict[str, int]
) -> None:
    """Note a code that cannot be one, and a project that stands above already."""
    code, name = called
    if code and not is_code(code):
        problem = broken(g33_code_fits_an_address, value=code)
        _note(sheet, number, letter_of(heading.places["code"]), problem)
    key = plain(code or name)
    if key in seen:
        problem = broken(refusals.g46_project_stands_once, code=code or name, row=seen[key])
        _note(sheet, number, letter_of(heading.places["name"]), problem)
    seen.setdefault(key, number)


def _is_no_project(texts: Sequence[str], name: str) -> bool:
    """Tell whether a row is blank, a foot with signatures, or numbers the columns."""
    if not texts or any(text.startswith(FOOT) for text in texts):
        return True
    return bool(NUMBERED.fullmatch(plain(name)))


def _check_total(sheet: Sheet, number: int, said: Mapping[str, Any]) -> None:
    for one, amount in said.items():
        total = sum(row.said.get(one, 0) for row in sheet.rows)
        if total != amount:
            facts = {"said": write_number(Decimal(amount)), "sum": write_number(Decimal(total))}
            problem = broken(refusals.g49_total_row_adds_up, **facts)
            _note(sheet, number, sheet.letters[one], problem)


def _read_cells(
    sheet: Sheet, row: Sequence[Any], number: int, heading: Heading, *, only_money: bool
) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for one, column in heading.places.items():
        value = row[column] if column < len(row) else None
        if value is None or not str(value).strip() or str(value).strip() in ("-", "–"):
            continue
        if only_money and not BY_ID[one].is_money:
            continue
        try:
            said[one] = read_cell(BY_ID[one], value, heading.units.get(one, 1))
        except NotOfWorks as problem:
            _note(sheet, number, letter_of(column), problem)
    return said


def _note(sheet: Sheet, row: int, column: str, refusal: NotOfWorks) -> None:
    sheet.mistakes.append(Mistake(row=row, column=column, refusal=refusal))
