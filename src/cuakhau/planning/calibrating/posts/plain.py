"""Posts and hours where no twin names them: read off who confirmed what, where and when."""

from collections.abc import Collection, Iterator
from datetime import time

import numpy as np

from cuakhau.planning.calibrating.seen import Seen
from cuakhau.simulation.twin.calendar import NoHours, list_spans
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import AssumedHours, Post
from cuakhau.simulation.twin.window import Window
from cuakhau.statistics.stays.rows import NO_WORD

RARE = 0.004  # of a day's confirmations: who was served to the end after hours


def plain_posts(seen: Seen, without: Collection[str]) -> tuple[Post, ...]:
    """Make a post for each agency and step at the roads of each gate, but for some steps."""
    rows, stays = seen.stays.rows, seen.stays
    served = rows.kind.are("confirmed") & (rows.step.codes != NO_WORD)
    served &= stays.is_counted[rows.visit] & (rows.agency.codes != NO_WORD)
    visit = rows.visit[served]
    gate, place = stays.gate.codes[visit], stays.place.codes[visit]
    known = (gate != NO_WORD) & (place != NO_WORD)
    told = np.stack([rows.agency.codes[served], rows.step.codes[served], gate, place], axis=1)
    places: dict[tuple[str, str, str], list[str]] = {}
    for agency, step, at, road in np.unique(told[known], axis=0).tolist():
        name = (rows.step.names[step], rows.agency.names[agency], stays.gate.names[at])
        if name[0] not in without:
            places.setdefault(name, []).append(stays.place.names[road])
    return tuple(
        Post(
            id=":".join(name), agency=name[1], steps=(name[0],), places=tuple(sorted(roads)),
            servers=1, basis="fitted",
        )
        for name, roads in places.items()
    )  # fmt: skip


def plain_hours(seen: Seen, posts: Collection[Post]) -> Iterator[AssumedHours]:
    """Say from when until when the roads worked of which the zone knows no hours."""
    window = Window(seen.zone, Twin(zone=seen.zone.name), seen.first_day, 1)
    for place in sorted({post.places[0] for post in posts}):
        try:
            list_spans(window, (place,), "vn")
        except NoHours:
            first, last = _find_hours(seen, place)
            yield AssumedHours(
                place=place, side="vn", opens=time(first), closes=time((last + 1) % 24),
                basis="fitted",
            )  # fmt: skip


def _find_hours(seen: Seen, place: str) -> tuple[int, int]:
    rows, stays = seen.stays.rows, seen.stays
    mine = stays.place.codes[rows.visit] == stays.place.names.index(place)
    hours = seen.hour_of_day(rows.at_us[mine & rows.kind.are("confirmed")])
    counts = np.bincount(hours, minlength=24)
    at_work = np.flatnonzero(counts > RARE * counts.sum())
    return int(at_work.min()), int(at_work.max())
