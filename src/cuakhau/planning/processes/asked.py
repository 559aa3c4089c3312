"""What a reader asks of the map: which days and visits, what the arrows tell, how frequent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from cuakhau.statistics.process.asking import Filter
from cuakhau.statistics.process.picture import By
from cuakhau.zone.zone import Zone

SPANS = (1, 7, 31)
DIRECTIONS = ("export", "import", "none")
MOST_LEAST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the map: visits declared on the `days` days up to `day`, narrowed by words."""

    day: date
    days: int = 1
    gate: str = ""
    goods: str = ""
    direction: str = ""
    by: By = "frequency"
    least: int | None = None  # as many as keep the picture readable

    @property
    def filter(self) -> Filter:
        """Which visits of a day are meant."""
        return Filter(
            gate=self.gate or None, goods=self.goods or None, direction=self.direction or None
        )

    @property
    def list_days(self) -> list[date]:
        """The days in their order."""
        return [self.day - timedelta(days=back) for back in range(self.days - 1, -1, -1)]

    def query(self, **more: str) -> str:
        """Write the question as the part of an address; what is usual is left out."""
        usual = replace(Asked(day=self.day), days=0)
        words = {
            name: str(value)
            for name in ("day", "days", "gate", "goods", "direction", "by", "least")
            if (value := getattr(self, name)) != getattr(usual, name) or name == "day"
        }
        return urlencode({**words, **more})


def read_asked(zone: Zone, told: Mapping[str, str], today: date) -> Asked:
    """Read a question; what is no choice is the usual."""
    dated = zone.at(today)
    days, least = told.get("days", ""), told.get("least", "")
    return Asked(
        day=_day(told.get("day", ""), today),
        days=int(days) if days.isdecimal() and days in map(str, SPANS) else 1,
        gate=_one_of(told, "gate", list_gates(dated)),
        goods=_one_of(told, "goods", [one.id for one in dated.goods_classes]),
        direction=_one_of(told, "direction", DIRECTIONS),
        by="time" if told.get("by") == "time" else "frequency",
        least=min(int(least), MOST_LEAST) if least.isdecimal() and len(least) < 9 else None,
    )


def list_gates(dated: Zone) -> list[str]:
    """List the lines of the bulletin, which count the places that vehicles are bound for."""
    return list(dict.fromkeys(one.id for one in dated.bulletin_lines))


def bounds_of(zone: Zone, day: date) -> tuple[int, int]:
    """Give [since, until) of a calendar day of the zone, in microseconds UTC."""
    since, until = (
        datetime.combine(day + timedelta(days=more), time(), ZoneInfo(zone.time_zone))
        for more in (0, 1)
    )
    return int(since.timestamp()) * 1_000_000, int(until.timestamp()) * 1_000_000


def _day(text: str, today: date) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return found if date(2000, 1, 1) <= found <= date(2100, 1, 1) else today


def _one_of(told: Mapping[str, str], name: str, choices: list[str] | tuple[str, ...]) -> str:
    return told.get(name, "") if told.get(name, "") in choices else ""
