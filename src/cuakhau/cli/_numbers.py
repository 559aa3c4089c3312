"""Numbers as a reader's language writes them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuakhau.zone.types import Language

VIETNAMESE = str.maketrans(",.", ".,")


def write_number(value: float, language: "Language", form: str = ",.0f") -> str:
    """Write a number in a form of `format`: 1.234,5 in Vietnamese, 1,234.5 elsewhere."""
    text = format(value, form)
    return text.translate(VIETNAMESE) if language == "vi" else text
