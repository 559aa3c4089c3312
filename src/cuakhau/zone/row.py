"""What all rows of a zone share: their validity, their source, and the languages of their names."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

Side = Literal["vn", "cn"]
Language = Literal["vi", "en", "zh"]
LANGUAGES: tuple[Language, ...] = ("vi", "en", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What all rows share. `valid_until` is exclusive; `None` leaves the range open."""

    valid_from: date | None = None
    valid_until: date | None = None
    source: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether this row is in force on `day` (the zone's own calendar)."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_until is None or day < self.valid_until)


class HasId(Protocol):
    """A row that others name by its id."""

    @property
    def id(self) -> str: ...
