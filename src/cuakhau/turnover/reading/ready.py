"""Makes facts that came in ready for pages, so that no reader waits for it."""

from datetime import datetime

from cuakhau.turnover.reading.rolled import line_scopes, sums_of
from cuakhau.turnover.rollups.asking import CUTS
from cuakhau.turnover.rollups.rolling import roll_new
from cuakhau.turnover.store.reading import find_version
from cuakhau.zone.zone import Zone


def make_ready(zone: Zone, at: datetime) -> int:
    """Make the sums of new facts, and lay them where pages find them; give how many rows."""
    written = roll_new(zone.name, at)
    if written:
        version = find_version(zone.name)
        for scope, about in line_scopes(zone.name, version).items():
            for cut in CUTS:
                sums_of(zone.name, version, scope, cut, about["known_us"])
    return written
