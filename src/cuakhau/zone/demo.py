"""A demo zone: the real one under another name, with assumed rates where none was published.

A till can be tried only where something is owed, and of most cells of the tariff nobody has
published the rate. In a demo such a cell takes a round sum by the class of the vehicle, and its
resolution says that it does. A real zone is never touched: unknown stays unknown.
"""

from dataclasses import replace

from cuakhau.zone.types import Tariff
from cuakhau.zone.zone import Zone

# Between the rates that were published: 100,000 dong under 2 tonnes, 300,000 and 800,000 above.
ASSUMED_VND = {
    "VT1": 50_000,
    "under_2t": 100_000,
    "VT2": 100_000,
    "VT3": 200_000,
    "VT4": 300_000,
    "VT5": 500_000,
    "VT6": 800_000,
}
EMPTY_SHARE = 2  # an empty vehicle pays half of it
MARK = "DEMO"


def as_demo(zone: Zone, name: str) -> Zone:
    """Give a zone as a demo of that name."""
    tariffs = tuple(_assume(cell) for cell in zone.tariffs)
    return replace(zone.renamed(name), tariffs=tariffs)


def _assume(cell: Tariff) -> Tariff:
    amount_vnd = ASSUMED_VND.get(cell.vehicle_class)
    if cell.amount_vnd is not None or amount_vnd is None:
        return cell
    if cell.goods == "empty":
        amount_vnd //= EMPTY_SHARE
    return replace(cell, amount_vnd=amount_vnd, resolution=f"{cell.resolution} ({MARK})")
