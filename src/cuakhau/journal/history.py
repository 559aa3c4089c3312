"""What was published of a zone, by the files of the version that is asked of."""

from cuakhau.journal import versions
from cuakhau.zone.history import History, history_of
from cuakhau.zone.zone import Zone

MOST_READ = 8
_READ: dict[tuple[str, str, str], History] = {}


def read_history(zone: Zone) -> History:
    """Give what was published of a zone; nothing where the files of its version are not known."""
    # A version never changes, and to read it takes longer than a page may.
    key = (versions.database_name(), zone.name, zone.version)
    if key not in _READ:
        files = versions.find_files(zone)
        if not files:
            return History()
        if len(_READ) >= MOST_READ:
            _READ.clear()
        _READ[key] = history_of(zone.name, files)
    return _READ[key]
