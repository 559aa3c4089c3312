"""What the desk is asked: scope, period, known on, way, gate, goods, partner; from an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from cuakhau.trade.periods import NotAPeriod, Period, read_period, write_period
from cuakhau.zone.zone import Zone

DIRECTIONS = ("both", "export", "import")
STEPS = ("month", "quarter", "half", "nine_month", "year", "day")
MATRIX_ROWS = ("gate", "hs2", "hs4", "partner")
MATRIX_COLUMNS = ("month", "quarter", "year", "gate", "partner")
MEASURES = ("value", "weight", "tax")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the desk. Empty words take all; `known` is the end of that day."""

    scope: str
    period: Period
    known: date
    direction: str = "both"
    gate: str = ""
    hs: str = ""
    partner: str = ""
    step: str = "month"
    rows: str = "gate"
    columns: str = "month"
    measure: str = "value"

    @property
    def is_whole(self) -> bool:
        """Tell whether all gates, goods and partners are asked for: what sources print."""
        return not (self.gate or self.hs or self.partner)

    def query(self, **changes: Any) -> str:
        """Write the question as an address does, with some words changed."""
        words: dict[str, Any] = {
            "scope": self.scope, "period": write_period(self.period), "known": self.known,
            "direction": self.direction, "gate": self.gate, "hs": self.hs,
            "partner": self.partner, "step": self.step, "rows": self.rows,
            "columns": self.columns, "measure": self.measure,
        }  # fmt: skip
        return "&".join(_pair(name, value) for name, value in (words | changes).items() if value)

    def with_(self, **changes: Any) -> "Asked":
        """Give the question with some words changed."""
        return replace(self, **changes)


@lru_cache(maxsize=4096)  # a desk links some hundred questions that differ in a word or two
def _pair(name: str, value: Any) -> str:
    return urlencode({name: value})


def known_us(zone: Zone, known: date, now: datetime) -> int:
    """Give the instant at which a day ends in the zone; now, where the day is not over."""
    midnight = datetime.combine(known + timedelta(days=1), time(), ZoneInfo(zone.time_zone))
    return int(min(midnight, now).timestamp() * 1_000_000)


def read_asked(
    zone: Zone, said: Mapping[str, str], today: date, scopes: tuple[str, ...], period: Period
) -> Asked:
    """Read a question; what makes no sense is as if it were not said.

    `period` is what is shown to who asks for none.
    """
    places = {one.id for one in zone.gates} | {one.id for one in zone.routes}
    hs = "".join(letter for letter in said.get("hs", "") if letter.isdigit())[:8]
    return Asked(
        scope=_one_of(said.get("scope", ""), scopes),
        period=_read(said.get("period", ""), period),
        known=min(_read_day(said.get("known", ""), today), today),
        direction=_one_of(said.get("direction", ""), DIRECTIONS),
        gate=said.get("gate", "") if said.get("gate", "") in places else "",
        hs=hs if len(hs) >= 2 else "",
        partner=said.get("partner", "")[:2].upper() if said.get("partner", "").isalpha() else "",
        step=_one_of(said.get("step", ""), STEPS),
        rows=_one_of(said.get("rows", ""), MATRIX_ROWS),
        columns=_one_of(said.get("columns", ""), MATRIX_COLUMNS),
        measure=_one_of(said.get("measure", ""), MEASURES),
    )


def _one_of(word: str, words: tuple[str, ...]) -> str:
    return word if word in words else (words[0] if words else "")


def _read(text: str, otherwise: Period) -> Period:
    try:
        return read_period(text) if text else otherwise
    except NotAPeriod:
        return otherwise


def _read_day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError:
        return otherwise
