"""Words and numbers of the page: money, shares, periods, series."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from cuakhau.figures.format import format_number
from cuakhau.trade.sentence.words import write_usd
from cuakhau.zone.types import Language
from cuakhau.zone.zone import NotInZone, Zone

SIGNS = 3
DIGITS = "0123456789.,"


def money(usd: float | None, language: Language) -> str:
    """Write dollars with three digits; a month of nothing is 0."""
    if usd is None:
        return _("unknown")
    return write_usd(round(usd * 100), language, format_number, signs=SIGNS)


def span(row: dict[str, float | None], coverage: int, language: Language) -> str:
    """Write an interval."""
    low, high = row[f"low_{coverage}"], row[f"high_{coverage}"]
    if low is None or high is None:
        return ""
    first, last = money(low, language), money(high, language)
    unit = first.lstrip(DIGITS)
    if unit and unit == last.lstrip(DIGITS):
        first = first.removesuffix(unit)
    return f"{first} – {last}"


def axis_money(usd: float, language: Language) -> str:
    """Write dollars shortly, for the edge of a picture; its title says the currency."""
    return money(usd, language).removesuffix(" USD").removesuffix("美元")


def percent(share: float | None, language: Language) -> str:
    """Write a share with one place: 5,9 %."""
    if share is None:
        return _("unknown")
    number = Decimal(share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{format_number(number, language)}{'%' if language == 'zh' else ' %'}"


def whole(share: float, language: Language) -> str:
    """Write a share without places: 80 %."""
    return f"{format_number(round(share * 100), language)}{'%' if language == 'zh' else ' %'}"


def growth(now: float, before: float | None, language: Language) -> str:
    """Write growth with its sign; nothing where the year before is not known."""
    if not before:
        return ""
    written = percent(now / before - 1, language)
    return written if now < before else f"+{written}"


def vehicles(number: float, language: Language) -> str:
    """Write a number of vehicles, rounded to the hundred."""
    return format_number(round(number / 100) * 100 if number >= 10_000 else round(number), language)


def period(name: str) -> str:
    """Write a period: 2024, quarter III of 2024, 8/2024."""
    if "-Q" in name:
        year, quarter = name.split("-Q")
        roman = ("I", "II", "III", "IV")[int(quarter) - 1]
        return _("quarter {number} of {year}").format(number=roman, year=year)
    if "-" in name:
        year, month = name.split("-")
        return _("{month}/{year}").format(month=int(month), year=year)
    return name


def series(zone: Zone, name: str, language: Language) -> str:
    """Name a series: a way of the goods, a gate, or all together."""
    known = {
        "export": _("Export"),
        "import": _("Import"),
        "both": _("Both ways"),
        "*": _("Together"),
    }
    if name in known:
        return known[name]
    try:
        return zone.name_of(name, language)
    except (NotInZone, KeyError):
        return name
