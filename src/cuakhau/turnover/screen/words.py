"""The words and numbers of the desk."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures.format import format_number
from cuakhau.trade.naming.words import name_goods, name_partner
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MILLION_USD, TONNE, BILLION_VND = 100_000_000, 1_000_000, 10**9
UNITS = {"value": MILLION_USD, "weight": TONNE, "tax": BILLION_VND}
COLUMNS = {"value": "value_usd_cents", "weight": "weight_g", "tax": "tax_vnd"}


def measure_word(measure: str) -> str:
    """Name what is added up, with the unit it is shown in."""
    return {
        "value": _("Value, million USD"),
        "weight": _("Weight, tonnes"),
        "tax": _("Tax, billion VND"),
    }[measure]


def direction_word(direction: str) -> str:
    """Name a way of goods."""
    if direction == "both":
        return _("Both ways")
    if direction == "export":
        return pgettext("direction", "Export")
    return pgettext("direction", "Import")


def step_word(step: str) -> str:
    """Name a step of time."""
    return {
        "day": pgettext("step", "Day"),
        "month": _("Month"),
        "quarter": _("Quarter"),
        "half": _("Half-year"),
        "nine_month": _("Nine months"),
        "year": _("Year"),
    }[step]


def by_word(by: str) -> str:
    """Name what rows or columns of the matrix are."""
    words = {
        "gate": _("Gate"),
        "hs2": _("Chapter (HS 2)"),
        "hs4": _("Heading (HS 4)"),
        "partner": _("Partner"),
    }
    return words.get(by) or step_word(by)


def key_word(zone: Zone, by: str, key: str, language: Language) -> str:
    """Name one row or column: a gate, goods, a partner, or a period."""
    if not key:
        return _("not said")
    if by == "gate":
        return zone.name_of(key, language)
    if by.startswith("hs"):
        return name_goods(key, language)
    return name_partner(key, language) if by == "partner" else name_step(key, language)


def name_step(key: str, language: Language) -> str:
    """Write a step of time in few letters: 7/2024, Q3 2024, H1 2024."""
    if "-" in key:
        year, _dash, month = key.partition("-")
        return f"{int(month)}/{year}" if language == "vi" else key
    for mark in ("Q", "H"):
        if mark in key:
            year, number = key.split(mark)
            roman = "I" * int(number) if int(number) < 4 else "IV"
            vi = f"Q.{roman}/{year}" if mark == "Q" else f"N.{number}/{year}"
            half = "上" if number == "1" else "下"
            zh = f"{year}年{number}季度" if mark == "Q" else f"{year}年{half}"
            return {"vi": vi, "zh": zh, "en": f"{mark}{number} {year}"}[language]
    return key


def write_amount(amount: int | None, measure: str, language: Language) -> str:
    """Write an amount in the unit of its measure; empty where it is unknown."""
    if amount is None:
        return ""
    number = Decimal(amount) / UNITS[measure]
    places = 0 if abs(number) >= 1000 or measure == "weight" else 1 if abs(number) >= 10 else 2
    return write_number(number, places, language)


def write_number(number: Decimal, places: int, language: Language) -> str:
    """Write a number with so many places."""
    return format_number(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), language)


def write_percent(percent: Decimal | None, language: Language) -> str:
    """Write growth or a share with one place and its sign; empty where it is unknown."""
    if percent is None:
        return ""
    written = write_number(percent, 1, language)
    return f"{'+' if percent > 0 else ''}{written} %"
