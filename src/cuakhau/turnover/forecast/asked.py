"""What the page is asked: a scope, and whether by way or by gate; and the question it puts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from cuakhau.journal import versions
from cuakhau.journal.versions import database_name, read_history
from cuakhau.movement.times import local_day
from cuakhau.trade.nowcast import Calendar, Panel
from cuakhau.trade.nowcast.asking import answer_question, write_question
from cuakhau.trade.nowcast.months.panel import month_of
from cuakhau.trade.nowcast.outlook import can_forecast
from cuakhau.turnover.forecast.making import find_made
from cuakhau.turnover.forecast.months import BY, closures_of, list_scopes, months_of
from cuakhau.turnover.reading.known import Seen, facts_of, read_trade, seen_of
from cuakhau.zone.history import History
from cuakhau.zone.zone import Zone

AHEAD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about a zone at an instant: its months, and how it reads as text."""

    zone: Zone
    scopes: tuple[str, ...]
    scope: str
    by: str
    panel: Panel
    calendar: Calendar
    question: str
    history: History
    today_us: int


def read_asked(zone: Zone, said: Mapping[str, Any], now: datetime) -> Asked:
    """Read a question from an address; what it does not say or know is the first there is."""
    versions.ensure(zone)
    now_us = int(now.timestamp() * 1_000_000)
    seen = seen_of(read_trade(zone, now_us).version.log)
    scopes = _scopes(database_name(), zone, seen)
    scope = said.get("scope", "")
    scope = scope if scope in scopes else next(iter(scopes), "")
    by = said.get("by", "")
    by = by if by in BY else BY[0]
    history = read_history(zone)
    panel = _months(database_name(), zone, seen, scope, by, month_of(local_day(zone, now_us)))
    calendar = Calendar(("VN", "CN"), closures_of(history.events, zone))
    question = write_question(panel, calendar, AHEAD)
    return Asked(
        zone=zone, scopes=scopes, scope=scope, by=by, panel=panel, calendar=calendar,
        question=question, history=history, today_us=now_us,
    )  # fmt: skip


def needs_making(asked: Asked) -> bool:
    """Tell whether models are needed; what is too short is answered at once."""
    return bool(asked.panel.names) and can_forecast(asked.panel)


def find_answer(asked: Asked) -> tuple[dict[str, Any] | None, str]:
    """Give the answer if it is there, else `None`; and what went wrong in making it."""
    if not asked.panel.names:
        return {"months": [], "totals": [], "series": [], "told": {}, "back_test": []}, ""
    if not needs_making(asked):
        return answer_question(asked.question), ""
    made = find_made(asked.zone.name, asked.question)
    return (made.answer, made.trouble) if made else (None, "")


@lru_cache(maxsize=8)
def _scopes(_database: str, zone: Zone, seen: Seen) -> tuple[str, ...]:
    return list_scopes(facts_of(zone, seen))


@lru_cache(maxsize=32)
def _months(_database: str, zone: Zone, seen: Seen, scope: str, by: str, before: int) -> Panel:
    return months_of(facts_of(zone, seen), scope, by, before)
