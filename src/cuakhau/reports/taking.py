"""Takes a day sheet into the journal: new numbers are written, changed ones correct the old."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cuakhau.journal import batch, read
from cuakhau.movement.event import Event, canonical_bytes
from cuakhau.movement.place import PlaceEntry, PlaceState, subject_of
from cuakhau.movement.times import local_day, local_time
from cuakhau.reports.day_sheet import SheetRow, read_sheet
from cuakhau.zone.bulletin.day import cut_off_us
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a sheet: numbers written, of these corrections, and those known already."""

    written: int
    corrected: int
    known: int


def take_sheet(zone: Zone, content: bytes, *, by: str, at: datetime) -> Taken:
    """Check a day sheet whole and write it. Raises `BadSheet`, or a `Refusal` of the journal.

    The same file again writes nothing: a number that stands already is not repeated.
    """
    rows = read_sheet(zone, content, now_us=int(at.timestamp()) * 1_000_000)
    states = {name: read.find_place(zone.name, name) for name in {_subject(row) for row in rows}}
    events = list(_events(zone, rows, states))
    if events:
        written = b"".join(canonical_bytes(event, event_id="", nonce="") for event in events)
        nonce = f"day-sheet-{sha256(written).hexdigest()[:32]}"
        answer = batch.append_batch(zone, events, nonce=nonce, by=by, at=at, on_bad="refuse_all")
        for refused in answer.refused:
            raise refused.refusal
    corrected = sum(event.corrects is not None for event in events)
    return Taken(written=len(events), corrected=corrected, known=len(rows) - len(events))


def _events(
    zone: Zone, rows: tuple[SheetRow, ...], states: dict[str, PlaceState | None]
) -> Iterator[Event]:
    agency = next((one.id for one in zone.agencies if one.coordinates), None)
    for row in rows:
        stands = _find_standing(zone, states[_subject(row)], row)
        if stands is not None and stands.amount == row.amount:
            continue
        happened_us = cut_off_us(zone, row.day)
        offset = local_time(zone, happened_us).utcoffset()
        yield Event(
            zone=zone.name,
            subject_kind="place",
            subject=_subject(row),
            kind="day_counted",
            step=row.measure,
            agency=agency,
            place=row.place,
            procedure=row.procedure,
            goods=row.goods,
            amount=row.amount,
            happened_us=happened_us,
            happened_offset_min=0 if offset is None else int(offset.total_seconds()) // 60,
            way="paper",
            origin="import",
            corrects=None if stands is None else stands.seq,
        )


def _find_standing(zone: Zone, state: PlaceState | None, row: SheetRow) -> PlaceEntry | None:
    said = ("day_counted", row.measure, row.procedure, row.goods, row.day)
    for entry in state.standing if state is not None else ():
        day = local_day(zone, entry.at_us)
        if (entry.kind, entry.step, entry.procedure, entry.goods, day) == said:
            return entry
    return None


def _subject(row: SheetRow) -> str:
    return subject_of(row.place, row.day)
