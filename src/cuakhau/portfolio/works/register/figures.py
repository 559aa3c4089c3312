"""What figures of works are made from: the register up to a row of it, and what was published."""

from collections.abc import Sequence
from functools import lru_cache

from cuakhau.figures import Data, Figure
from cuakhau.figures.data import WorksValues, build_without_log
from cuakhau.figures.works import published
from cuakhau.figures.works.register import ALL, ALL_YEARS, MARK, MEASURES, SUMS, key_of
from cuakhau.journal.versions import database_name
from cuakhau.portfolio.works.register.reading import (
    Held,
    UpTo,
    find_known_us,
    find_last,
    recall_register,
)
from cuakhau.portfolio.works.rules.count import count
from cuakhau.portfolio.works.rules.money import disbursed, years
from cuakhau.zone.history import History
from cuakhau.zone.zone import Zone

FIRST_YEAR, LAST_YEAR = 2000, 2100


def build_register_data(zone: Zone, held: Sequence[Held], up_to: UpTo) -> Data:
    """Put the register of a version together as data that figures are made from."""
    version = f"{MARK}{up_to.description}.{up_to.money}"
    known_us = find_known_us(zone.name, up_to)
    return build_without_log(zone, version, known_us, works_values=values_of(held))


def recall_data(zone: Zone, up_to: UpTo) -> Data:
    """Give the register of rows that are there already; it is added up once."""
    return _recall_data(database_name(), zone, up_to)


@lru_cache(maxsize=8)
def _recall_data(_database: str, zone: Zone, up_to: UpTo) -> Data:
    return build_register_data(zone, recall_register(zone.name, up_to), up_to)


def build_published_data(zone: Zone, history: History) -> Data:
    """Put what was published of works together as data that figures are made from."""
    return build_without_log(zone, published.MARK, 0, works=history.works)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Read the register as it was when a figure was made. Raises `ValueError`."""
    description, _, money = stored.data_version.log.removeprefix(MARK).partition(".")
    up_to = UpTo(description=int(description), money=int(money))
    return recall_data(zone, up_to)


def read_now(zone: Zone) -> Data:
    """Read the register as it is."""
    return recall_data(zone, find_last(zone.name))


def values_of(held: Sequence[Held]) -> WorksValues:
    """Work out every value of the register that a figure may ask for."""
    found: dict[str, int | None] = {}
    register = [(one.project, one.entries) for one in held]
    for year in _years_of(held) if held else ():
        for measure in MEASURES:
            found[key_of(measure, year)] = count(register, year, measure)
    for one in held:
        mine = one.project.code
        if any(True for _ in one.entries):
            paid = disbursed(one.entries)
            _add(found, key_of(SUMS[1], ALL_YEARS, mine), paid)
            _add(found, key_of(SUMS[1], ALL_YEARS, ALL), paid)
        for past in years(one.entries):
            for project in (mine, ALL):
                _add(found, key_of(SUMS[0], past.year, project), past.whole_vnd)
                _add(found, key_of(SUMS[1], past.year, project), past.paid_vnd)
    return found


def _add(found: dict[str, int | None], key: str, amount: int | None) -> None:
    if amount is not None:
        found[key] = (found.get(key) or 0) + amount


def _years_of(held: Sequence[Held]) -> range:
    """Give the years that can be asked of: from the first that a line or a stage names, on."""
    named = [line.year for one in held for line in one.entries]
    named += [
        day.year
        for one in held
        for stage in one.project.stages
        for day in (stage.done, stage.planned)
        if day
    ]
    named = [year for year in named if FIRST_YEAR <= year <= LAST_YEAR]
    return range(min(named), max(named) + 1) if named else range(0)
