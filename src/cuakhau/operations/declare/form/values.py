"""One typed value each: what it is, or which rule it breaks. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cuakhau.movement.identifiers.containers import read_container
from cuakhau.movement.identifiers.plates import read_plate
from cuakhau.operations.declare import refusals as rules
from cuakhau.operations.declare.refusals import Mistake, mistake

Typed = Mapping[str, str]

LONGEST = 200
LATEST_DAYS = 60
_WHOLE = re.compile(r"[0-9]{1,13}|[0-9]{1,3}([., ' ][0-9]{3})+")
_HS = re.compile(r"([0-9]{2}){2,5}")  # chapter and heading, then pairs of digits
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
    r"(?:[ T,]+([0-9]{1,2})[:hg]([0-9]{2})?(?::[0-9]{2})?)?"
)


@dataclass(slots=True)
class Reader:
    """What was typed, and the mistakes found so far, by field."""

    typed: Typed
    mistakes: dict[str, Mistake] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """Give a field with single blanks."""
        return " ".join(self.typed.get(name, "").split())

    def text(self, name: str) -> str | None:
        """Read a text; `None` where nothing was typed."""
        value = self.value(name)
        if len(value) > LONGEST:
            self.mistakes[name] = mistake(rules.d13_text_is_short, most=LONGEST)
        return value or None

    def choice(self, name: str, known: Collection[str]) -> str:
        """Read one of a list; a missing one is a mistake."""
        value = self.value(name)
        if not value:
            self.mistakes[name] = mistake(rules.d12_choice_is_made)
        elif value not in known:
            self.mistakes[name] = mistake(rules.d11_choice_is_of_the_list, value=value[:40])
        return value

    def option(self, name: str, known: Collection[str]) -> str | None:
        """Read one of a list, or nothing."""
        return self.choice(name, known) if self.value(name) else None

    def plate(self, name: str, *, as_typed: str = "plate_as_typed") -> str | None:
        """Read a plate. One that no country has is taken where the form says that it is so."""
        value = self.text(name)
        if value is None:
            return None
        plate = read_plate(value)
        if "M80" in plate.marks:
            latin = plate.normal or value
            self.mistakes[name] = mistake(rules.d14_plate_is_in_latin_letters, plate=latin)
        elif plate.normal is None and self.typed.get(as_typed) != "1":
            self.mistakes[name] = mistake(rules.d15_plate_can_be_read, value=value[:20])
        return value

    def phone(self, name: str) -> str | None:
        """Read a phone number."""
        value = self.text(name)
        if value is not None and not 8 <= sum(one.isdigit() for one in value) <= 15:
            self.mistakes[name] = mistake(rules.d16_phone_has_its_digits)
        return value

    def container(self, name: str) -> str | None:
        """Read the number of a container, with its check digit."""
        value = self.text(name)
        if value is not None and read_container(value).normal is None:
            self.mistakes[name] = mistake(rules.d23_container_number_is_right, value=value[:20])
        return value

    def whole(self, name: str, most: int) -> int | None:
        """Read a whole number; points, commas and blanks may part its thousands."""
        value = self.value(name)
        if not value:
            return None
        if not _WHOLE.fullmatch(value):
            self.mistakes[name] = mistake(rules.d19_number_is_whole, value=value[:20])
            return None
        number = int(re.sub(r"[^0-9]", "", value))
        if number > most:
            self.mistakes[name] = mistake(rules.d20_number_is_likely, value=number, most=most)
        return number

    def hs_code(self, name: str) -> str | None:
        """Read an HS code, with or without points."""
        value = re.sub(r"[. ]", "", self.value(name))
        if value and not _HS.fullmatch(value):
            self.mistakes[name] = mistake(rules.d22_hs_code_has_its_digits, value=value[:20])
        return value or None

    def time(self, name: str, time_zone: str, now: datetime) -> datetime | None:
        """Read a time of the zone's wall that lies ahead: day first, or as ISO 8601 has it."""
        value = self.value(name)
        if not value:
            return None
        at = read_time(value)
        if at is None:
            self.mistakes[name] = mistake(rules.d17_time_can_be_read, value=value[:30])
            return None
        at = at.replace(tzinfo=ZoneInfo(time_zone))
        if not now - timedelta(hours=1) <= at <= now + timedelta(days=LATEST_DAYS):
            said = f"{at:%d/%m/%Y %H:%M}"
            self.mistakes[name] = mistake(rules.d18_time_lies_ahead, value=said, days=LATEST_DAYS)
        return at


def read_time(value: str) -> datetime | None:
    """Read `24/11/2026 14:30` or `2026-11-24T14:30`; `None` for anything else."""
    found = _DAY_FIRST.fullmatch(value)
    try:
        if found is None:
            return datetime.fromisoformat(value).replace(tzinfo=None)
        day, month, year, hour, minute = (int(part) if part else 0 for part in found.groups())
        return datetime(year, month, day, hour, minute)  # noqa: DTZ001 the caller knows the zone
    except ValueError:
        return None
