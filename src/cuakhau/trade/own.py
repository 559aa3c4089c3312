"""Goods lines of the zone's own visits as facts of the scope `own_visits`. Pure."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any, Protocol

import pyarrow as pa

from cuakhau.trade.facts import OWN_VISITS, fact_key, minor_units, table_of
from cuakhau.trade.importing.known_words import CHAPTERS, COUNTRIES

SOURCE = "own_visits"


class Line(Protocol):
    """A goods line of a visit that went through."""

    @property
    def visit(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def day(self) -> date: ...
    @property
    def place(self) -> str | None: ...
    @property
    def direction(self) -> str: ...
    @property
    def regime(self) -> str: ...
    @property
    def hs(self) -> str | None: ...
    @property
    def weight_kg(self) -> int | None: ...
    @property
    def origin(self) -> str | None: ...
    @property
    def value(self) -> int | None: ...
    @property
    def currency(self) -> str | None: ...


def facts_of_lines(lines: Iterable[Line], *, day_ends: time) -> pa.Table:
    """Make facts of goods lines. A value that nobody declared with its currency is unknown.

    A code or an origin that is none is unknown too. Where an export goes to nobody declares.
    """
    return table_of(_fact_of(line, f"{day_ends:%H:%M}") for line in lines)


def _fact_of(line: Line, day_ends: str) -> dict[str, Any]:
    hs = "".join(letter for letter in line.hs or "" if letter.isdecimal())
    is_code = len(hs) in (2, 4, 6, 8) and hs[:2] in CHAPTERS
    origin = (line.origin or "").upper()
    fact: dict[str, Any] = {
        "revision": 1,
        "first_day": line.day,
        "last_day": line.day,
        "day_ends": day_ends,
        "place": line.place,
        "scope": OWN_VISITS,
        "direction": line.direction,
        "regime": line.regime,
        "hs": hs if is_code else None,
        "partner": origin if line.direction == "import" and origin in COUNTRIES else None,
        "weight_g": None if line.weight_kg is None else line.weight_kg * 1_000,
        "source": SOURCE,
        "precision": "exact",
    }
    if line.value is not None and line.currency:
        fact["value"] = line.value * 10 ** minor_units(line.currency)
        fact["currency"] = line.currency
    if fact.get("currency") == "USD":
        fact |= {"value_usd_cents": fact["value"], "usd_rate": 1.0}
    # A code that is corrected later belongs to the same line of the same visit.
    told = {**fact, "hs": None, "partner": None, "line": f"{line.visit}.{line.line}"}
    return {"fact": fact_key(told)} | fact
