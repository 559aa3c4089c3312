"""What a kind of document is asked with, and what it may use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from cuakhau.reports.paper.document import Document, Issuer
from cuakhau.trade.periods import Period
from cuakhau.zone.load import DEMO
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

T = TypeVar("T")
MORNING = time(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A document that somebody asked for: of which zone and periods, in which language.

    `meeting` is the number of a recorded meeting where its minutes are asked for.
    `day` is the day it is written on; it stands on the paper only once it is signed. `at` is the
    time of the zone, where somebody asks now.
    """

    zone: Zone
    periods: tuple[Period, ...]
    language: Language
    day: date
    mark: str = ""
    at: datetime | None = None
    meeting: int | None = None
    _found: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, question: Callable[..., T], *about: Any) -> T:
        """Answer `question(*about)` once for a document, however many of its parts ask."""
        key = (question, *about)
        if key not in self._found:
            self._found[key] = question(*about)
        found: T = self._found[key]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: its name, what it is about in a sentence, and how one is built."""

    id: str
    names: Mapping[Language, str]
    about: Mapping[Language, str]
    build: Callable[[Asked], Document]


def time_of(asked: Asked) -> datetime:
    """Give the time that a document is as of: now, or seven in the morning of its day."""
    if asked.at is not None:
        return asked.at
    return datetime.combine(asked.day, MORNING, tzinfo=ZoneInfo(asked.zone.time_zone))


def issuer_of(zone: Zone, day: date) -> Issuer:
    """Give who issues papers of a zone on a day."""
    head = next(iter(zone.at(day).letterheads), None)
    if head is None:
        return Issuer(name=zone.name_of(zone.name.removesuffix(DEMO), "vi"))
    return Issuer(
        name=head.issuer,
        superior=head.superior or "",
        place=head.place or "",
        symbol=head.symbol or "BC",
    )


def signs_of(zone: Zone, day: date, post: str) -> tuple[str, ...]:
    """Give the lines above the signer's name."""
    head = next(iter(zone.at(day).letterheads), None)
    return tuple(word for word in (head.signs_for if head else "", post) if word)
