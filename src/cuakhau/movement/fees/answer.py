"""A question of fees and its answer, line by line, so that a receipt can print the reason."""

from typing import Literal

import msgspec

Use = Literal["inland", "transloading_only"]
WhyUnknown = Literal[
    "no_tariff",  # nothing is charged under such a regime that day, as far as anybody knows
    "no_cell",  # the tariff says nothing of such goods on such a vehicle
    "no_rate",  # it has such a cell, but nobody knows its rate
    "no_rule_for_use",  # it does not say by how much this use changes the rate
    "goods_unknown",
    "class_unknown",
    "not_chargeable_yet",  # the event that is charged has not happened
]


class FeeCase(msgspec.Struct, frozen=True, kw_only=True):
    """One trip of one vehicle, as the tariff sees it.

    `goods` has the goods class of each line of the declaration; an empty tuple is unknown, an
    empty vehicle carries the class `empty`.
    """

    direction: Literal["export", "import", "none"]
    goods: tuple[str, ...]
    vehicle_class: str | None
    regime: str = "ordinary"
    use: Use | None = None


class FeeLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one line of goods would owe for one charge. Amounts in whole dong."""

    charge: str
    goods: str | None
    tariff: str | None = None  # the cell
    resolution: str | None = None
    basic_vnd: int | None = None
    rules: tuple[str, ...] = ()
    percents: tuple[int, ...] = ()
    amount_vnd: int | None = None
    why: WhyUnknown | None = None


class FeeAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What is owed. `total_vnd` is `None` where a line is unknown; `why` says which reasons.

    On a mixed load the line with the highest rate is owed, so one unknown line leaves the whole
    unknown: it may be the highest.
    """

    lines: tuple[FeeLine, ...] = ()
    total_vnd: int | None = None
    why: tuple[WhyUnknown, ...] = ()
