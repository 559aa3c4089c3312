"""The twin: all rows of one `twin.toml`."""

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec

from cuakhau.simulation.twin.chances import (
    Channel,
    Rework,
    Share,
    Stop,
    Together,
    Transloading,
    TurnedBack,
    TwoWay,
)
from cuakhau.simulation.twin.types import (
    AssumedHours,
    Automatic,
    Post,
    Profile,
    Service,
    Setting,
    Stream,
    Target,
    YardPlaces,
)


@dataclass(frozen=True, kw_only=True)
class Twin:
    """What is assumed of one zone, at all dates; `at(day)` keeps the rows in force that day."""

    zone: str
    settings: tuple[Setting, ...] = ()
    profiles: tuple[Profile, ...] = ()
    streams: tuple[Stream, ...] = ()
    posts: tuple[Post, ...] = ()
    automatic: tuple[Automatic, ...] = ()
    services: tuple[Service, ...] = ()
    shares: tuple[Share, ...] = ()
    channels: tuple[Channel, ...] = ()
    reworks: tuple[Rework, ...] = ()
    turned_back: tuple[TurnedBack, ...] = ()
    together: tuple[Together, ...] = ()
    yard_places: tuple[YardPlaces, ...] = ()
    assumed_hours: tuple[AssumedHours, ...] = ()
    stops: tuple[Stop, ...] = ()
    transloadings: tuple[Transloading, ...] = ()
    two_ways: tuple[TwoWay, ...] = ()
    targets: tuple[Target, ...] = ()

    @cached_property
    def digest(self) -> str:
        """The same for twins of the same content."""
        return sha256(msgspec.json.encode(self)).hexdigest()

    def at(self, day: date) -> "Twin":
        """Give the same twin with only the rows in force on `day`."""
        kept: dict[str, Any] = {
            spec.name: tuple(row for row in getattr(self, spec.name) if row.holds_on(day))
            for spec in fields(self)
            if spec.name != "zone"
        }
        return replace(self, **kept)


# table of twin.toml → its type, and the field of Twin that holds its rows
TABLES: dict[str, tuple[type, str]] = {
    "setting": (Setting, "settings"),
    "profile": (Profile, "profiles"),
    "stream": (Stream, "streams"),
    "post": (Post, "posts"),
    "automatic": (Automatic, "automatic"),
    "service": (Service, "services"),
    "share": (Share, "shares"),
    "channel": (Channel, "channels"),
    "rework": (Rework, "reworks"),
    "turned_back": (TurnedBack, "turned_back"),
    "together": (Together, "together"),
    "yard_places": (YardPlaces, "yard_places"),
    "assumed_hours": (AssumedHours, "assumed_hours"),
    "stop": (Stop, "stops"),
    "transloading": (Transloading, "transloadings"),
    "two_way": (TwoWay, "two_ways"),
    "target": (Target, "targets"),
}
