"""What the folder of a zone remembers of earlier years: sessions, units, works."""

from cuakhau.figures import Data, DataVersion, Figure
from cuakhau.figures.works.published import MARK
from cuakhau.journal import versions
from cuakhau.movement.log import from_events
from cuakhau.zone.history import History, history_of
from cuakhau.zone.zone import Zone

MOST_READ = 8
_READ: dict[tuple[str, str], History] = {}


def read_history(zone: Zone) -> History:
    """Give what was published of a zone, by the files of its version."""
    files = versions.find_files(zone)
    if not files:
        return History()
    # A version never changes; to read it takes longer than a page may.
    known = (zone.name, zone.version)
    history = _READ.get(known)
    if history is None:
        if len(_READ) >= MOST_READ:
            _READ.clear()
        history = _READ[known] = history_of(zone.name, files)
    return history


def read_works(zone: Zone) -> Data:
    """Give what was published of works, as data that figures are made from."""
    return Data(
        zone=zone,
        log=from_events(zone.name, []),
        version=DataVersion(zone=zone.name, zone_version=zone.version, log=MARK),
        as_of_us=0,
        works=read_history(zone).works,
    )


def is_remembered(stored: Figure) -> bool:
    """Tell whether a figure was made from what the folder remembers of works."""
    return stored.data_version.log == MARK
