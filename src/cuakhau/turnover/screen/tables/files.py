"""What the desk shows as a workbook or CSV: the same numbers, with their sources."""

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures import Data, Figure
from cuakhau.turnover.reading.known import seen_of
from cuakhau.turnover.reading.lines import list_prints, list_sources
from cuakhau.turnover.screen.asked import Asked
from cuakhau.turnover.screen.series import tell_growth, wanted_of
from cuakhau.turnover.screen.tables.matrix import Matrix, build_matrix
from cuakhau.turnover.screen.tables.rows import source_word
from cuakhau.turnover.screen.telling import say_about, tell_sentence
from cuakhau.turnover.screen.words import UNITS, by_word, key_word, measure_word
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
Line = Sequence[Any]


def write_table(zone: Zone, asked: Asked, data: Data, language: Language) -> str:
    """Write the matrix as CSV; numbers with a point, unknown empty."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    for line in (*_opening(zone, asked, data, language), [], *_matrix(zone, asked, data, language)):
        writer.writerow([_safe(cell) for cell in line])
    return out.getvalue()


def write_workbook(zone: Zone, asked: Asked, data: Data, language: Language) -> bytes:
    """Write the workbook: the matrix, growth, and the sources with the codes of the figures."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "#,##0.00"})
    table = [*_opening(zone, asked, data, language), [], *_matrix(zone, asked, data, language)]
    heads = len(_opening(zone, asked, data, language)) + 1
    for title, lines, head in (
        (_("Table"), table, heads),
        (_("Growth"), list(_growth(zone, asked, data, language)), 0),
        (_("Sources"), list(_sources(zone, asked, data, language)), 0),
    ):
        sheet = book.add_worksheet(title[:31])
        for at, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, Decimal | int | float):
                    sheet.write_number(at, column, float(cell), number)
                elif cell:
                    sheet.write_string(at, column, str(cell), *([bold] if at == head else []))
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 40, 15)
        sheet.freeze_panes(head + 1, 1)
    book.close()
    return out.getvalue()


def _opening(zone: Zone, asked: Asked, data: Data, language: Language) -> list[Line]:
    """Say what the table is about; in a demo, that it is one."""
    sentence = "".join(piece["text"] for piece in tell_sentence(asked, data, language))
    lines: list[Line] = [
        [say_about(zone, asked, language)],
        [sentence],
        [measure_word(asked.measure)],
    ]
    if zone.is_demo:
        lines.insert(0, [_("DEMO: lines of goods are made up")])
    return lines


def _matrix(zone: Zone, asked: Asked, data: Data, language: Language) -> Iterator[Line]:
    matrix: Matrix = build_matrix(zone, asked, data)
    by_column = "month" if asked.rows == asked.columns else asked.columns
    columns = [key_word(zone, by_column, one, language) for one in matrix.columns]
    yield [
        by_word(asked.rows), *columns, _("Total"), _("Share, %"), _("Growth on the year, %"),
        _("Contribution, points"),
    ]  # fmt: skip
    for row in matrix.rows:
        cells = [_number(matrix.cells.get((row, one)), asked) for one in matrix.columns]
        told = [matrix.share(row), matrix.growth(row), matrix.contribution(row)]
        yield [
            key_word(zone, asked.rows, row, language), *cells, _number(matrix.of_rows[row], asked),
            *(None if one is None else round(one, 2) for one in told),
        ]  # fmt: skip
    totals = [_number(matrix.of_columns[one], asked) for one in matrix.columns]
    yield [_("Total"), *totals, _number(matrix.total, asked)]


def _growth(zone: Zone, asked: Asked, data: Data, language: Language) -> Iterator[Line]:
    names = ("published", "printed_growth", "computed", "value", "growth", "weight", "tax")
    heads = [
        _("Published, USD"), _("Growth published, %"), _("Growth computed, %"),
        _("Added from lines, USD"), _("Growth of lines, %"), _("Weight, tonnes"), _("Tax, VND"),
    ]  # fmt: skip
    yield [_("Period"), *(part for head in heads for part in (head, _("Code"))), _("Reason")]
    for row in tell_growth(zone, asked, data, language):
        yield [row["name"], *(part for name in names for part in _pair(row[name])), row["reason"]]


def _sources(zone: Zone, asked: Asked, data: Data, language: Language) -> Iterator[Line]:
    yield [_("Source"), _("Address"), _("Rows"), _("Note")]
    titles = {one.id: one for one in zone.sources}
    seen = seen_of(data.version.log)
    prints = list_prints(zone, seen, asked.period, asked.scope, asked.direction)
    for row in prints if asked.is_whole else []:
        source = titles.get(row["source"])
        title, address = (source.title, source.address) if source else (row["source"], "")
        yield [title, address or "", 1, row["note"] or ""]
    wanted = wanted_of(asked, data, asked.period)
    for name, lines in list_sources(zone, wanted):
        source = titles.get(name)
        title = source.title if source else source_word(name)
        yield [title, source.address if source else "", lines]
    yield []
    yield [_("Zone and version"), f"{zone.name} {zone.version}"]
    yield [_("Data"), data.version.log]


def _pair(figure: Figure | None) -> tuple[Any, str]:
    return (None, "") if figure is None else (figure.value, figure.code)


def _number(amount: int | None, asked: Asked) -> Decimal | None:
    return None if amount is None else Decimal(amount) / UNITS[asked.measure]


def _safe(cell: Any) -> Any:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
