"""What a search brings: plans beside today's and a plain one, the front, and the lower bound."""

import msgspec

from cuakhau.planning.experiments.interval import Interval


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A plan by its key: dong a day and people more than today, seconds that a vehicle waits.

    `saves_s` is of pairs with today's plan on the same luck; `scenario` is the plan as TOML.
    """

    key: str
    cost_vnd: int
    people: float
    wait_s: Interval
    saves_s: Interval
    scenario: str


class Bought(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of a search. `front`: dong a day and seconds of waiting, cheapest first."""

    offers: tuple[Offer, ...]
    front: tuple[tuple[int, float], ...]
    bound_s: float
    tried: int
    is_sure: bool
    days: int
    assumed: tuple[str, ...]  # kinds of prices that are assumed
