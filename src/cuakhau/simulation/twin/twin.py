"""The twin: all rows of one `twin.toml`."""

from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

import msgspec

from cuakhau.simulation.twin.chances import (
    Channel,
    Delay,
    Rework,
    Share,
    Stop,
    Surge,
    Together,
    Transloading,
    TurnedBack,
    TwoWay,
)
from cuakhau.simulation.twin.types import (
    AssumedHours,
    Automatic,
    Given,
    Post,
    Price,
    Profile,
    Road,
    Service,
    Setting,
    Stream,
    Target,
    VehicleLength,
    YardPlaces,
)


@dataclass(frozen=True, kw_only=True)
class Twin:
    """What is assumed of one zone, at all dates."""

    zone: str
    settings: tuple[Setting, ...] = ()
    profiles: tuple[Profile, ...] = ()
    streams: tuple[Stream, ...] = ()
    surges: tuple[Surge, ...] = ()
    posts: tuple[Post, ...] = ()
    automatic: tuple[Automatic, ...] = ()
    services: tuple[Service, ...] = ()
    shares: tuple[Share, ...] = ()
    channels: tuple[Channel, ...] = ()
    reworks: tuple[Rework, ...] = ()
    turned_back: tuple[TurnedBack, ...] = ()
    delays: tuple[Delay, ...] = ()
    together: tuple[Together, ...] = ()
    yard_places: tuple[YardPlaces, ...] = ()
    vehicle_lengths: tuple[VehicleLength, ...] = ()
    roads: tuple[Road, ...] = ()
    assumed_hours: tuple[AssumedHours, ...] = ()
    stops: tuple[Stop, ...] = ()
    transloadings: tuple[Transloading, ...] = ()
    two_ways: tuple[TwoWay, ...] = ()
    targets: tuple[Target, ...] = ()
    prices: tuple[Price, ...] = ()

    @cached_property
    def digest(self) -> str:
        """The same for twins of the same content."""
        return sha256(msgspec.json.encode(self)).hexdigest()

    def during(self, first_day: date, days: int) -> "Twin":
        """Give the same twin with only the rows in force on one of some days.

        Of several rows for one id the first holds for all of them.
        """
        last_day = first_day + timedelta(days=days - 1)
        kept: dict[str, Any] = {}
        for spec in fields(self):
            if spec.name != "zone":
                rows = getattr(self, spec.name)
                fitting = [row for row in rows if _overlaps(row, first_day, last_day)]
                fitting.sort(key=lambda row: not row.holds_on(first_day))
                firsts = {getattr(row, "id", id(row)): id(row) for row in reversed(fitting)}
                wanted = set(firsts.values())
                kept[spec.name] = tuple(row for row in rows if id(row) in wanted)
        return replace(self, **kept)


def _overlaps(row: Given, first_day: date, last_day: date) -> bool:
    begins = row.valid_from is None or row.valid_from <= last_day
    return begins and (row.valid_until is None or first_day < row.valid_until)


# table of twin.toml → its type, and the field of Twin that holds its rows
TABLES: dict[str, tuple[type, str]] = {
    "setting": (Setting, "settings"),
    "profile": (Profile, "profiles"),
    "stream": (Stream, "streams"),
    "surge": (Surge, "surges"),
    "post": (Post, "posts"),
    "automatic": (Automatic, "automatic"),
    "service": (Service, "services"),
    "share": (Share, "shares"),
    "channel": (Channel, "channels"),
    "rework": (Rework, "reworks"),
    "turned_back": (TurnedBack, "turned_back"),
    "delay": (Delay, "delays"),
    "together": (Together, "together"),
    "yard_places": (YardPlaces, "yard_places"),
    "vehicle_length": (VehicleLength, "vehicle_lengths"),
    "road": (Road, "roads"),
    "assumed_hours": (AssumedHours, "assumed_hours"),
    "stop": (Stop, "stops"),
    "transloading": (Transloading, "transloadings"),
    "two_way": (TwoWay, "two_ways"),
    "target": (Target, "targets"),
    "price": (Price, "prices"),
}
