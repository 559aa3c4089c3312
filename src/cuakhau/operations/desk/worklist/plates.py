"""Plates on a worklist: shown to whom the work needs them, each look kept once.

A worklist refreshes by itself every few seconds. An officer who keeps it open looks once at a
plate, not a thousand times: a line for each refresh would bury the looks that matter.
"""

import threading
from collections.abc import Iterable
from datetime import datetime, timedelta

from cuakhau.journal import personal

LOOK_LASTS = timedelta(minutes=5)
WHY_PLATES = "worklist of {agency}"
MOST_KEPT = 20_000

_Key = tuple[str, str, str]
_kept: dict[_Key, tuple[datetime, str]] = {}
_turn = threading.Lock()


def reveal_plates(
    zone_name: str, vehicles: Iterable[str], *, by: str, at: datetime, wall: datetime, agency: str
) -> dict[str, str]:
    """Give the plates of vehicles by reference, and keep who looked, once in five minutes."""
    wanted = set(vehicles)
    with _turn:
        known = {
            ref: kept[1]
            for ref in wanted
            if (kept := _kept.get((zone_name, by, ref))) and kept[0] > wall - LOOK_LASTS
        }
    fresh = wanted - set(known)
    if not fresh:
        return known
    why = WHY_PLATES.format(agency=agency)
    shown = personal.reveal_many(zone_name, sorted(fresh), by=by, at=at, why=why)
    with _turn:
        if len(_kept) > MOST_KEPT:
            _kept.clear()
        _kept.update({(zone_name, by, ref): (wall, plate) for ref, plate in shown.items()})
    return {**known, **shown}
