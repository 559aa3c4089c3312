"""The head and the foot of a .docx: state and issuer, number and day, title; signer, receivers."""

from typing import Any

from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from cuakhau.reports.paper import layout
from cuakhau.reports.paper.document import Document
from cuakhau.reports.paper.wording import say_number, say_place_and_day

LEFT_MM, RIGHT_MM = 65, 100
NAME_ROOM = 4  # empty lines for the hand and the seal


def write_heading(doc: Doc, document: Document, size: float) -> None:
    """Write the state's name, the issuer, number, place and day, and the title."""
    left, right = _add_columns(doc)
    issuer = document.issuer
    small = min(layout.SMALL_HEADING_PT, size)
    if issuer.superior:
        _put(left, issuer.superior.upper(), small)
    _rule(_put(left, issuer.name.upper(), small, bold=True), LEFT_MM, 0.4)
    _put(left, say_number(document), small, before=4)
    _put(right, layout.NATION, small, bold=True)
    _rule(_put(right, layout.MOTTO, size, bold=True), RIGHT_MM, 0.62)
    _put(right, say_place_and_day(document), size, italic=True, before=4)
    _trim(left, right)
    if document.type_name:
        _add(doc, document.type_name.upper(), size, bold=True, before=12)
    if document.abstract:
        _rule(_add(doc, document.abstract, size, bold=True), layout.LEFT + 135, 0.35)
    for text in document.addressed:
        _add(doc, text, size, before=6)
    doc.add_paragraph().paragraph_format.space_after = Pt(0)


def write_signing(doc: Doc, document: Document, size: float) -> None:
    """Write who receives it and who signs it."""
    doc.add_paragraph().paragraph_format.space_after = Pt(0)
    left, right = _add_columns(doc)
    if document.receivers:
        first = _put(left, layout.RECEIVERS, min(layout.RECEIVERS_PT, size), bold=True, italic=True)
        first.alignment = ALIGN.LEFT
    for text in document.receivers:
        _put(left, text, min(layout.LIST_PT, size)).alignment = ALIGN.LEFT
    for text in document.signs:
        _put(right, text.upper(), size, bold=True)
    for _ in range(NAME_ROOM):
        _put(right, "", size)
    _put(right, document.signer, size, bold=True)
    _trim(left, right)


def _add_columns(doc: Doc) -> tuple[_Cell, _Cell]:
    table = doc.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    left, right = table.rows[0].cells
    for column, width in zip(table.columns, (LEFT_MM, RIGHT_MM), strict=True):
        column.width = column.cells[0].width = Mm(width)
    return left, right


def _put(cell: _Cell, text: str, size: float, *, before: float = 0, **look: Any) -> Paragraph:
    return _write(cell.add_paragraph(), text, size, before=before, **look)


def _add(doc: Doc, text: str, size: float, *, before: float = 0, **look: Any) -> Paragraph:
    return _write(doc.add_paragraph(), text, size, before=before, **look)


def _write(
    paragraph: Paragraph, text: str, size: float, *, before: float, **look: Any
) -> Paragraph:
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.italic = look.get("bold", False), look.get("italic", False)
    run.font.size = Pt(size)
    return paragraph


def _rule(paragraph: Paragraph, width_mm: float, part: float) -> None:
    """Draw the line under a heading, `part` of the column long: an empty line with a border."""
    line = OxmlElement("w:p")
    paragraph._p.addnext(line)
    under = Paragraph(line, paragraph._parent)
    aside = Mm(width_mm * (1 - part) / 2)
    look = under.paragraph_format
    look.left_indent = look.right_indent = aside
    look.space_before = look.space_after = Pt(0)
    look.line_spacing = Pt(3)
    border, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    line.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def _trim(*cells: _Cell) -> None:
    """Take away the empty line that each new cell begins with."""
    for cell in cells:
        if len(cell.paragraphs) > 1:
            cell._tc.remove(cell.paragraphs[0]._p)
