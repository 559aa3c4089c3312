"""What the form of a budget says: money and people, what may be turned and what a unit costs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol, get_args

from cuakhau.planning.search.lever import Kind
from cuakhau.planning.search.prices import prices_of
from cuakhau.simulation.twin.twin import Twin

MILLION = 1_000_000
BUDGET, PEOPLE, MOST = 20, 10, 100_000
MOST_VND = 10**10
KINDS: tuple[str, ...] = get_args(Kind)
PRICE_OF = {
    "officers": "officer_hour",
    "lanes": "lane_hour",
    "places": "place_day",
    "opening": "opening_hour",
}  # slots cost nothing: they are moved


class Said(Protocol):
    """The fields of a form."""

    def get(self, key: str, default: str, /) -> Any:
        """Give the last value of a field."""

    def getlist(self, key: str, /) -> Sequence[Any]:
        """Give all values of a field."""


def read_asked(said: Said, first_day: date) -> dict[str, Any]:
    """Read a question as it is kept; what is no number is what the form began with."""
    kinds = [kind for kind in KINDS if kind in said.getlist("kind")] or [KINDS[0]]
    wanted = {PRICE_OF[kind] for kind in kinds if kind in PRICE_OF}
    typed = {price: said.get(f"price.{price}", "") for price in wanted}
    return {
        "day": first_day.isoformat(),
        "vnd": _number(said.get("budget", ""), BUDGET, MOST) * MILLION,
        "people": _number(said.get("people", ""), PEOPLE, MOST),
        "kinds": kinds,
        "prices": {
            price: _number(text, 0, MOST_VND) for price, text in sorted(typed.items()) if text
        },
    }


def list_kinds(twin: Twin, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List what may be turned, with what a unit costs; blank where nobody said."""
    known = prices_of(twin.prices)
    return [
        {
            "id": kind,
            "is_chosen": kind in asked["kinds"],
            "price": price,
            "vnd": "" if vnd is None else vnd,
            "is_assumed": any(row.kind == price and row.basis == "assumed" for row in twin.prices),
        }
        for kind in KINDS
        for price in (PRICE_OF.get(kind, ""),)
        for vnd in (asked["prices"].get(price, known.find(price)),)
    ]


def _number(text: str, otherwise: int, most: int) -> int:
    digits = "".join(text.split()).replace(".", "").replace(",", "")
    return min(int(digits), most) if digits.isdecimal() and len(digits) < 13 else otherwise
