"""How many works a year had: as published, else by the register. All who tell it read it here."""

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.works.published import ID as PUBLISHED
from cuakhau.figures.works.register import COUNT, MEASURES
from cuakhau.portfolio.works.register.figures import recall_data
from cuakhau.portfolio.works.register.reading import UpTo
from cuakhau.reports.given.remembered import read_works
from cuakhau.zone.zone import Zone


def count_works(zone: Zone, last: UpTo, year: int) -> dict[str, Figure]:
    """Give `owned`, `finished` and `carried_over` of a year; unknown where nobody recorded them.

    What was published of a year was the register of its time, and goes before what is entered now.
    """
    published = _count(read_works(zone), PUBLISHED, year)
    if published["owned"].value is not None:
        return published
    return _count(recall_data(zone, last), COUNT, year)


def _count(data: Data, definition: str, year: int) -> dict[str, Figure]:
    return {name: measure(data, definition, year=year, measure=name) for name in MEASURES}
