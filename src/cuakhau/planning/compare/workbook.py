"""Runs side by side as an Excel workbook: tables, parameters, and where each number comes from."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from cuakhau.figures import Figure, get_definition
from cuakhau.figures.format import UNITS
from cuakhau.figures.meaning import get_meaning
from cuakhau.figures.plans.runs import ENDS
from cuakhau.planning.compare.build import (
    BY_GROUP,
    MEASURES,
    SideBySide,
    build_groups,
    build_rows,
    build_yards,
)
from cuakhau.planning.compare.words import place_word, verdict_word
from cuakhau.planning.experiments.measured import ALL, GROUPINGS
from cuakhau.planning.runs.page import base_word, name_run
from cuakhau.planning.scenarios.words import list_changes
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

Line = Sequence[Any]
# What a spreadsheet would take for a formula; a name may begin so.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_workbook(zone: Zone, sides: SideBySide, language: Language) -> bytes:
    """Write the workbook. Numbers are numbers, unknown ones are empty."""
    book = Workbook(write_only=True)
    groups: list[tuple[str, str]] = [(ALL, _("The whole zone"))]
    for grouping in GROUPINGS:
        for row in build_groups(sides, grouping, BY_GROUP[0]):
            groups.append((f"{grouping}/{row['id']}", place_word(zone, row["id"], language)))
    _write(book, _("Results"), _head(), _results(sides, groups, language))
    _write(book, _("Yards by the hour"), _yard_head(), _yards(zone, sides, language))
    _write(
        book, _("Parameters"), [_("Run"), _("What"), _("Value")], _parameters(zone, sides, language)
    )
    sources_head = [_("Figure"), _("What it means"), _("Question"), _("Code")]
    _write(book, _("Sources"), sources_head, _sources(sides, language))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head() -> list[str]:
    low, high = _("95 % from"), _("95 % to")
    change = [_("Change to A"), f"{_('Change to A')}: {low}", f"{_('Change to A')}: {high}"]
    return [
        _("Group"), _("Measure"), _("Unit"), _("Run"), _("Mean"), low, high, *change,
        _("Verdict"),
    ]  # fmt: skip


def _results(
    sides: SideBySide, groups: Sequence[tuple[str, str]], language: Language
) -> Iterable[Line]:
    for group, name in groups:
        for row in build_rows(sides, group, MEASURES if group == ALL else BY_GROUP):
            for cell in row["cells"]:
                changes = [cell.get(key) for key in ("change", "from", "to")]
                yield [
                    name,
                    row["name"],
                    UNITS[cell["mean"].unit][language],
                    cell["mark"],
                    *(_number(cell[end]) for end in ENDS),
                    *(_number(one) if one is not None else None for one in changes),
                    verdict_word(cell["verdict"]) if cell["change"] else None,
                ]


def _yard_head() -> list[str]:
    return [_("Yard"), _("Places"), _("Hour"), _("Run"), _("Mean")]


def _yards(zone: Zone, sides: SideBySide, language: Language) -> Iterable[Line]:
    for yard in build_yards(sides):
        name = place_word(zone, yard["id"], language)
        for row in yard["hours"]:
            for kept, one in zip(sides.kept, row["cells"], strict=True):
                yield [name, yard["places"], row["hour"], sides.mark(kept), _number(one)]


def _parameters(zone: Zone, sides: SideBySide, language: Language) -> Iterable[Line]:
    for kept in sides.kept:
        run, mark = kept.run, sides.mark(kept)
        told = [
            (_("Number"), run.pk),
            (_("Scenario"), name_run(run)),
            *((_("What changes"), line) for line in list_changes(zone, run.scenario, language)),
            (_("Starts from"), base_word(run.base)),
            (_("First day"), run.first_day),
            (_("Days"), run.days),
            (_("Seed"), run.seed),
            (_("Replications"), run.reps),
            (_("Version of the zone"), run.zone_version),
            (_("Twin"), run.twin),
            (_("Part of the log that was read"), run.log),
            (_("Code of the simulation"), run.code),
            (_("Digest of the rows"), run.rows),
            (_("Scenario as a file"), run.scenario),
        ]
        for what, value in told:
            yield [mark, what, value]


def _sources(sides: SideBySide, language: Language) -> Iterable[Line]:
    for row in build_rows(sides, ALL, MEASURES):
        for cell in row["cells"]:
            for one in (cell["mean"], *((cell["change"],) if cell["change"] else ())):
                name = get_definition(one.definition).names[language]
                yield [name, get_meaning(one.definition)[language], one.query, one.code]


def _write(book: Workbook, title: str, head: Sequence[str], rows: Iterable[Line]) -> None:
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for column, width in zip(
        "ABCDEFGHIJK", (26, 26, 16, 14, 12, 12, 12, 14, 14, 14, 22), strict=True
    ):
        sheet.column_dimensions[column].width = width
    cells = [WriteOnlyCell(sheet, value=text) for text in head]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for row in rows:
        sheet.append([_plain(value) for value in row])


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _number(figure: Figure) -> int | float | None:
    value = figure.value
    return float(value) if isinstance(value, Decimal) else value
