"""A document as PDF: the same layout, with its letters inside."""

from importlib import resources
from pathlib import Path
from typing import Any

from cuakhau.reports.paper import layout
from cuakhau.reports.paper.charts import draw_svg
from cuakhau.reports.paper.document import (
    Block,
    Chart,
    Document,
    Heading,
    Item,
    Paragraph,
    Table,
    text_of,
)
from cuakhau.reports.paper.wording import say_number, say_place_and_day
from cuakhau.web.typesetting import query_pdf, render_pdf

TEMPLATE = Path(str(resources.files("cuakhau.reports.paper"))) / "paper.typ"


def write_pdf(document: Document) -> bytes:
    """Write a document."""
    return render_pdf(TEMPLATE, _tell(document))


def find_size(document: Document) -> float:
    """Find the letters, in points, with which a document is as long as it may be."""
    sizes = layout.sizes_of(document.kind)
    if len(sizes) == 1:
        return sizes[0]
    return float(query_pdf(TEMPLATE, _tell(document), "<size>"))


def _tell(document: Document) -> dict[str, Any]:
    issuer = document.issuer
    return {
        "language": document.language,
        "title": document.abstract or document.type_name,
        "superior": issuer.superior.upper(),
        "issuer": issuer.name.upper(),
        "number": say_number(document),
        "place_and_day": say_place_and_day(document),
        "nation": layout.NATION,
        "motto": layout.MOTTO,
        "type_name": document.type_name.upper(),
        "abstract": document.abstract,
        "addressed": list(document.addressed),
        "bases": list(document.bases),
        "blocks": [_tell_block(block) for block in document.blocks],
        "receivers_word": layout.RECEIVERS,
        "receivers": list(document.receivers),
        "signs": [text.upper() for text in document.signs],
        "signer": document.signer,
        "mark": document.mark,
        "code": document.code,
        "margins": {"top": layout.TOP, "bottom": layout.BOTTOM,
                    "left": layout.LEFT, "right": layout.RIGHT},
        "sizes": layout.sizes_of(document.kind),
    }  # fmt: skip


def _tell_block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "text": text_of(block.spans)}
        case Item():
            return {"kind": "paragraph", "text": f"- {text_of(block.spans)}"}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "heads": list(block.heads),
                "rows": [[text_of(cell) for cell in row] for row in block.rows],
                "widths": list(block.widths or (1,) * len(block.heads)),
                "numeric": list(block.numeric),
            }
        case Chart():
            return {"kind": "chart", "caption": block.caption, "svg": draw_svg(block.spec)}
