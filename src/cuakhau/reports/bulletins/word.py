"""The bulletin as .docx, laid out as Decree 30/2020/NĐ-CP asks: margins, heading, letters."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from cuakhau.figures.format import format_day, format_figure
from cuakhau.movement.times import local_time
from cuakhau.reports.bulletins.official import Official
from cuakhau.reports.bulletins.sheet import COLUMNS, Line, Sheet
from cuakhau.zone.letterhead import Letterhead
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

LETTERS = "Times New Roman"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
CENTRED, RIGHT, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def write_word(zone: Zone, sheet: Sheet, official: Official, language: Language) -> bytes:
    """Write the bulletin. The heading of the state is Vietnamese in every language."""
    doc = Document()
    _set_page(doc)
    head = next(iter(zone.at(sheet.day).letterheads), None)
    _write_heading(doc, zone, sheet, head, official)
    _line(doc, official.title, size=14, bold=True, align=CENTRED, before=10)
    _line(doc, official.span, size=13, bold=True, align=CENTRED)
    if official.mark:
        _line(doc, official.mark, size=13, bold=True, align=CENTRED, before=4)
    for text in official.sentences:
        _paragraph(doc, text)
    _line(doc, official.table_title, size=13, bold=True, before=8, align=JUSTIFIED)
    _write_table(doc, sheet, official, language)
    for title, lines in official.sections:
        _line(doc, title, size=13, bold=True, before=8, align=JUSTIFIED)
        for text in lines:
            _paragraph(doc, f"- {text}")
    _write_signing(doc, head, official)
    written = BytesIO()
    doc.save(written)
    return written.getvalue()


def _set_page(doc: Doc) -> None:
    """A4 lying down for the table; 20 mm above and below, 30 left, 15 right; number from page 2."""
    section = doc.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style: Any = doc.styles["Normal"]
    style.font.name, style.font.size = LETTERS, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), LETTERS)
    number = section.header.paragraphs[0]
    number.alignment = CENTRED
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
        run.font.size = Pt(13)


def _write_heading(
    doc: Doc, zone: Zone, sheet: Sheet, head: Letterhead | None, official: Official
) -> None:
    table = doc.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    issuer = head.issuer if head else zone.name_of(zone.name, "vi")
    _in_cell(left, [
        ((head.superior or "") if head else "").upper(), issuer.upper(), "_______",
        f"Số:        /{head.symbol if head and head.symbol else 'BC'}",
    ], bold=(1,), size=12)  # fmt: skip
    day = format_day(local_time(zone, sheet.until_us).date(), "vi")
    place = f"{head.place}, " if head and head.place else ""
    _in_cell(
        right,
        [NATION, MOTTO, "_______________", f"{place}{day}"],
        bold=(0, 1),
        italic=(3,),
        size=13,
    )


def _write_table(doc: Doc, sheet: Sheet, official: Official, language: Language) -> None:
    table = doc.add_table(rows=2, cols=1 + len(COLUMNS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    top, below = table.rows
    place = 1
    for name, width in official.groups:
        cell = top.cells[place].merge(top.cells[place + width - 1])
        _in_cell(cell, [name], bold=(0,), size=10)
        place += width
    _in_cell(top.cells[0].merge(below.cells[0]), [official.gate_word], bold=(0,), size=10)
    for place, name in enumerate(official.heads, start=1):
        _in_cell(below.cells[place], [name], size=9)
    for line in sheet.lines:
        if line.is_known:
            _write_row(table, line, language)
    _repeat_head(table, 2)


def _write_row(table: Table, line: Line, language: Language) -> None:
    cells = table.add_row().cells
    bold = (0,) if line.id == "*" else ()
    _in_cell(cells[0], [line.name], bold=bold, size=10, align=WD_ALIGN_PARAGRAPH.LEFT)
    for place, column in enumerate(COLUMNS, start=1):
        said = format_figure(line.cells[column], language)
        _in_cell(cells[place], [said], bold=bold, size=10, align=RIGHT)


def _repeat_head(table: Table, rows: int) -> None:
    for row in table.rows[:rows]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)


def _write_signing(doc: Doc, head: Letterhead | None, official: Official) -> None:
    table = doc.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _in_cell(left, official.receivers, bold=(0,), italic=(0,), size=11, align=JUSTIFIED)
    signs = [word for word in (head.signs_for if head else "", official.signer) if word]
    _in_cell(right, [*signs, "", "", ""], bold=range(len(signs)), size=13)


def _in_cell(cell: _Cell, lines: list[str], *, size: float, **look: Any) -> None:
    """Write lines into a cell; `bold` and `italic` name those that are, by place."""
    for place, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.alignment = look.get("align", CENTRED)
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(text)
        run.bold, run.italic = place in look.get("bold", ()), place in look.get("italic", ())
        _letters(run, size)


def _line(doc: Doc, text: str, *, size: float, **look: Any) -> None:
    paragraph = doc.add_paragraph()
    paragraph.alignment = look.get("align", JUSTIFIED)
    paragraph.paragraph_format.space_before = Pt(look.get("before", 0))
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold = look.get("bold", False)
    _letters(run, size)


def _paragraph(doc: Doc, text: str) -> None:
    paragraph = doc.add_paragraph()
    paragraph.alignment = JUSTIFIED
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_after = Pt(6)
    _letters(paragraph.add_run(text), 13)


def _letters(run: Any, size: float) -> None:
    run.font.name, run.font.size = LETTERS, Pt(size)
    run._element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), LETTERS)
