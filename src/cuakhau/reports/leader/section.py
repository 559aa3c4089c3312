"""What is told of a subject: one sentence, its first number, and a way in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cuakhau.reports.paper.document import Said, Spans
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """For whom today is told: the zone, its time, the language, and what the reader may do."""

    zone: Zone
    at: datetime
    language: Language
    may: Callable[[str], bool]

    @property
    def at_us(self) -> int:
        """The time of the zone in microseconds UTC."""
        return int(self.at.timestamp() * 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One subject. `lead` is the number to be seen first, empty where it is unknown.

    `address` is the name of the page where more stands, which needs the act `act`.
    """

    id: str
    title: str
    icon: str
    spans: Spans
    address: str
    act: str
    lead: Said | None = None
