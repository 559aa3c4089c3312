"""Back-test: fit on the past, simulate each held-out day from its own midnight, compare."""

from cuakhau.planning.backtest.judging import Judged, Total
from cuakhau.planning.backtest.testing import BackTest, back_test

__all__ = ["BackTest", "Judged", "Total", "back_test"]
