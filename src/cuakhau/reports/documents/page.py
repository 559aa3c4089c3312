"""A document as a page shows it: its blocks, with every figure a link to what is behind it."""

from typing import Any

from django.utils.safestring import mark_safe

from cuakhau.figures.whole import write_whole
from cuakhau.reports.paper import layout
from cuakhau.reports.paper.charts import draw_svg
from cuakhau.reports.paper.document import (
    Block,
    Chart,
    Document,
    Heading,
    Item,
    Paragraph,
    Said,
    Spans,
    Table,
)
from cuakhau.reports.paper.wording import say_number, say_place_and_day


def tell_document(document: Document) -> dict[str, Any]:
    """Give what the template needs."""
    return {
        "superior": document.issuer.superior,
        "issuer": document.issuer.name,
        "number": say_number(document),
        "place_and_day": say_place_and_day(document),
        "nation": layout.NATION,
        "motto": layout.MOTTO,
        "type_name": document.type_name,
        "abstract": document.abstract,
        "blocks": [_tell_block(block) for block in document.blocks],
        "receivers_word": layout.RECEIVERS,
        "receivers": document.receivers,
        "signs": document.signs,
        "code": document.code,
    }


def _tell_block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "spans": _tell_spans(block.spans)}
        case Item():
            return {"kind": "item", "spans": _tell_spans(block.spans)}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "heads": [
                    {"text": head, "is_number": place in block.numeric}
                    for place, head in enumerate(block.heads)
                ],
                "rows": [
                    [
                        {
                            "spans": _tell_spans(cell),
                            "is_number": place in block.numeric,
                            "head": block.heads[place],
                        }
                        for place, cell in enumerate(row)
                    ]
                    for row in block.rows
                ],
            }
        case Chart():
            return {
                "kind": "chart",
                "caption": block.caption,
                "svg": mark_safe(draw_svg(block.spec)),
            }


def _tell_spans(spans: Spans) -> list[dict[str, str]]:
    return [
        {"text": span.text, "code": write_whole(span.figure) if isinstance(span, Said) else ""}
        for span in spans
    ]
