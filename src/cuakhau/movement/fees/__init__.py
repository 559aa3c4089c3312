"""What a vehicle owes for using the border gate, by the tariff of the day; unknown is never 0."""

from cuakhau.movement.fees.answer import FeeAnswer, FeeCase, FeeLine
from cuakhau.movement.fees.owed import owed
from cuakhau.movement.fees.visits import owed_by_visit

__all__ = ["FeeAnswer", "FeeCase", "FeeLine", "owed", "owed_by_visit"]
