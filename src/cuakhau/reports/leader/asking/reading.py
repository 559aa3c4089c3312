"""Reads a question: one of those that are named in `questions.csv`, word by word, or none.

Nothing is guessed. Letters with and without marks are alike (`bao nhieu xe xuat hom nay`); a time
("by 14:00", "đến 14:00") or a period ("2017", "quý I năm 2018") may stand at its end.
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from cuakhau.trade.periods import NotAPeriod, Period, read_period
from cuakhau.zone.types import LANGUAGES, Language

TODAY = r"(?: ?(?:trong )?(?:hom nay|ngay hom nay|luc nay|bay gio|today|now|今天|今日|现在))?"
CLOCK = r"(?P<hour>[01]?\d|2[0-3]) ?[:hg点](?P<minute>[0-5]\d)?"
TIME = rf"(?: ?(?:den|tinh den|luc|by|until|at|截至|到)? ?{CLOCK})?"
PERIOD = r"(?: ?(?:trong |nam |of |in )?(?P<period>[^ ].*?))?"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
QUARTER = re.compile(r"(?:quy|q|quarter) ?(iv|i{1,3}|[1-4])(?:[ /]*(?:nam |of )?)(\d{4})")
CHINESE_QUARTER = re.compile(r"(\d{4})年?第?([一二三四1-4])季度")
HALF = re.compile(r"(?:6 thang dau nam|first half of) (\d{4})")
HANZI = {"一": 1, "二": 2, "三": 3, "四": 4}
WITH_PERIOD = ("turnover", "works")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that can be asked: which figure answers it, who may ask, how it is said."""

    id: str
    act: str
    definition: str
    heading: str
    patterns: tuple[str, ...]
    examples: dict[Language, str]
    said: dict[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A question as it was understood. `minute` is of the day, where a time was named."""

    question: Question
    minute: int | None = None
    period: Period | None = None


@cache
def list_questions() -> tuple[Question, ...]:
    """List the questions that can be asked."""
    text = resources.files(__package__).joinpath("questions.csv").read_text("utf-8")
    return tuple(
        Question(
            id=row["id"],
            act=row["act"],
            definition=row["definition"],
            heading=row["heading"],
            patterns=tuple(row[f"pattern_{language}"] for language in LANGUAGES),
            examples={language: row[f"example_{language}"] for language in LANGUAGES},
            said={language: row[f"said_{language}"] for language in LANGUAGES},
        )
        for row in csv.DictReader(text.splitlines())
    )


def read_question(text: str) -> Read | None:
    """Read a question; `None` where it is not one of those."""
    asked = fold(text)
    for question in list_questions():
        for pattern in _compile(question.id):
            found = pattern.fullmatch(asked)
            if found is None:
                continue
            said = found.groupdict()
            period = _read_period(said.get("period") or "")
            if said.get("period") and period is None:
                return None
            return Read(question=question, minute=_minute(said), period=period)
    return None


def fold(text: str) -> str:
    """Write a text in small letters without marks, blanks and question marks in order."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(plain.replace("?", " ").replace("？", " ").split())


@cache
def _compile(question: str) -> tuple[re.Pattern[str], ...]:
    one = next(one for one in list_questions() if one.id == question)
    end = PERIOD if question in WITH_PERIOD else TODAY + TIME
    return tuple(re.compile(f"{TODAY} ?(?:{words}){end}") for words in one.patterns)


def _minute(said: dict[str, str | None]) -> int | None:
    hour = said.get("hour")
    return None if hour is None else 60 * int(hour) + int(said.get("minute") or 0)


def _read_period(text: str) -> Period | None:
    plain = re.sub(r"^nam |年$", "", text.strip())
    if found := QUARTER.fullmatch(plain):
        plain = f"{found[2]}Q{ROMAN.get(found[1]) or found[1]}"
    elif found := CHINESE_QUARTER.fullmatch(plain):
        plain = f"{found[1]}Q{HANZI.get(found[2]) or found[2]}"
    elif found := HALF.fullmatch(plain):
        plain = f"{found[1]}H1"
    try:
        return read_period(plain.upper())
    except NotAPeriod:
        return None
