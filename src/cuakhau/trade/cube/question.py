"""What a table of trade is asked for, and which questions have no honest answer."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cuakhau.trade.cube.refusals import (
    refuse,
    u3_columns_are_known,
    u4_one_period_and_one_depth,
    u5_growth_needs_a_period,
    u6_rolling_needs_months,
)

Comparison = Literal["year", "before", "share", "contribution", "rolling"]
Said = Literal["all", "lines"]
HS = {"hs2": 2, "hs4": 4, "hs6": 6, "hs8": 8}
DIMENSIONS = ("gate", "direction", *HS, "partner", "regime")
# Months of a period, and how many of it make a year; days are told apart by their date.
MONTHS_OF = {"day": 1, "month": 1, "quarter": 3, "half": 6, "nine_month": 9, "year": 12}
A_YEAR = {"day": 372, "month": 12, "quarter": 4, "half": 2, "nine_month": 1, "year": 1}
PERIODS = tuple(MONTHS_OF)
MEASURES = {
    "value": "value_usd_cents",
    "weight": "weight_g",
    "tax": "tax_vnd",
    "duty": "duty_vnd",
    "vat": "vat_vnd",
    "other_tax": "other_tax_vnd",
}
COMPARISONS: tuple[Comparison, ...] = ("year", "before", "share", "contribution", "rolling")
GROWTH: tuple[Comparison, ...] = ("year", "before")


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Which facts a table takes; what is empty takes all. Days are inclusive.

    `known_on_us`: only what was recorded until then. `hs`: codes that begin so. `said`: with the
    totals that were printed, or only the lines (of a gate, goods, a partner or a regime).
    """

    known_on_us: int | None = None
    since: date | None = None
    until: date | None = None
    gates: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    said: Said = "all"


EVERYTHING = Within()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A table: its columns, its one scope, what is added up, and beside what it is put."""

    by: tuple[str, ...]
    scope: str
    measures: tuple[str, ...] = ("value",)
    growth: tuple[Comparison, ...] = ()
    within: Within = EVERYTHING

    @property
    def period(self) -> str | None:
        """The period of a row, or `None` for all days together."""
        return next((word for word in self.by if word in MONTHS_OF), None)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The columns that are no period, in the order asked."""
        return tuple(word for word in self.by if word not in MONTHS_OF)

    @property
    def hs_digits(self) -> int | None:
        """How many digits of the HS code a row shows."""
        return next((HS[word] for word in self.by if word in HS), None)


def check_question(question: Question) -> Question:
    """Give the question back. Raises `TableRefused` U3 to U6 for one without an honest answer."""
    _check_words(question.by, (*DIMENSIONS, *PERIODS))
    _check_words(question.measures, tuple(MEASURES))
    _check_words(question.growth, COMPARISONS)
    for family in (HS, MONTHS_OF):
        if len(rivals := [word for word in question.by if word in family]) > 1:
            raise refuse(u4_one_period_and_one_depth, columns=", ".join(rivals))
    if question.growth and question.growth != ("share",) and question.period is None:
        raise refuse(u5_growth_needs_a_period)
    if "rolling" in question.growth and question.period != "month":
        raise refuse(u6_rolling_needs_months)
    return question


def _check_words(words: tuple[str, ...], known: tuple[str, ...]) -> None:
    for word in words:
        if word not in known:
            raise refuse(u3_columns_are_known, column=word, columns=", ".join(known))
