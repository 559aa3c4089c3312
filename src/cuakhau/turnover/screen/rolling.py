"""The sum of the last twelve months: unknown unless each of them has lines."""

from datetime import date
from typing import Any

from cuakhau.figures import Data
from cuakhau.trade.periods import Period
from cuakhau.turnover.reading.sums import add_up
from cuakhau.turnover.screen.asked import Asked
from cuakhau.turnover.screen.series import lines_figures, wanted_of
from cuakhau.turnover.screen.words import name_step
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

TWELVE = 12


def tell_rolling(zone: Zone, asked: Asked, data: Data, language: Language) -> dict[str, Any]:
    """Tell the twelve months that end with the period; `lines` is `None` where one is missing."""
    last = asked.period.last
    after = last.year * TWELVE + last.month
    year, month = divmod(after - TWELVE, TWELVE)
    period = Period(date(year, month + 1, 1), last)
    months = {one.key for one in add_up(zone, wanted_of(asked, data, period), ("month",))}
    is_whole = period.months == TWELVE and len(months) == TWELVE
    return {
        "until": name_step(f"{last.year}-{last.month:02d}", language),
        "lines": lines_figures(zone, asked, data, period) if is_whole else None,
        "missing": TWELVE - len(months),
    }
