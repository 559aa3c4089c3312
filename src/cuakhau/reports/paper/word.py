"""A document as .docx: true styles and tables to edit on, laid out by Decree 30/2020/NĐ-CP."""

from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from cuakhau.reports.paper import layout
from cuakhau.reports.paper.charts import draw_png, draw_svg
from cuakhau.reports.paper.document import (
    Chart,
    Document,
    Heading,
    Item,
    Paragraph,
    Table,
    text_of,
)
from cuakhau.reports.paper.pdf import find_size
from cuakhau.reports.paper.word_heading import write_heading, write_signing

TEXT_MM = 210 - layout.LEFT - layout.RIGHT
CHINESE = "SimSun"
HEAD, CELL, NUMBER = "Table Head", "Table Text", "Table Number"  # styles of cells


def write_word(document: Document) -> bytes:
    """Write a document. The heading of the state is Vietnamese in every language."""
    doc, size = docx.Document(), _find_size(document)
    doc.core_properties.title = document.abstract or document.type_name
    doc.core_properties.author = document.issuer.name
    _set_page(doc)
    _set_styles(doc, document, size)
    _write_margins(doc, document)
    write_heading(doc, document, size)
    for text in document.bases:
        _add(doc, text, "Base")
    for block in document.blocks:
        match block:
            case Heading():
                _add(doc, block.text, f"Heading {block.level}")
            case Paragraph():
                _add(doc, text_of(block.spans), "Body Text")
            case Item():
                _add(doc, f"- {text_of(block.spans)}", "Body Text")
            case Table():
                _write_table(doc, block)
            case Chart():
                _write_chart(doc, block)
    _hold_together(doc)
    write_signing(doc, document, size)
    written = BytesIO()
    doc.save(written)
    return written.getvalue()


def _find_size(document: Document) -> float:
    """Give the letters in points; of what must be one page they leave room for another office."""
    if document.kind not in layout.ONE_PAGE:
        return layout.BODY_PT
    return find_size(document) - layout.SPARE_PT


def _hold_together(doc: Doc) -> None:
    """Keep the last words on one page with the hand and the seal below them."""
    if doc.paragraphs and doc.element.body[-2] is doc.paragraphs[-1]._p:
        doc.paragraphs[-1].paragraph_format.keep_with_next = True


def _add(doc: Doc, text: str, style: str) -> None:
    """Add a paragraph. Its style is set by id: python-docx finds a name by walking all styles."""
    doc.add_paragraph(text)._p.style = style.replace(" ", "")


def _set_page(doc: Doc) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)
    section.header_distance = section.footer_distance = Mm(layout.HEADER)
    section.different_first_page_header_footer = True


def _set_styles(doc: Doc, document: Document, size: float) -> None:
    normal: Any = doc.styles["Normal"]
    _set_letters(normal, size)
    normal.element.rPr.rFonts.set(
        qn("w:eastAsia"), CHINESE if document.language == "zh" else layout.LETTERS
    )
    body: Any = doc.styles["Body Text"]
    _set_letters(body, size)
    body.paragraph_format.alignment = ALIGN.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(layout.INDENT)
    body.paragraph_format.space_after = Pt(min(layout.AFTER_PARAGRAPH_PT, size * 0.43))
    body.paragraph_format.line_spacing = layout.LINES
    for level in (1, 2, 3):
        heading: Any = doc.styles[f"Heading {level}"]
        _set_letters(heading, size, bold=level < 3, italic=level == 3)
        heading.paragraph_format.space_before = Pt(layout.AFTER_PARAGRAPH_PT)
        heading.paragraph_format.space_after = Pt(layout.AFTER_PARAGRAPH_PT)
        heading.paragraph_format.first_line_indent = Mm(layout.INDENT)
        heading.paragraph_format.keep_with_next = True
    caption: Any = doc.styles["Caption"]
    _set_letters(caption, layout.TABLE_PT, bold=True)
    caption.paragraph_format.alignment = ALIGN.CENTER
    caption.paragraph_format.space_before = Pt(6)
    caption.paragraph_format.keep_with_next = True
    for name, align in ((HEAD, ALIGN.CENTER), (CELL, ALIGN.LEFT), (NUMBER, ALIGN.RIGHT)):
        cell: Any = doc.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_letters(cell, layout.TABLE_PT, bold=name == HEAD)
        cell.paragraph_format.alignment = align
        cell.paragraph_format.space_after = Pt(0)
    base: Any = doc.styles.add_style("Base", WD_STYLE_TYPE.PARAGRAPH)
    base.base_style = body
    _set_letters(base, size, italic=True)


def _set_letters(style: Any, size: float, *, bold: bool = False, italic: bool = False) -> None:
    style.font.name, style.font.size = layout.LETTERS, Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for colour in style.element.rPr.findall(qn("w:color")):
        style.element.rPr.remove(colour)


def _write_margins(doc: Doc, document: Document) -> None:
    """The number of the page above from the second page on; the code below on each."""
    section = doc.sections[0]
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    _add_page_number(number, layout.BODY_PT)
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = ALIGN.RIGHT
        mark = f"{document.mark}   " if document.mark else ""
        paragraph.add_run(f"{mark}{document.code}/").font.size = Pt(layout.CODE_PT)
        _add_page_number(paragraph, layout.CODE_PT)


def _add_page_number(paragraph: WordParagraph, size: float) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)


def _write_table(doc: Doc, block: Table) -> None:
    if block.caption:
        _add(doc, block.caption, "Caption")
    table = doc.add_table(rows=1 + len(block.rows), cols=len(block.heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = block.widths or (1,) * len(block.heads)
    lengths = [Mm(TEXT_MM * width / sum(widths)) for width in widths]
    for column, length in zip(table.columns, lengths, strict=True):
        column.width = length
    texts = [block.heads, *(tuple(map(text_of, row)) for row in block.rows)]
    # Row by row through the XML: python-docx finds a cell by walking the whole table.
    for place, (row, written) in enumerate(zip(table.rows, texts, strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, written, strict=True)):
            cell.width = lengths[column]
            paragraph = cell.paragraphs[0]
            look = HEAD if place == 0 else NUMBER if column in block.numeric else CELL
            paragraph._p.style = look.replace(" ", "")
            paragraph.add_run(text)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    doc.add_paragraph().paragraph_format.space_after = Pt(2)


def _write_chart(doc: Doc, block: Chart) -> None:
    picture = doc.add_paragraph()
    picture.alignment = ALIGN.CENTER
    picture.paragraph_format.keep_with_next = True
    picture.add_run().add_picture(BytesIO(draw_png(draw_svg(block.spec))), width=Mm(TEXT_MM - 10))
    _add(doc, block.caption, "Caption")
