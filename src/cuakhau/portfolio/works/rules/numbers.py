"""Reads amounts and days as offices write them: 1.234,5 · 12,5 tỷ · 31/12/2024."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

UNITS = {
    "đồng": 1,
    "đ": 1,
    "vnd": 1,
    "nghìn đồng": 1_000,
    "ngàn đồng": 1_000,
    "triệu đồng": 1_000_000,
    "triệu": 1_000_000,
    "tỷ đồng": 1_000_000_000,
    "tỉ đồng": 1_000_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
# Thousands go by threes, so `1.234` is a thousand and more, and `1.23` is none of them.
DOTTED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
COMMAED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
PLAIN = re.compile(r"-?\d+(,\d+)?")
POINTED = re.compile(r"-?\d+\.\d{1,2}")  # of a machine: a point with less than three digits
DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
MOST_VND = 2**53  # what a cell of a workbook holds exactly
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


def read_number(text: str) -> Decimal:
    """Read a number written the Vietnamese way, or plainly. Raises `ValueError`."""
    plain = _SPACES.sub("", text).replace("−", "-").replace("–", "-")
    is_negative = plain.startswith("(") and plain.endswith(")")
    plain = plain[1:-1] if is_negative else plain
    if DOTTED.fullmatch(plain) or PLAIN.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif COMMAED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif not POINTED.fullmatch(plain):
        raise ValueError(text)
    try:
        number = Decimal(plain)
    except InvalidOperation as bad:
        raise ValueError(text) from bad
    return -number if is_negative else number


def read_vnd(text: str, unit_vnd: int = 1) -> int:
    """Read an amount as whole dong; a unit in the text goes before the other.

    Raises `ValueError` for what is no amount, no whole number of dong, or too large.
    """
    said = " ".join(text.replace("\u00a0", " ").split()).lower()
    for unit in sorted(UNITS, key=len, reverse=True):
        if said.endswith(unit):
            said, unit_vnd = said.removesuffix(unit).strip(), UNITS[unit]
            break
    amount = read_number(said) * unit_vnd
    if amount != amount.to_integral_value() or abs(amount) >= MOST_VND:
        raise ValueError(text)
    return int(amount)


def read_day(text: str) -> date:
    """Read a day. Raises `ValueError`."""
    for form in DAYS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 a day has no zone
        except ValueError:
            continue
    raise ValueError(text)


def find_unit(text: str) -> int | None:
    """Find the unit of money that a line of a sheet names: `Đơn vị tính: triệu đồng`."""
    said = " ".join(text.lower().split())
    found = [unit for unit in UNITS if len(unit) > 2 and unit in said]
    return UNITS[max(found, key=len)] if found else None


def write_number(number: Decimal) -> str:
    """Write a number the Vietnamese way, without needless zeros."""
    whole, _, part = f"{number:,f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", ".") + (f",{part}" if part else "")
