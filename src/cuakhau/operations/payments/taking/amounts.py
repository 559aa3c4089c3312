"""Amounts as people type them."""

import re

from cuakhau.operations.payments.refusals import f1_amount_is_money, not_taken

_MARKS = re.compile(r"[\s.,'\u00a0\u202f₫đĐ]|VND|vnd|đồng")
_THOUSANDS = re.compile(r"\d{1,3}([.,\s\u00a0\u202f']\d{3})+|\d+")


def read_amount(text: str) -> int | None:
    """Read `300.000`, `300,000 ₫` or `300000`; `None` where nothing was typed. Raises F1.

    `12,5` or `1.50` is refused rather than taken for a hundred times as much: dong have no parts.
    """
    bare = re.sub(r"(₫|đ|Đ|VND|vnd|đồng)\s*$", "", text.strip()).strip()
    if not bare:
        return None
    if not _THOUSANDS.fullmatch(bare):
        raise not_taken(f1_amount_is_money, amount=text.strip()[:30])
    return int(_MARKS.sub("", bare))
