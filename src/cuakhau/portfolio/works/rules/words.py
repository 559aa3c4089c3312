"""The words of works, as rows of data: stages, fields, kinds of money, laws."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from cuakhau.zone.types import LANGUAGES, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """An id with its names; `group` is the phase of a stage, or what a kind of money counts for."""

    id: str
    group: str
    names: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law on public investment: the days on which decisions fall under it, both in."""

    id: str
    number: str
    valid_from: date
    valid_to: date | None


def read_rows(name: str) -> list[dict[str, str]]:
    """Read a table of this folder."""
    text = resources.files("cuakhau.portfolio.works.rules").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def _words(name: str, group: str) -> dict[str, Word]:
    return {
        row["id"]: Word(
            id=row["id"],
            group=row.get(group, ""),
            names={language: row[language] for language in LANGUAGES},
        )
        for row in read_rows(name)
    }


def stages() -> dict[str, Word]:
    """Give the stages of a project in their order; the group is its phase."""
    return _words("stages.csv", "phase")


def fields() -> dict[str, Word]:
    """Give the fields that thresholds are set for."""
    return _words("fields.csv", "")


def kinds() -> dict[str, Word]:
    """Give the kinds of money; the group is what they count for."""
    return _words("kinds.csv", "counts")


@cache
def laws() -> dict[str, Law]:
    """Give the laws on public investment by the year of each."""
    return {
        row["id"]: Law(
            id=row["id"],
            number=row["number"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        )
        for row in read_rows("laws.csv")
    }


def law_on(day: date) -> str:
    """Name the law that a decision of that day falls under; empty where none is known."""
    for law in laws().values():
        if law.valid_from <= day and (law.valid_to is None or day <= law.valid_to):
            return law.id
    return ""
