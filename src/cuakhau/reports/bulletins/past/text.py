"""Reads the numbers of a bulletin out of a Vietnamese text, as newspapers and the Board print it.

    Hữu Nghị: xuất khẩu 313 xe (hoa quả 250 xe, mặt hàng khác 63 xe), nhập khẩu 450 xe; tồn 120 xe.

Each number is what the words before it in its sentence say. A number that no word explains is
lost: it is shown with its surroundings and kept with the text, and is in no count.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from cuakhau.reports.bulletins.past.words import (
    ABOUT,
    ALL,
    AT_LEAST,
    DAYS,
    NO_COUNT,
    NUMBER,
    WAGON,
    Word,
    find_words,
)
from cuakhau.zone.published import Precision, PublishedCount
from cuakhau.zone.zone import Zone

SURROUNDINGS = 40
BREAK = re.compile(r"\n|;|\.(?!\d)|\)|\(")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a number stands in the text, and the count it is; none where it is lost."""

    start: int
    end: int
    count: PublishedCount | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text says. `days` are all days that it names, `marks` its numbers in their order."""

    text: str
    days: tuple[date, ...]
    marks: tuple[Mark, ...]

    @property
    def lost(self) -> tuple[str, ...]:
        """The numbers that nobody could place, each with what stands around it."""
        return tuple(
            " ".join(self.text[max(0, one.start - SURROUNDINGS) : one.end + SURROUNDINGS].split())
            for one in self.marks
            if one.count is None
        )


@dataclass(frozen=True, slots=True)
class _Context:
    """What the words so far say of the next number."""

    place: str = ALL
    measure: str | None = None
    direction: str | None = None
    cargo: str = ALL

    def after(self, word: Word) -> "_Context":
        match word.kind:
            case "place":
                return _Context(place=word.means)
            case "measure":
                return replace(self, measure=word.means, direction=None, cargo=ALL)
            case "direction":
                return replace(self, direction=word.means, cargo=ALL)
            case "cargo":
                return replace(self, cargo=word.means)
            case _:
                return self

    def after_break(self, sign: str, following: str) -> "_Context":
        if sign == "(":
            return self
        if sign == ")":
            return replace(self, cargo=ALL)
        keeps = sign == "\n" and following.lstrip().startswith("+")
        measure = self.measure if keeps else None
        return replace(self, measure=measure, direction=None, cargo=ALL)


def parse_text(zone: Zone, text: str, *, day: date | None = None) -> Parsed:
    """Read a text. `day` is what somebody said beside it; without, the latest day it names."""
    written = unicodedata.normalize("NFC", text)
    folded = written.lower()
    days = find_days(folded)
    on = day or max(days, default=date.min)
    words = find_words(zone.at(on) if on != date.min else zone, folded)
    stop = next((word.start for word in words if word.kind == "stop"), len(folded))
    blind = [(found.start(), found.end()) for found in NO_COUNT.finditer(folded)]
    blind += [(word.start, _end_of_line(folded, word.end)) for word in words if word.kind == "skip"]
    steps: list[tuple[int, object]] = [(word.start, word) for word in words]
    steps += [(found.start(), found) for found in BREAK.finditer(folded)]
    numbers = [
        found
        for found in NUMBER.finditer(folded, 0, stop)
        if not any(start <= found.start() < end for start, end in blind)
    ]
    steps += [(found.start(), found) for found in numbers]
    context, marks = _Context(), list[Mark]()
    for at, step in sorted(steps, key=lambda one: one[0]):
        if at >= stop:
            break
        if isinstance(step, Word):
            context = context.after(step)
        elif isinstance(step, re.Match) and step.re is BREAK:
            context = context.after_break(step.group(), folded[step.end() : step.end() + 6])
        elif isinstance(step, re.Match):
            marks.append(_mark(step, folded, context, on))
    return Parsed(written, tuple(sorted(days)), tuple(marks))


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def find_days(folded: str) -> set[date]:
    """Find the days that a text names with their year."""
    found = set()
    for pattern in DAYS:
        for day, month, year in pattern.findall(folded):
            try:
                found.add(date(int(year), int(month), int(day)))
            except ValueError:
                continue
    return found


def _mark(found: "re.Match[str]", folded: str, context: _Context, on: date) -> Mark:
    measure = context.measure or ("cleared" if context.direction or context.cargo != ALL else None)
    if measure is None:
        return Mark(found.start(), found.end(), None)
    direction = context.direction or _direction_of(measure, context.cargo)
    before = folded[max(0, found.start() - 12) : found.start()]
    count = PublishedCount(
        first_day=on,
        last_day=on,
        place=context.place,
        measure=measure,
        direction=direction,  # type: ignore[arg-type]  # one of the words above
        cargo=context.cargo,
        value=int(re.sub(r"[.,]", "", found.group())),
        unit="wagon" if WAGON.match(folded, found.end()) else "vehicle",
        precision=_precision(before),
        source="",
    )
    return Mark(found.start(), found.end(), count)


def _direction_of(measure: str, cargo: str) -> str:
    """The bulletin counts what waits, comes and turns back for export; only clearing goes both."""
    if cargo in ("cargo", "new_vehicles"):
        return "import"
    return "both" if measure == "cleared" and cargo == ALL else "export"


def _precision(before: str) -> Precision:
    if ABOUT.search(before):
        return "approx"
    return "at_least" if AT_LEAST.search(before) else "exact"
