"""The parts of units: their cells, and their paragraphs as blocks of the document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cuakhau.figures import Data, Figure, measure
from cuakhau.reports.indicators.entering import read_entered
from cuakhau.reports.indicators.listing import Indicator, list_indicators
from cuakhau.reports.paper.compose import plain, say
from cuakhau.reports.paper.document import Item, Paragraph, Plain, Said, Span, Spans
from cuakhau.reports.rounds.refusals import hr6_numbers_are_cells, not_in_round
from cuakhau.trade.periods import Period, name_period
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

_MARK = re.compile(r"(\{\w+\})")
# Days, laws, years, places are names, not counts: 05/09/2024, 254/2025/NĐ-CP, tháng 9, mốc 1119.
_NAMES = re.compile(
    r"\{\w+\}|^\d+[.)]|\S*/\S*|[^\W\d]+-\d+|\d{4}-\d\d(?:-\d\d)?|\b(?:19|20)\d\d\b"
    r"|\b(?:ngày|tháng|quý|mốc|số|điều|khoản|tổ|cổng|km|no\.)\s*\d+|\d+ tháng (?:đầu|cuối) năm"
    r"|\d+[年月日号]",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number that a unit enters for a period. `mark` stands for it in the unit's text."""

    mark: str
    indicator: Indicator
    period: Period
    figure: Figure


def list_cells(zone: Zone, unit: str, periods: tuple[Period, ...], data: Data) -> tuple[Cell, ...]:
    """List the cells of a unit, with what was entered so far."""
    found = []
    for place, period in enumerate(periods, start=1):
        about = {"since": period.first.isoformat(), "until": period.last.isoformat()}
        for one in list_indicators():
            if one.unit_told == unit and one.is_entered and one.holds(period):
                figure = measure(data, "entered.value", indicator=one.id, **about)
                mark = one.id if place == 1 else f"{one.id}_{place}"
                found.append(Cell(mark=mark, indicator=one, period=period, figure=figure))
    return tuple(found)


def read_cells(zone: Zone, unit: str, periods: tuple[Period, ...]) -> tuple[Cell, ...]:
    """List the cells of one unit as they stand now."""
    return list_cells(zone, unit, periods, read_entered(zone))


def check_text(text: str, cells: tuple[Cell, ...]) -> None:
    """Refuse a text that writes a number itself (HR6) or names a cell that is none."""
    marks = {f"{{{cell.mark}}}" for cell in cells}
    unknown = [mark for mark in _MARK.findall(text) if mark not in marks]
    number = unknown[0] if unknown else _first_number(text)
    if number:
        example = min(marks) if marks else "{…}"
        raise not_in_round(hr6_numbers_are_cells, number=number, example=example)


def tell_part(text: str, cells: tuple[Cell, ...], language: Language) -> Iterator[Paragraph | Item]:
    """Give a unit's paragraphs with its figures in place of marks; other cells follow as a list."""
    said = {f"{{{cell.mark}}}": say(cell.figure, language) for cell in cells}
    for line in text.splitlines():
        if line.strip():
            yield Paragraph(_fill(line.strip(), said))
    for cell in cells:
        if f"{{{cell.mark}}}" not in text:
            name = f"{cell.indicator.names[language]}, {name_period(cell.period, language)}: "
            yield Item((*plain(name), said[f"{{{cell.mark}}}"]))


def _fill(line: str, said: dict[str, Said]) -> Spans:
    spans: list[Span] = [said.get(part) or Plain(part) for part in _MARK.split(line) if part]
    return tuple(spans)


def _first_number(text: str) -> str | None:
    found = _NUMBER.search(_NAMES.sub(" ", text))
    return found[0] if found else None
