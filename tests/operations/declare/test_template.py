"""The template of a list, its columns, and its rules."""

import io

import pytest
from openpyxl import load_workbook

from cuakhau.operations.declare.form.reading import Asks
from cuakhau.operations.declare.lists import refusals, workbooks
from cuakhau.operations.declare.lists.choices import name_choices
from cuakhau.operations.declare.lists.columns import find_column, list_columns
from cuakhau.operations.declare.lists.reading import Asked, read_list
from cuakhau.operations.declare.lists.sheets import read_workbook
from desk import NOON
from journal.example import EXAMPLE

ASKED = Asked(Asks("firm-a"), NOON)


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
def test_the_template_is_read_back_and_offers_its_choices(language):
    dated = EXAMPLE.at(NOON.date())
    choices = name_choices(dated, language)
    book = load_workbook(io.BytesIO(workbooks.build_template(choices, language)))
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    wanted = [one.field for one in list_columns() if one.kind != "ignored"]
    assert [find_column(heading).field for heading in headings] == wanted
    assert all(len(heading.split(" / ")) >= 2 for heading in headings)
    assert len(sheet.data_validations.dataValidation) == len(choices)
    row = {"procedure": choices["procedure"][0], "place": choices["place"][0]}
    row["goods-1"], row["payer"] = choices["goods"][0], choices["payer"][0]
    for place, field in enumerate(wanted, start=1):
        sheet.cell(2, place, row.get(field))
    written = io.BytesIO()
    book.save(written)
    sheets = read_workbook(written.getvalue(), "a.xlsx")
    assert len(read_list(dated, sheets, "a.xlsx", ASKED).good) == 1


def test_no_name_means_two_columns():
    named = [name for column in list_columns() for name in column.known_as]
    assert len(named) == len(set(named))


def test_its_rules_speak_three_languages(three_languages):
    rules = [rule for name, rule in vars(refusals).items() if name.startswith("d")]
    assert len(rules) == 19
    for rule in rules:
        three_languages(rule)
