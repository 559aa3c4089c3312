"""Every row of a statement looked at, and every mistake told at once, with its row and column."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cuakhau.operations.payments.bank.refusals import (
    f22_column_is_chosen,
    f23_day_is_a_day,
    f24_amount_is_whole,
    f25_row_has_money,
    f26_total_adds_up,
)
from cuakhau.operations.payments.bank.sheets import FIELDS, NEEDED, Sheet, fold
from cuakhau.operations.payments.refusals import not_taken
from cuakhau.zone.refusal import Refusal

DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d/%m/%y")
TOTAL = re.compile(r"(tong|cong|total|so du|balance|合计|余额)")
_POINT = re.compile(r"^[+-]?\d{1,3}(,\d{3})*(\.0{1,2})?$|^[+-]?\d+(\.0{1,2})?$")
_COMMA = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+(,0{1,2})?$|^[+-]?\d+(,0{1,2})?$")


@dataclass(frozen=True, slots=True)
class Read:
    """One row of a statement as it will be kept."""

    row: int
    day: date
    amount_vnd: int
    text: str
    reference: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """What cannot be read: the number of its row, the heading of its column, and why."""

    row: int
    column: str
    value: str
    refusal: Refusal


def check_statement(sheet: Sheet, mapping: Mapping[str, str]) -> tuple[list[Read], list[Mistake]]:
    """Read all rows. A sum below them is not a row: it is added up again instead."""
    missing = [field for field in NEEDED if mapping.get(field) not in sheet.columns]
    if missing:
        why = [not_taken(f22_column_is_chosen, field=field) for field in missing]
        return [], [Mistake(sheet.first - 1, "", "", one) for one in why]
    places = {
        field: sheet.columns.index(mapping[field])
        for field in FIELDS
        if mapping.get(field) in sheet.columns
    }
    reads: list[Read] = []
    mistakes: list[Mistake] = []
    for number, cells in enumerate(sheet.rows, start=sheet.first):
        said = {
            field: cells[place] if place < len(cells) else "" for field, place in places.items()
        }
        if not any(cells):
            continue
        if not said["day"] and TOTAL.search(fold(" ".join(cells))):
            mistakes += _check_total(reads, number, said, mapping)
            continue
        read = _read_row(number, said, mapping, mistakes)
        if read is not None:
            reads.append(read)
    return reads, mistakes


def read_money(text: str) -> int:
    """Read `1.234.567`, `1,234,567.00`, `+300000 VND`; an empty cell is 0. Raises `ValueError`."""
    bare = re.sub(r"(VND|VNĐ|đ|₫)$", "", text.replace("\u00a0", "").replace(" ", "").strip())
    if not bare or bare in ("-", "–"):
        return 0
    if _POINT.match(bare):
        return int(bare.replace(",", "").split(".")[0])
    if _COMMA.match(bare):
        return int(bare.replace(".", "").split(",")[0])
    raise ValueError(text)


def read_day(text: str) -> date:
    """Read a day, with or without a time. Raises `ValueError`."""
    told = text.strip().replace("T", " ").split(" ")[0]
    for form in DAYS:
        try:
            return datetime.strptime(told, form).date()  # noqa: DTZ007 a bank prints days
        except ValueError:
            continue
    raise ValueError(text)


def _read_row(
    number: int, said: Mapping[str, str], mapping: Mapping[str, str], mistakes: list[Mistake]
) -> Read | None:
    def read(field: str, how: Callable[[str], Any], rule: Callable[[], None]) -> Any:
        try:
            return how(said.get(field, ""))
        except ValueError:
            value = said.get(field, "")[:60]
            refusal = not_taken(rule, value=value)
            mistakes.append(Mistake(number, mapping.get(field, ""), value, refusal))
            return None

    day = read("day", read_day, f23_day_is_a_day)
    credit_vnd = read("credit", read_money, f24_amount_is_whole)
    debit_vnd = read("debit", read_money, f24_amount_is_whole)
    if day is None or credit_vnd is None or debit_vnd is None:
        return None
    amount_vnd = credit_vnd - abs(debit_vnd)
    if not amount_vnd or (credit_vnd and debit_vnd):
        mistakes.append(
            Mistake(number, mapping["credit"], said["credit"], not_taken(f25_row_has_money))
        )
        return None
    return Read(number, day, amount_vnd, said["text"][:500], said.get("reference", "")[:120])


def _check_total(
    reads: list[Read], number: int, said: Mapping[str, str], mapping: Mapping[str, str]
) -> list[Mistake]:
    """Add up again what stands below the rows; a balance cannot be, so only a sum is looked at."""
    try:
        total_vnd = read_money(said["credit"])
    except ValueError:
        return []
    sum_vnd = sum(one.amount_vnd for one in reads if one.amount_vnd > 0)
    if not total_vnd or total_vnd == sum_vnd or "du" in fold(said["text"]).split():
        return []
    refusal = not_taken(f26_total_adds_up, total=total_vnd, sum=sum_vnd)
    return [Mistake(number, mapping["credit"], said["credit"], refusal)]
