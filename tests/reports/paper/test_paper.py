"""A document: what may stand in it, and the files made of it."""

import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import msgspec
import pytest
from openpyxl import load_workbook

from cuakhau.figures import DataVersion, Figure
from cuakhau.reports.paper.annex import write_annex
from cuakhau.reports.paper.charts import build_bars
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import (
    Chart,
    Document,
    Heading,
    Issuer,
    Paragraph,
    Plain,
    Said,
    Table,
    pack,
    text_of,
    unpack,
)
from cuakhau.reports.paper.pdf import write_pdf
from cuakhau.reports.paper.refusals import NotWritten
from cuakhau.reports.paper.word import write_word

VERSION = DataVersion(zone="example", zone_version="0" * 64, log="sha256:00")
FIGURE = Figure(
    code="F-7K3M9-QX2TPB",
    value=5200,
    unit="vehicle",
    definition="live.cleared",
    query="live.cleared(day=2018-04-12)",
    parameters={},
    data_version=VERSION,
    as_of_us=0,
)
SAID = say(FIGURE, "vi")


def build(*blocks) -> Document:
    return Document(
        kind="test",
        language="vi",
        issuer=Issuer(name="Ban Quản lý", superior="UBND tỉnh", place="Lạng Sơn"),
        type_name="Báo cáo",
        abstract="Kết quả quý I",
        day=date(2018, 1, 5),
        number="5",
        blocks=blocks,
        signs=("Trưởng ban",),
        receivers=("- Như trên;", "- Lưu: VT."),
    )


def fill() -> Document:
    row = (plain("Hữu Nghị"), (SAID,))
    spec = build_bars([{"m": "01", "v": 3}], x="m", y="v", titles=("tháng", "xe"))
    return build(
        Heading(1, "I. KẾT QUẢ"),
        Paragraph(compose("Đã thông quan {cleared} trong {day}.", {"cleared": SAID}, day="ngày 5")),
        Table(caption="Bảng 1", heads=("Cửa khẩu", "Xe"), rows=(row,) * 60, numeric=(1,)),
        Chart(caption="Hình 1", spec=spec, figures=(FIGURE,)),
    )


def fill_brief() -> Document:
    words = "đang chờ: xuất khẩu, nhập khẩu; xe chờ lâu nhất, quá hạn; cho ý kiến giải quyết. " * 2
    told = Paragraph((Plain("Đang chờ: "), SAID, Plain(words)))
    return msgspec.structs.replace(build(*(told,) * 17), kind="brief")


def test_a_sentence_takes_figures_and_words():
    spans = compose("Trade: {a}, {b}.", {"a": SAID}, b="2017")
    assert spans == (Plain("Trade: "), SAID, Plain(", 2017."))
    assert text_of(spans) == "Trade: 5.200 xe, 2017."


@pytest.mark.parametrize(("template", "rule"), [("{other}", "E1"), ("up 27,1 % {a}", "E2")])
def test_a_sentence_refuses_unknown_figures_and_its_own_numbers(template, rule):
    with pytest.raises(NotWritten) as refused:
        compose(template, {"a": SAID})
    assert refused.value.rule == rule


@pytest.mark.parametrize("lacking", ["code", "definition", "query", "log"])
def test_a_figure_without_provenance_is_in_no_document(lacking):
    from dataclasses import replace

    log = {"data_version": replace(VERSION, log="")}
    bare = replace(FIGURE, **(log if lacking == "log" else {lacking: ""}))
    with pytest.raises(NotWritten) as refused:
        Said(bare, "5.200 xe")
    assert refused.value.rule == "E3"


def test_a_document_is_the_same_when_it_is_read_again():
    document = fill()
    assert unpack(pack(document)) == document
    assert document.figures() == (FIGURE,)
    assert document.code != build().code


def test_the_word_file_is_laid_out_as_the_decree_asks():
    doc = docx.Document(BytesIO(write_word(fill())))
    section = doc.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert 20 <= margins[0].mm <= 25
    assert 20 <= margins[1].mm <= 25
    assert 30 <= margins[2].mm <= 35
    assert 15 <= margins[3].mm <= 20
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert doc.styles["Normal"].font.name == "Times New Roman"
    assert [p.text for p in doc.paragraphs if p.style.name == "Heading 1"] == ["I. KẾT QUẢ"]
    left, right = doc.tables[0].rows[0].cells
    assert left.text.split("\n")[0] == "UBND TỈNH"
    assert "Số: 05/BC" in left.text
    assert right.text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc")
    assert "Lạng Sơn, ngày 05 tháng 01 năm 2018" in right.text
    assert len(doc.tables[1].rows) == 61


def test_both_files_read_back_with_the_same_words(tmp_path: Path):
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if office is None or reader is None:
        pytest.skip("NOT RUN: LibreOffice and pdftotext read the documents back")
    document = fill()
    (tmp_path / "a.docx").write_bytes(write_word(document))
    (tmp_path / "b.pdf").write_bytes(write_pdf(document))
    full = fill_brief()
    (tmp_path / "brief.docx").write_bytes(write_word(full))
    (tmp_path / "brief-set.pdf").write_bytes(write_pdf(full))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    files = [tmp_path / "a.docx", tmp_path / "brief.docx"]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    for name in ("a.pdf", "b.pdf"):
        told = subprocess.run([reader, "-layout", tmp_path / name, "-"], capture_output=True)
        pages = told.stdout.decode().split("\f")
        assert "Đã thông quan 5.200 xe trong ngày 5." in pages[0]
        assert pages[1].split()[0] == "2"  # the page number, above
        assert all(document.code in page for page in pages if page.strip())
        assert sum(page.count("Hữu Nghị") for page in pages) == 60
    for name in ("brief.pdf", "brief-set.pdf"):  # as much as a day can bring is still one page
        told = subprocess.run([reader, "-layout", tmp_path / name, "-"], capture_output=True)
        pages = [page for page in told.stdout.decode().split("\f") if page.strip()]
        assert len(pages) == 1, name
        assert pages[0].count("xe chờ lâu nhất") == 34, name


def test_the_annex_says_where_each_figure_comes_from():
    book = load_workbook(BytesIO(write_annex(fill(), time_zone="Asia/Ho_Chi_Minh")))
    rows = list(book.active.iter_rows(min_row=4, values_only=True))
    assert len(rows) == 1
    assert rows[0][1] == "5.200 xe"
    assert rows[0][5] == FIGURE.query
    assert rows[0][8] == FIGURE.code
