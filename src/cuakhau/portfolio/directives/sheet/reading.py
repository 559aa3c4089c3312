"""Reads a list of tasks of a workbook: all that is wrong at once, each with its row and column."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cuakhau.accounts.units import list_units
from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.acting.giving import Said, TaskSaid, find_mistakes, give
from cuakhau.portfolio.directives.areas import list_areas
from cuakhau.portfolio.directives.models import Directive
from cuakhau.portfolio.directives.refusals import (
    h13_sheet_has_a_heading,
    h14_sheet_is_right,
    refuse,
)
from cuakhau.portfolio.directives.sheet.columns import list_columns
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

HEADING_WITHIN = 15  # rows
MOST_ROWS = 5_000
NEEDED = ("document", "day", "giver", "area", "text", "responsible")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a cell: its row, the letter of its column, the rule that says no."""

    row: int
    column: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook holds: directives with their tasks, and all mistakes."""

    directives: tuple[Said, ...]
    mistakes: tuple[Mistake, ...]


def read_sheet(zone: Zone, content: bytes, language: Language) -> Read:
    """Read the first sheet of a workbook. Raises H13 where no heading is found."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS)]
    head, places = _find_heading(rows)
    names = Names(zone)
    said: list[Said] = []
    mistakes: list[Mistake] = []
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {name: _cell(row, place) for name, place in places.items()}
        if not any(cells.get(name) for name in (*NEEDED, "task")):
            continue
        one = _said(cells, names, language)
        for field, refusal in find_mistakes(zone, one):
            mistakes.append(Mistake(number, _letter(places.get(field, 0)), refusal))
        said.append(one)
    return Read(tuple(_group(said)), tuple(mistakes))


def take(zone: Zone, read: Read, signed: Signed) -> list[Directive]:
    """Give all directives of a workbook. Raises H14 where anything in it is wrong."""
    if read.mistakes:
        raise refuse(h14_sheet_is_right, count=len(read.mistakes))
    with transaction.atomic():
        return [
            give(zone, one, Signed(signed.by, signed.at, f"{signed.nonce[:36]}.{number}"))
            for number, one in enumerate(read.directives, start=1)
        ]


def _find_heading(rows: list[list[Any]]) -> tuple[int, dict[str, int]]:
    known = {
        name.casefold(): column.id for column in list_columns() for name in column.names.values()
    }
    for number, row in enumerate(rows[:HEADING_WITHIN]):
        places = {
            known[" ".join(str(cell).split()).casefold()]: place
            for place, cell in enumerate(row)
            if cell is not None and " ".join(str(cell).split()).casefold() in known
        }
        if set(NEEDED) <= set(places):
            return number, places
    wanted = ", ".join(column.names["vi"] for column in list_columns() if column.id in NEEDED)
    raise refuse(h13_sheet_has_a_heading, columns=wanted)


def _said(cells: dict[str, Any], names: "Names", language: Language) -> Said:
    def units(value: Any) -> tuple[str, ...]:
        return tuple(names.unit(part) for part in str(value or "").split(";") if part.strip())

    text = str(cells.get("text") or "")
    task = TaskSaid(
        text=str(cells.get("task") or "") or text,
        responsible=units(cells.get("responsible")),
        cooperating=units(cells.get("cooperating")),
        due=_day(cells.get("due")),
    )
    return Said(
        document=str(cells.get("document") or ""),
        day=_day(cells.get("day")),
        giver=names.unit(str(cells.get("giver") or "")),
        text=text,
        area=names.area(str(cells.get("area") or "")),
        tasks=(task,),
        language=language,
    )


class Names:
    """Finds units and areas by their names in any language, and by their ids."""

    def __init__(self, zone: Zone) -> None:
        areas = {area.id: area.names for area in list_areas().values()}
        self._units = _by_name(list_units(zone))
        self._areas = _by_name(areas)

    def unit(self, text: str) -> str:
        """Give the id of a unit; what is unknown stays as it is and is refused later."""
        return self._units.get(_plain(text), text.strip())

    def area(self, text: str) -> str:
        """Give the id of an area; what is unknown stays as it is and is refused later."""
        return self._areas.get(_plain(text), text.strip())


def _by_name(known: Mapping[str, Mapping[Language, str]]) -> dict[str, str]:
    return {_plain(name): key for key, names in known.items() for name in (key, *names.values())}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _group(said: list[Said]) -> Iterator[Said]:
    """Put the tasks of one directive together, in the order of its first row."""
    groups: dict[tuple[str, ...], Said] = {}
    for one in said:
        key = (one.document, one.day, one.giver, one.area, one.text)
        before = groups.get(key)
        groups[key] = replace(before, tasks=(*before.tasks, *one.tasks)) if before else one
    yield from groups.values()


def _cell(row: list[Any], place: int) -> Any:
    return row[place] if place < len(row) else None


def _day(value: Any) -> str:
    """Write a day as ISO 8601; what cannot be read stays as it is and is refused later."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "").strip()
    try:
        return datetime.strptime(text, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007 a day alone
    except ValueError:
        return text


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{chr(ord('A') + place - 26)}"
