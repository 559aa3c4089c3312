"""What the officers and lanes on duty cost a day: their hours by the prices of the twin."""

from cuakhau.planning.search.prices import Prices
from cuakhau.simulation.network.types import Network
from cuakhau.simulation.workload import open_us

HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US


def find_duty_cost(network: Network, prices: Prices) -> int | None:
    """Give the dong a day of all who are on duty; `None` where a price of one is not known.

    A post with a price for lanes is paid as lanes, all others as officers, as a plan does.
    """
    total = 0.0
    for station in network.stations:
        hours = open_us(station, network.length_us) / HOUR_US
        lane = prices.vnd.get(("lane_hour", station.id))
        vnd = prices.find("officer_hour", station.id) if lane is None else lane
        if vnd is None:
            return None
        total += hours * vnd
    return round(total * DAY_US / network.length_us)
