"""What is said of rates: a form, or a file of four columns, read whole. Pure."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO

from cuakhau.trade.rates import Rate
from cuakhau.turnover.rates.refusals import (
    RateRefused,
    f81_rate_is_a_number,
    f82_currency_is_a_code,
    f83_day_is_past_or_today,
    f84_source_is_named,
    f85_rate_is_near_the_one_before,
    f86_file_reads_as_rates,
    refuse,
)
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES

MOST, MOST_SOURCE = Decimal(10**9), 200
FAR_TIMES = 1.5  # no currency of the region moved so much in a year
NEAR_DAYS = 366
DOLLAR = "USD"
HEADS = {
    "currency": ("currency", "đồng tiền", "loại tiền", "货币", "币种"),
    "day": ("day", "date", "ngày", "日期"),
    "rate": ("rate", "per_usd", "tỷ giá", "汇率"),
    "source": ("source", "nguồn", "来源"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a form or a row says, as typed."""

    currency: str
    day: str
    rate: str
    source: str


def read_rate(said: Saying, known: Sequence[Rate], today: date) -> Rate:
    """Read a rate: units of a currency for one dollar. Raises F81 to F85.

    `known` are the rates that it is looked at beside.
    """
    currency = said.currency.strip().upper()
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()) or (
        currency == DOLLAR
    ):
        raise refuse(f82_currency_is_a_code, currency=said.currency[:20])
    day = _read_day(said.day.strip())
    if day is None or day > today:
        raise refuse(f83_day_is_past_or_today, day=said.day[:20])
    per_usd = _read_number(said.rate.strip())
    if per_usd is None:
        raise refuse(f81_rate_is_a_number, rate=said.rate[:40])
    source = " ".join(said.source.split())[:MOST_SOURCE]
    if not source:
        raise refuse(f84_source_is_named)
    rate = Rate(currency, day, per_usd, source)
    _check_near(rate, known)
    return rate


def read_file(text: str, known: Sequence[Rate], today: date) -> list[Rate]:
    """Read a file of rates as a whole. Raises F86 with the first of the rows that are none."""
    rows = _list_rows(text)
    rates: list[Rate] = []
    wrong: list[tuple[int, RateRefused]] = []
    for number, said in rows:
        try:
            rates.append(read_rate(said, [*known, *rates], today))
        except RateRefused as refusal:
            wrong.append((number, refusal))
    if wrong or not rates:
        row, why = wrong[0] if wrong else (1, refuse(f84_source_is_named))
        names = {code: why.reason(code) for code in LANGUAGES}
        count = max(len(wrong), 1)
        because = Named(names["en"], names)
        raise refuse(f86_file_reads_as_rates, count=count, row=row, because=because)
    return rates


def _list_rows(text: str) -> list[tuple[int, Saying]]:
    plain = text.lstrip("\ufeff")
    delimiter = max(";\t,", key=plain.partition("\n")[0].count)
    rows = [
        (number, row)
        for number, row in enumerate(csv.reader(StringIO(plain), delimiter=delimiter), start=1)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        return []
    heads = [cell.strip().casefold() for cell in rows[0][1]]
    at = {
        name: next((heads.index(head) for head in known if head in heads), place)
        for place, (name, known) in enumerate(HEADS.items())
    }
    has_head = any(heads[0] in known for known in HEADS.values())
    return [
        (number, Saying(**{name: row[place] if place < len(row) else ""
                           for name, place in at.items()}))
        for number, row in rows[1 if has_head else 0 :]
    ]  # fmt: skip


def _check_near(rate: Rate, known: Sequence[Rate]) -> None:
    near = [
        one
        for one in known
        if one.currency == rate.currency and abs((one.day - rate.day).days) <= NEAR_DAYS
    ]
    beside = min(near, key=lambda one: abs((one.day - rate.day).days), default=None)
    if beside is None:
        return
    times = max(beside.per_usd / rate.per_usd, rate.per_usd / beside.per_usd)
    if times > FAR_TIMES:
        raise refuse(
            f85_rate_is_near_the_one_before, rate=f"{rate.per_usd:.10g}", currency=rate.currency,
            known=f"{beside.per_usd:.10g}", day=f"{beside.day:%d/%m/%Y}",
        )  # fmt: skip


def _read_day(text: str) -> date | None:
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read_number(text: str) -> float | None:
    """Read 25450, 25.450, 25,450.5 or 7,12; a lone mark before three digits parts thousands."""
    plain = text.replace(" ", "").replace("\u00a0", "")
    marks = [letter for letter in plain if letter in ".,"]
    if len(set(marks)) == 2:
        thousands = marks[0]
        plain = plain.replace(thousands, "").replace(",", ".")
    elif marks:
        whole, _mark, rest = plain.rpartition(marks[0])
        is_thousands = len(marks) > 1 or (len(rest) == 3 and whole not in ("", "0", "-0"))
        plain = plain.replace(marks[0], "" if is_thousands else ".")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() and 0 < number <= MOST else None
