"""The periods that somebody asks for, as they are written."""

from cuakhau.reports.paper.refusals import e4_period_is_a_period, not_written
from cuakhau.trade.periods import NotAPeriod, Period, read_period


def read_periods(written: str) -> tuple[Period, ...]:
    """Read periods with commas between them. Raises `NotWritten` E4."""
    try:
        return tuple(read_period(part) for part in written.split(","))
    except NotAPeriod as bad:
        raise not_written(e4_period_is_a_period, text=str(bad)) from bad
