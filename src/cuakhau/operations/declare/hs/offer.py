"""What is offered while goods are typed: those declared before first, then the nomenclature."""

from typing import Any

from cuakhau.operations.declare.hs.nomenclature import get_index
from cuakhau.operations.declare.hs.search import LEAST, PATH, find
from cuakhau.operations.declare.lists.columns import fold
from cuakhau.zone.types import Language

MOST_OWN = 4


def offer_goods(
    asked: str, declared: list[dict[str, Any]], language: Language
) -> list[dict[str, Any]]:
    """Offer goods for a word or a code; `declared` are goods lines of earlier trips."""
    if len(fold(asked).replace(" ", "")) < LEAST:
        return []
    words = fold(asked).split()
    own = [line for line in declared if _fits(line, words)][:MOST_OWN]
    offered = [
        {
            "code": line.get("hs_code") or "",
            "text": line["description"],
            "value": line["description"],
            "goods": line.get("goods") or "",
            "is_own": True,
        }
        for line in own
    ]
    return offered + [
        {
            "code": one.code,
            "text": one.name(language),
            "value": one.name(language).rpartition(PATH)[2],
            "goods": one.goods,
            "is_own": False,
        }
        for one in find(get_index(), asked)
    ]


def _fits(line: dict[str, Any], words: list[str]) -> bool:
    said = f"{fold(line['description'])} {line.get('hs_code') or ''}".split()
    return all(any(one.startswith(word) for one in said) for word in words)
