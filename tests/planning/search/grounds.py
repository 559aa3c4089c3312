"""The example zone over a day or two, with prices."""

from datetime import date
from functools import cache

from cuakhau.planning.search.finding import Search
from cuakhau.planning.search.ground import Ground
from cuakhau.planning.search.prices import read_prices
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder

MONDAY = date(2025, 6, 2)
PRICES = ("officer_hour=100000", "place_day=20000", "opening_hour=900000")


@cache
def example(days=2):
    zone = find_zone("example")
    return Ground(zone, load_twin(zone, files_of(get_folder("example"))), MONDAY, days)


def search(*kinds, prices=PRICES):
    return Search(kinds, read_prices(prices))
