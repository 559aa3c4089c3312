"""The bulletin as Word and Excel, and the quick count of a day beside the whole log."""

import shutil
import subprocess
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from docx.shared import Mm

from cuakhau.reports.building import build_bulletin
from cuakhau.reports.bulletins.excel import write_excel
from cuakhau.reports.bulletins.official import word_bulletin
from cuakhau.reports.bulletins.sheet import COLUMNS, build_sheet
from cuakhau.reports.bulletins.word import write_word
from cuakhau.reports.content import build_content
from cuakhau.reports.reading import TooMuch, read_day
from reports.days import DAY


@pytest.fixture(scope="module")
def content(replayed):
    return build_content(build_bulletin(replayed.data, DAY), replayed.data.zone)


@pytest.fixture
def written(replayed, content):
    def write(how, language):
        zone = replayed.data.zone
        sheet = build_sheet(content, language, "toàn khu")
        return how(zone, sheet, word_bulletin(zone, sheet, content, language), language)

    return write


def test_the_quick_count_of_a_day_is_that_of_the_whole_log(replayed, printed, content):
    quick = read_day(replayed.data.zone, DAY, printed)
    assert len(quick.data.log) <= len(replayed.data.log)
    again = build_content(build_bulletin(quick.data, DAY), quick.data.zone)
    for key in ("whole", "lines", "oddities", "records"):
        assert strip(again[key]) == strip(content[key])


def strip(value):
    """Leave codes away: they name how far the log was read."""
    if isinstance(value, dict):
        return {key: strip(one) for key, one in value.items() if key != "code"}
    return [strip(one) for one in value] if isinstance(value, list) else value


def test_a_day_of_long_ago_is_not_counted_while_a_page_waits(replayed):
    with pytest.raises(TooMuch):
        read_day(replayed.data.zone, date(2024, 8, 22), most=10)


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
def test_word_has_the_layout_of_decree_30(written, content, language):
    doc = Document(BytesIO(written(write_word, language)))
    page = doc.sections[0]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(one / Mm(1)) for one in margins] == [20, 20, 30, 15]
    assert page.different_first_page_header_footer
    heading = "\n".join(cell.text for cell in doc.tables[0].rows[0].cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in heading
    assert "Độc lập - Tự do - Hạnh phúc" in heading
    assert "BAN QUẢN LÝ KHU KTCK ĐỒNG ĐĂNG" in heading
    fonts = {run.font.name for one in doc.paragraphs for run in one.runs}
    assert fonts == {"Times New Roman"}
    table = doc.tables[1]
    assert len(table.columns) == 1 + len(COLUMNS)
    marks = {"vi": "1.243", "en": "1,243", "zh": "1,243"}
    assert table.rows[2].cells[1].text == marks[language]


def test_excel_has_numbers_as_numbers_and_every_code(written, content):
    book = openpyxl.load_workbook(BytesIO(written(write_excel, "vi")))
    table, figures = book.worksheets
    assert table.cell(6, 2).value == 1243
    codes = {row[4].value for row in figures.iter_rows(min_row=2)}
    assert content["whole"]["cells"]["cleared"]["all"]["code"] in codes
    unknown = [row for row in figures.iter_rows(min_row=2) if row[2].value is None]
    assert all(row[5].value for row in unknown), "an unknown number says why"


def test_word_opens_in_another_program(written, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("NOT RUN: .docx opened by LibreOffice (soffice is not installed)")
    source = tmp_path / "bulletin.docx"
    source.write_bytes(written(write_word, "vi"))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "bulletin.pdf").read_bytes().startswith(b"%PDF")
