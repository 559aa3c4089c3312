"""Facts of a zone as they were known at an instant, as data that figures are made from.

The version of such data is `trade:history@<known_us>`: the folder's published figures, of the
version of the zone, as known then.
"""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from cuakhau.figures import Data, DataVersion, Figure
from cuakhau.figures.trade.values import HISTORY, MARK
from cuakhau.journal import versions
from cuakhau.movement.log import from_events
from cuakhau.zone.history import History, history_of
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

LAST = date(2024, 8, 22)
LATEST_US = 2**62  # later than anything that was recorded


def read_trade(zone: Zone, known_us: int) -> Data:
    """Give what was known of the trade of a zone at an instant (microseconds UTC).

    The version names when the last of it became known, so that a figure keeps its code until more
    is known.
    """
    import pyarrow.compute as pc

    times = all_facts(zone)["known_us"]
    last_us = pc.max(times.filter(pc.less_equal(times, known_us))).as_py() or 0
    return _build(zone, f"{HISTORY}@{last_us}", last_us)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Give what a figure was made from. Raises `ValueError` for a version that is none."""
    version = stored.data_version.log
    name, _at, known = version.partition("@")
    if name != HISTORY or not known.isdigit():
        raise ValueError(version)
    return _build(zone, version, int(known))


def read_now(zone: Zone) -> Data:
    """Give all that is known by now."""
    return read_trade(zone, LATEST_US)


def is_of_trade(stored: Figure) -> bool:
    """Tell whether a figure was made from facts of trade."""
    return stored.data_version.log.startswith(MARK)


def _build(zone: Zone, version: str, known_us: int) -> Data:
    return Data(
        zone=zone,
        log=from_events(zone.name, []),
        version=DataVersion(zone=zone.name, zone_version=zone.version, log=version),
        as_of_us=known_us,
        facts=facts_known(zone, known_us),
    )


@lru_cache(maxsize=8)
def facts_known(zone: Zone, known_us: int) -> "pa.Table":
    """Give one revision of each fact: the newest known at an instant."""
    from cuakhau.trade.facts import known_on

    return known_on(all_facts(zone), known_us)


@lru_cache(maxsize=8)
def all_facts(zone: Zone) -> "pa.Table":
    """Give all revisions of all facts of a zone."""
    published = published_facts(zone)
    if not zone.is_demo:
        return published
    import pyarrow as pa

    from cuakhau.trade.made_up import made_up_lines

    return pa.concat_tables([published, made_up_lines([one.id for one in zone.gates], LAST)])


@lru_cache(maxsize=8)
def published_facts(zone: Zone) -> "pa.Table":
    """Give all revisions of what was published of a zone, by the files of its version."""
    from cuakhau.trade.facts import facts_of_history

    files = versions.find_files(zone)
    return facts_of_history(history_of(zone.name, files) if files else History())
