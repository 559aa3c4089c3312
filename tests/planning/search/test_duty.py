from cuakhau.planning.search.duty import find_duty_cost
from cuakhau.planning.search.prices import Prices
from cuakhau.simulation.network.types import Network, Station

HOUR_US = 3_600_000_000


def network_of(*stations, days=2):
    return Network(
        zone="example", start_us=0, offset_min=420, length_us=days * 24 * HOUR_US,
        stations=stations, pools=(), flows=(),
    )  # fmt: skip


def on_duty(name, officers, opens=8, closes=18):
    turns = [(0, 0)]
    for day in range(2):
        turns += [((24 * day + opens) * HOUR_US, officers), ((24 * day + closes) * HOUR_US, 0)]
    return Station(id=name, servers=tuple(turns))


def test_hours_on_duty_are_paid_by_the_day():
    network = network_of(on_duty("gate", 3), on_duty("lanes", 1))
    prices = Prices({("officer_hour", ""): 100_000, ("lane_hour", "lanes"): 400_000})
    assert find_duty_cost(network, prices) == 10 * (3 * 100_000 + 400_000)


def test_a_price_of_its_own_comes_first():
    prices = Prices({("officer_hour", ""): 100_000, ("officer_hour", "gate"): 150_000})
    assert find_duty_cost(network_of(on_duty("gate", 2)), prices) == 10 * 2 * 150_000


def test_where_one_price_is_unknown_the_cost_is():
    network = network_of(on_duty("gate", 3), on_duty("customs", 2))
    assert find_duty_cost(network, Prices({("officer_hour", "gate"): 100_000})) is None
