"""How long places and posts stood still, by reason."""

from cuakhau.statistics.stopped.sums import Stopped, sum_stops

__all__ = ["Stopped", "sum_stops"]
