"""The mirror: one figure beside another of the same trade, and what parts them, item by item."""

from cuakhau.trade.mirror.against import Difference, Reason, Side, Stated, reconcile
from cuakhau.trade.mirror.vehicles import (
    Beside,
    Fee,
    Odd,
    Paper,
    Vehicle,
    against_fees,
    against_papers,
)

__all__ = [
    "Beside",
    "Difference",
    "Fee",
    "Odd",
    "Paper",
    "Reason",
    "Side",
    "Stated",
    "Vehicle",
    "against_fees",
    "against_papers",
    "reconcile",
]
