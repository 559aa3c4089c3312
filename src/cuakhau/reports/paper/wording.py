"""The words of a document that its state decides: its number, its place and day."""

from cuakhau.figures.format import format_day
from cuakhau.reports.paper.document import Document

BLANK_DAY = "ngày      tháng      năm "


def say_number(document: Document) -> str:
    """Write the number and sign; a number below ten has two digits."""
    number = document.number.zfill(2) if document.number else "      "
    return f"Số: {number}/{document.issuer.symbol}"


def say_place_and_day(document: Document) -> str:
    """Write place and day; before it is signed, the day is left open."""
    day = format_day(document.day, "vi") if document.day else BLANK_DAY
    return f"{document.issuer.place}, {day}" if document.issuer.place else day
