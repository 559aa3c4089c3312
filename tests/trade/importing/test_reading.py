"""CSV, Excel and XML of the same rows give the same facts."""

import gzip
from datetime import date

import pytest
from openpyxl import Workbook

from cuakhau.trade.importing.check import check_file
from cuakhau.trade.importing.mapping import read_mapping
from cuakhau.trade.importing.refusals import FileNotTaken
from trade.importing.files import AROUND

HEADER = ("thang", "hs", "tri_gia", "kg")
ROWS = [("2024-01", "0810", 1234.5, 2000), ("2024-02", "0810", 7, 0.1 + 0.2)]
MAPPING = """
source = "made_up"
fixed = {{scope = "made_up", direction = "export", currency = "USD"}}
columns = {{month = "thang", hs = "hs", value = "tri_gia", weight = "kg"}}
[file]
kind = "{kind}"
header = ["thang", "hs", "tri_gia", "kg"]
{more}
"""


def write_csv(path):
    text = "a title\n" + ",".join(HEADER) + '\n2024-01,0810,"1234.5",2000\n2024-02,0810,7,0.3\n'
    path.write_bytes(gzip.compress(text.encode("utf-16")))


def write_xlsx(path):
    book = Workbook()
    book.active.title = "bìa"
    sheet = book.create_sheet("số liệu")
    sheet.append(["a title"])
    sheet.append([*HEADER, None])
    sheet.append([date(2024, 1, 1), *ROWS[0][1:]])
    sheet.append([])
    sheet.append(ROWS[1])
    book.save(path)


def write_xml(path):
    lines = "".join(
        f'<line thang="{month}"><hs>{hs}</hs><tri_gia>{value}</tri_gia><kg>{kg:.4g}</kg></line>'
        for month, hs, value, kg in ROWS
    )
    path.write_text(f'<file xmlns="urn:x"><lines>{lines}</lines><line/></file>', encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "write", "more"),
    [
        ("csv", write_csv, 'header_row = 2\nencoding = "utf-16"'),
        ("xlsx", write_xlsx, 'header_row = 2\nsheet = "số liệu"'),
        ("xml", write_xml, 'row_path = "lines/line"'),
    ],
)
def test_the_same_rows_give_the_same_facts(tmp_path, kind, write, more):
    path = tmp_path / "sent"
    write(path)
    checked = check_file(path, read_mapping(MAPPING.format(kind=kind, more=more)), AROUND)
    assert not checked.mistakes
    assert [
        (fact["hs"], fact["value"], fact["weight_g"]) for fact in checked.facts.to_pylist()
    ] == [
        ("0810", 123450, 2_000_000),
        ("0810", 700, 300),
    ]


def test_an_excel_column_of_numbers_that_ate_the_zero_is_told(tmp_path):
    path = tmp_path / "sent"
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(["2024-01", 810, 5, 5])
    book.save(path)
    checked = check_file(path, read_mapping(MAPPING.format(kind="xlsx", more="")), AROUND)
    assert [(one.rule, one.facts) for one in checked.mistakes] == [("F54", {"proposed": "0810"})]


@pytest.mark.parametrize("text", ["<a><b></a>", '<!DOCTYPE a [<!ENTITY b "c">]><a><line/></a>'])
def test_what_is_no_plain_xml_is_refused(tmp_path, text):
    path = tmp_path / "sent"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileNotTaken) as told:
        check_file(path, read_mapping(MAPPING.format(kind="xml", more='row_path = "line"')), AROUND)
    assert told.value.rule == "F43"
