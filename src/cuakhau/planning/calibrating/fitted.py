"""What a calibration gives: a twin, what its fitted rows rest on, and what stays unknown."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any, Literal

from cuakhau.planning.calibrating.curves import Curve
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import ANY, Profile, Stream
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

Table = Literal[
    "stream", "profile", "service", "share", "post", "turned_back", "rework", "transloading",
    "two_way", "yard_places", "automatic",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One number of a twin: its table, what it is about, the value and 95 % bounds, from how many.

    `low` and `high` are `None` where a bound is not known. `is_bound`: the truth may be greater.
    """

    table: Table
    name: str
    measure: str
    value: float
    low: float | None = None
    high: float | None = None
    count: int = 0
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """What this log cannot tell, as a key of `unknown_texts.csv` and the facts of its sentence."""

    key: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFit:
    """How one stream comes: vehicles in each hour of the day, seen and fitted, on a mean day.

    `dispersion` is the variance of the days over their mean, weekdays taken out: 1 by pure chance.
    """

    stream: Stream
    profile: Profile
    count: int
    dispersion: float | None
    seen_per_hour: tuple[float, ...]
    fitted_per_hour: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFit:
    """How long a step takes: its curve, and quantiles of what was seen (101, from 0 to 1)."""

    step: str
    curve: Curve
    quantiles_s: tuple[float, ...]
    procedure: str | None = None
    goods: str | None = None
    vehicle_class: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFit:
    """Officers of a post. `is_full`: vehicles waited while all of them served, so it is exact.

    `by_hour` is the greatest number that served at once in each hour of the day.
    """

    post: str
    servers: int
    is_full: bool
    by_hour: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A calibration: `twin` has basis `fitted` where the log spoke; the rest is as it was."""

    zone: str
    zone_version: str
    first_day: date
    days: int
    visits: int
    rows: tuple[Fitted, ...]
    streams: tuple[StreamFit, ...]
    services: tuple[ServiceFit, ...]
    posts: tuple[PostFit, ...]
    unknown: tuple[Unknown, ...]
    twin: Twin


def name_part(zone: Zone, twin: Twin, part: str, language: Language) -> str:
    """Name a step, place, class …; a post by its steps and places, a stream by who comes where."""
    post = next((one for one in twin.posts if one.id == part), None)
    stream = next((one for one in twin.streams if one.id == part), None)
    told: tuple[str | None, ...] = (part,)
    if post is not None:
        told = (*post.steps, *(place for place in post.places if place != ANY))
    elif stream is not None:
        told = (stream.procedure, stream.place, stream.goods, stream.vehicle_class)
    return " · ".join(zone.name_of(one, language) for one in told if one)


def name_row(zone: Zone, twin: Twin, row: Fitted, language: Language) -> str:
    """Name what a fitted number is about."""
    whole = name_part(zone, twin, row.name, language)
    if whole != row.name:
        return whole
    return " · ".join(name_part(zone, twin, part, language) for part in row.name.split(":"))


def tell(unknown: Unknown, zone: Zone, twin: Twin, language: Language) -> str:
    """Say in words why something cannot be known from the log."""
    facts = {}
    for name, fact in unknown.facts.items():
        if isinstance(fact, str):
            named = [name_part(zone, twin, part, language) for part in fact.split(" + ")]
            facts[name] = " + ".join(named)
        elif isinstance(fact, float):
            facts[name] = f"{fact:.3g}" if language == "en" else f"{fact:.3g}".replace(".", ",")
        else:
            facts[name] = str(fact)
    return texts()[unknown.key, language].format_map(facts)


@lru_cache(maxsize=1)
def texts() -> dict[tuple[str, Language], str]:
    """Read the sentences by key and language."""
    file = resources.files("cuakhau.planning.calibrating").joinpath("unknown_texts.csv")
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {
        (row["key"], language): row[language]  # type: ignore[misc]
        for row in rows
        for language in ("vi", "en", "zh")
    }
