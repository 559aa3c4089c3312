"""A figure of trade asked again: from the sums of months that tell it apart, or from the cube."""

from dataclasses import replace

from cuakhau.figures import Data, Figure
from cuakhau.figures.trade.values import ANY, period_of
from cuakhau.trade.periods import period_before, year_before
from cuakhau.turnover.reading.known import LATEST_US, Seen, build, facts_of, read_trade, seen_of
from cuakhau.turnover.reading.lines import sums_between
from cuakhau.turnover.reading.sums import find_cut
from cuakhau.turnover.reading.wanted import Wanted
from cuakhau.zone.zone import Zone


def ask_again(zone: Zone, stored: Figure) -> Data:
    """Give what a figure was made from. Raises `ValueError` for a version that is none."""
    seen = seen_of(stored.data_version.log)
    return _narrowed(zone, build(zone, seen), seen, stored)


def ask_now(zone: Zone, stored: Figure) -> Data:
    """Give all that pages tell by now for the question of a figure."""
    data = read_trade(zone, LATEST_US)
    return _narrowed(zone, data, seen_of(data.version.log), stored)


def _narrowed(zone: Zone, data: Data, seen: Seen, stored: Figure) -> Data:
    about = stored.parameters
    if "hs" not in about:
        return data
    period = period_of(about)
    hs, partner, gate = (
        "" if about[name] == ANY else str(about[name]) for name in ("hs", "partner", "place")
    )
    wanted = Wanted(
        seen=seen, scope=str(about["scope"]), since=period.first, until=period.last,
        direction=str(about["direction"]), gate=gate, hs=hs, partner=partner,
    )  # fmt: skip
    cut = find_cut(wanted)
    if cut:
        return replace(data, facts=facts_of(zone, seen, cut, wanted.scope))
    periods = (period, year_before(period), period_before(period))
    return replace(data, facts=sums_between(zone, wanted, periods))
