"""Periods of trade: a year, a quarter, the first months of a year, a month, a day.

read_period("2018Q1")   2018H1 · 2018M9 (the first nine months) · 2018-03 · 2018-03-05 ·
                        2018-01-01..2018-03-20
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from cuakhau.zone.types import Language

_FORMS = (
    (re.compile(r"(\d{4})"), lambda y: (y, 1, 12)),
    (re.compile(r"(\d{4})Q([1-4])"), lambda y, q: (y, 3 * q - 2, 3 * q)),
    (re.compile(r"(\d{4})H([12])"), lambda y, h: (y, 6 * h - 5, 6 * h)),
    (re.compile(r"(\d{4})M([1-9]|1[0-2])"), lambda y, n: (y, 1, n)),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), lambda y, m: (y, m, m)),
)
_STRETCH = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?")
ROMAN = ("", "I", "II", "III", "IV")
ORDINAL = ("", "first", "second", "third", "fourth")
CARDINAL = (
    "", "month", "two months", "three months", "four months", "five months", "six months",
    "seven months", "eight months", "nine months", "ten months", "eleven months",
)  # fmt: skip
MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
HANZI = ("", "一", "二", "三", "四")


class NotAPeriod(ValueError):
    """Raised for a text that names no period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `first` to `last`, both in."""

    first: date
    last: date

    @property
    def months(self) -> int | None:
        """How many whole months it has; `None` where it does not begin and end with a month."""
        whole = self.first.day == 1 and self.last.day == monthrange(*_month(self.last))[1]
        if not whole:
            return None
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1

    @property
    def year(self) -> int | None:
        """The year that it lies in; `None` where it lies in two."""
        return self.first.year if self.first.year == self.last.year else None


def read_period(text: str) -> Period:
    """Read a period. Raises `NotAPeriod`."""
    plain = text.strip()
    for form, months_of in _FORMS:
        found = form.fullmatch(plain)
        if found:
            year, first, last = months_of(*map(int, found.groups()))
            return of_months(year, first, last)
    found = _STRETCH.fullmatch(plain)
    try:
        if found:
            first_day = date.fromisoformat(found[1])
            last_day = date.fromisoformat(found[2] or found[1])
            if first_day <= last_day:
                return Period(first_day, last_day)
    except ValueError:
        pass
    raise NotAPeriod(text)


def write_period(period: Period) -> str:
    """Write a period as `read_period` reads it."""
    year, months = period.year, period.months
    if year is not None and months is not None:
        month = period.first.month
        if months == 12:
            return str(year)
        if months == 3 and month % 3 == 1:
            return f"{year}Q{month // 3 + 1}"
        if months == 6 and month in (1, 7):
            return f"{year}H{month // 6 + 1}"
        if months == 1:
            return f"{year}-{month:02d}"
        if month == 1:
            return f"{year}M{months}"
    if period.first == period.last:
        return period.first.isoformat()
    return f"{period.first}..{period.last}"


def of_months(year: int, first: int, last: int) -> Period:
    """Give the period from the month `first` to the month `last` of a year."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def year_before(period: Period) -> Period:
    """Give the same days of the year before; the end of a month stays the end of a month."""
    first, last = period.first, period.last
    if period.months is not None:
        end = monthrange(last.year - 1, last.month)[1]
        return Period(first.replace(year=first.year - 1), date(last.year - 1, last.month, end))
    return Period(_same_day(first, -1), _same_day(last, -1))


def year_after(period: Period) -> Period:
    """Give the same days of the year after."""
    first, last = period.first, period.last
    if period.months is not None:
        end = monthrange(last.year + 1, last.month)[1]
        return Period(first.replace(year=first.year + 1), date(last.year + 1, last.month, end))
    return Period(_same_day(first, 1), _same_day(last, 1))


def period_before(period: Period) -> Period:
    """Give the period of the same length just before: the month, quarter or days before."""
    months = period.months
    last = period.first - timedelta(days=1)
    if months is None:
        return Period(last - (period.last - period.first), last)
    back = 12 * last.year + last.month - months
    return Period(date(back // 12, back % 12 + 1, 1), last)


def name_period(period: Period, language: Language) -> str:
    """Name a period: năm 2017, quý I năm 2018; 2017, first quarter of 2018; 2018年第一季度."""
    year, months = period.year, period.months
    if year is None or months is None:
        return _name_days(period, language)
    month = period.first.month
    if months == 12:
        return {"vi": f"năm {year}", "en": str(year), "zh": f"{year}年"}[language]
    if months == 3 and month % 3 == 1:
        quarter = month // 3 + 1
        return {
            "vi": f"quý {ROMAN[quarter]} năm {year}",
            "en": f"{ORDINAL[quarter]} quarter of {year}",
            "zh": f"{year}年第{HANZI[quarter]}季度",
        }[language]
    if months == 6 and month in (1, 7):
        is_first = month == 1
        return {
            "vi": f"6 tháng {'đầu' if is_first else 'cuối'} năm {year}",
            "en": f"{'first' if is_first else 'second'} half of {year}",
            "zh": f"{year}年{'上' if is_first else '下'}半年",
        }[language]
    if months == 1:
        return {
            "vi": f"tháng {month} năm {year}",
            "en": f"{MONTHS[month]} {year}",
            "zh": f"{year}年{month}月",
        }[language]
    if month == 1:
        return {
            "vi": f"{months} tháng đầu năm {year}",
            "en": f"first {CARDINAL[months]} of {year}",
            "zh": f"{year}年{'前三季度' if months == 9 else f'前{months}个月'}",
        }[language]
    return _name_days(period, language)


def _name_days(period: Period, language: Language) -> str:
    first, last = (_name_day(day, language) for day in (period.first, period.last))
    if period.first == period.last:
        return f"ngày {first}" if language == "vi" else first
    return {
        "vi": f"từ {first} đến {last}",
        "en": f"{first} to {last}",
        "zh": f"{first}至{last}",
    }[language]


def _name_day(day: date, language: Language) -> str:
    return {
        "vi": f"{day.day}/{day.month}/{day.year}",
        "en": f"{day.day} {MONTHS[day.month]} {day.year}",
        "zh": f"{day.year}年{day.month}月{day.day}日",
    }[language]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _same_day(day: date, years: int) -> date:
    last = monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))
