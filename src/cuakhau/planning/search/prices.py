"""What a unit costs: by the table of the twin, or by the command. What nobody said is unknown.

officer_hour  one officer for an hour          lane_hour   one lane with its people for an hour
place_day     one place of a yard for a day    opening_hour  a gate open an hour longer, all forces
vehicle_hour  what a vehicle with its driver and goods loses in an hour of waiting
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

from cuakhau.planning.search.refusals import p83_a_price_is_a_number, refuse
from cuakhau.simulation.twin.types import Price, PriceOf

KINDS: tuple[PriceOf, ...] = get_args(PriceOf)


@dataclass(frozen=True, slots=True)
class Prices:
    """Dong by (kind, target); a target that is named comes before all others (`""`)."""

    vnd: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def find(self, kind: str, target: str = "") -> int | None:
        """Find a price; `None` where nobody said."""
        return self.vnd.get((kind, target), self.vnd.get((kind, "")))

    def over(self, others: "Prices") -> "Prices":
        """Put these prices before others."""
        return Prices({**others.vnd, **self.vnd})


def prices_of(rows: tuple[Price, ...]) -> Prices:
    """Take the prices of a twin."""
    return Prices({(row.kind, target): row.vnd for row in rows for target in row.targets or ("",)})


def read_prices(texts: tuple[str, ...]) -> Prices:
    """Read prices as they are typed: `officer_hour=90000`, `lane_hour:hn_lanes_1119=400000`.

    Raises `PlanRefused`.
    """
    found: dict[tuple[str, str], int] = {}
    for text in texts:
        name, _, amount = text.partition("=")
        kind, _, target = name.strip().partition(":")
        digits = amount.strip().replace("_", "").replace(".", "")
        if kind not in KINDS or not digits.isascii() or not digits.isdigit():
            raise refuse(p83_a_price_is_a_number, text=text, kinds=", ".join(KINDS))
        found[kind, target] = int(digits)
    return Prices(found)
