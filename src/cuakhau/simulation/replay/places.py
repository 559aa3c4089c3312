"""Rows of places for a replayed day: gates opened and closed, and the count at the start."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.simulation.replay.draft import MINUTE, Frame
from cuakhau.simulation.replay.hours import Opening
from cuakhau.zone.bulletin.headings import LEAVES, Heading
from cuakhau.zone.zone import Zone

Standing = Mapping[tuple[str, Heading], int]
# The procedure and goods that name a heading in a correction by count.
_SAID: dict[Heading, tuple[str | None, str | None]] = {
    "export_fruit": ("export", "fruit"),
    "export_other": ("export", "other"),
    "import_goods": ("import", "other"),
    "import_new": ("import", "new_vehicle"),
}


def count_at_start(
    dated: Zone, frame: Frame, cut_off: tuple[date, int], places: Mapping[str, str], left: Standing
) -> Iterator[Event]:
    """Compare each line with its place at the cut-off before the day (its date and second).

    `places` names a place for each line. What the log has there from before (`left`) is taken out
    by count; a count of 0 says that log and place agree.
    """
    agency = next((one.id for one in dated.agencies if one.coordinates), None)
    day, at_s = cut_off
    for line, place in places.items():
        known = [(leaf, left.get((line, leaf), 0)) for leaf in LEAVES]
        counts = [(_SAID[leaf], -number) for leaf, number in known if number]
        for (procedure, goods), amount in counts or [((None, None), 0)]:
            facts = {"step": "waiting", "agency": agency, "amount": amount}
            facts |= {"procedure": procedure, "goods": goods}
            yield _row(frame, "counted", place, (day, at_s, 5 * MINUTE), facts)


def open_and_close(
    dated: Zone, frame: Frame, day: date, openings: Mapping[str, Opening]
) -> Iterator[Event]:
    """Open the places whose hours are known in the morning and close them in the evening."""
    agency = next((one.id for one in dated.agencies if one.coordinates), None)
    for place, opening in openings.items():
        if opening.is_known:
            for kind, at_s in (("opened", opening.opens_s), ("closed", opening.closes_s)):
                yield _row(frame, kind, place, (day, at_s, MINUTE), {"agency": agency})


def number_rows(events: Iterable[Event]) -> list[Event]:
    """Number the rows of each place from 1, in the order in which they were written."""
    numbered, seqs = [], dict[str, int]()
    for event in sorted(events, key=lambda one: (one.recorded_us, one.subject)):
        seqs[event.subject] = seqs.get(event.subject, 0) + 1
        numbered.append(msgspec.structs.replace(event, seq=seqs[event.subject]))
    return numbered


def _row(
    frame: Frame, kind: str, place: str, when: tuple[date, int, int], facts: Mapping[str, Any]
) -> Event:
    day, at_s, late_s = when
    return Event(
        zone=frame.zone,
        subject_kind="place",
        subject=subject_of(place, day),
        kind=kind,
        place=place,
        happened_us=frame.at_us(at_s),
        happened_offset_min=frame.offset_min,
        recorded_us=frame.at_us(at_s + late_s),
        recorded_offset_min=frame.offset_min,
        origin="replay",
        run=frame.run,
        **facts,
    )
