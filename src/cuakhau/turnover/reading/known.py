"""Facts of a zone as they were known at an instant, as data that figures are made from.

The version of such data is `trade:<import>@<known_us>`: what had been taken in up to that import
and the published history of the zone's version, as known at that instant.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cuakhau.figures import Data, Figure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.trade.values import MARK
from cuakhau.journal.versions import read_history
from cuakhau.turnover.reading.rolled import newest_known, rolled
from cuakhau.turnover.rollups.rolling import find_ready
from cuakhau.turnover.store.reading import find_version
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

LATEST_US = 2**62  # later than anything that was recorded


@dataclass(frozen=True, slots=True)
class Seen:
    """Which facts: those of imports up to `version`, as known at `known_us`."""

    version: int
    known_us: int


def read_trade(zone: Zone, known_us: int) -> Data:
    """Give what was known of the trade of a zone at an instant (microseconds UTC), for a page.

    The version names when the last of it became known, so that a figure keeps its code until more
    is known. Of very many facts those that came in last are told once their sums are made.
    """
    return read_version(zone, find_ready(zone.name).version, known_us)


def read_now(zone: Zone) -> Data:
    """Give all that is known by now, also where its sums are still to be made."""
    return read_version(zone, find_version(zone.name), LATEST_US)


def read_version(zone: Zone, version: int, known_us: int) -> Data:
    """Give what was known at an instant of the facts of imports up to `version`."""
    last_us = newest_known(zone.name, version, published_facts(zone), known_us)
    return build(zone, Seen(version, last_us))


def seen_of(version: str) -> Seen:
    """Read a version of data. Raises `ValueError`."""
    number, _at, known = version.removeprefix(MARK).partition("@")
    return Seen(int(number), int(known))


def is_of_trade(stored: Figure) -> bool:
    """Tell whether a figure was made from facts of trade."""
    return stored.data_version.log.startswith(MARK)


def facts_of(zone: Zone, seen: Seen, cut: str = "gate", scope: str = "") -> "pa.Table":
    """Give totals as printed, and lines added up by the month, one revision of each.

    `cut` says what the lines are told apart by besides gate and way: gate (nothing), hs2, hs4,
    partner; `scope` whose lines they are, empty for all.
    """
    return rolled(zone.name, seen.version, published_facts(zone), seen.known_us, (cut, scope))


def build(zone: Zone, seen: Seen) -> Data:
    """Give facts as data that figures of all gates, goods and partners are made from."""
    version = f"{MARK}{seen.version}@{seen.known_us}"
    return build_without_log(zone, version, seen.known_us, facts=facts_of(zone, seen))


@lru_cache(maxsize=8)
def published_facts(zone: Zone) -> "pa.Table":
    """Give what was published of a zone, by the files of its version."""
    from cuakhau.trade.facts import facts_of_history

    return facts_of_history(read_history(zone))
