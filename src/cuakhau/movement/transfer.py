"""Two visits that turn out to be one, one that is two, a confirmation on the wrong vehicle.

Pure: each function gives the rows for both visits, to be appended in one transaction. Nothing is
moved; what stood on the wrong visit is voided there (or its visit closed) and said again on the
right one, with the time at which it happened and `payload["from"]` naming where it stood.
"""

from collections.abc import Iterable

import msgspec

from cuakhau.movement.broken import broken
from cuakhau.movement.event import Event, Origin
from cuakhau.movement.visit import Entry, Visit

_STAYS = ("declared", "merged", "split")


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Who transfers, for which agency, and when: microseconds UTC and the offset of the clock."""

    by: str
    agency: str
    at_us: int
    offset_min: int
    origin: Origin = "desk"


def m75_times_are_sure(entries: Iterable[Entry]) -> bool:
    """Row {seat} has a doubtful time, which would look certain on the other visit.

    Cure: Correct the time of row {seat} first.
    """
    return not any(entry.is_doubtful for entry in entries)


def m76_seats_can_leave(visit: Visit, seats: Iterable[int]) -> bool:
    """Row {seat} cannot leave this visit: it is not there, or it is what makes the visit.

    Cure: Name the rows that were given to the other vehicle, never the declaration.
    """
    standing = {entry.seat: entry.kind for entry in visit.standing}
    return all(standing.get(seat, "declared") not in _STAYS for seat in seats)


def m77_visit_is_declared(visit: Visit) -> bool:
    """The visit {subject} has no declaration, so there is nothing to take from it.

    Cure: Declare the vehicle, or void the rows that were written by mistake.
    """
    return any(entry.kind == "declared" for entry in visit.standing)


def merge(gone: Visit, stays: Visit, *, act: Act) -> tuple[Event, ...]:
    """Give the rows by which `gone` lives on as `stays`: all that it says is said of `stays` too.

    The declaration of `stays` holds. A confirmation that stands alike on both is not said twice,
    and what tied the two together falls away. Raises `RuleBroken` M75.
    """
    moving = [
        entry
        for entry in gone.standing
        if entry.kind not in (*_STAYS, "amended") and entry.other != stays.subject
    ]
    _refuse_doubtful(moving)
    known = {_said(entry) for entry in stays.standing}
    copies = [_copy(e, gone, stays.subject, act) for e in moving if _said(e) not in known]
    return *copies, _row(act, gone, "merged", other=stays.subject)


def split(visit: Visit, new_subject: str, seats: Iterable[int], *, act: Act) -> tuple[Event, ...]:
    """Give the rows by which the rows at `seats` become a visit of their own.

    The new visit gets the same declaration, without the vehicle. Raises `RuleBroken` M75 to M77.
    """
    if not m77_visit_is_declared(visit):
        raise broken(m77_visit_is_declared, {"subject": visit.subject})
    leaving = _entries_at(visit, seats)
    declaration = next(entry for entry in visit.standing if entry.kind == "declared")
    _refuse_doubtful([declaration])
    bare = msgspec.structs.replace(declaration, other=None)
    return (
        _copy(bare, visit, new_subject, act),
        *(_copy(entry, visit, new_subject, act) for entry in leaving),
        _row(act, visit, "split", other=new_subject),
        *(_row(act, visit, "voided", corrects=entry.seat) for entry in leaving),
    )


def reassign(visit: Visit, right: Visit, seat: int, *, act: Act) -> tuple[Event, ...]:
    """Give the rows by which one row, put on the wrong vehicle, stands on the right one.

    Raises `RuleBroken` M75 or M76.
    """
    entry, *_ = _entries_at(visit, [seat])
    return (
        _row(act, visit, "voided", corrects=entry.seat),
        _copy(entry, visit, right.subject, act),
    )


def _entries_at(visit: Visit, seats: Iterable[int]) -> list[Entry]:
    wanted = sorted(set(seats))
    for seat in wanted:
        if not m76_seats_can_leave(visit, [seat]):
            raise broken(m76_seats_can_leave, {"seat": seat})
    leaving = [entry for entry in visit.standing if entry.seat in wanted]
    _refuse_doubtful(leaving)
    return leaving


def _refuse_doubtful(entries: Iterable[Entry]) -> None:
    for entry in entries:
        if not m75_times_are_sure([entry]):
            raise broken(m75_times_are_sure, {"seat": entry.seat})


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.kind, entry.step, entry.agency, entry.place, entry.other, entry.happened_us


def _row(
    act: Act, visit: Visit, kind: str, *, other: str | None = None, corrects: int | None = None
) -> Event:
    return Event(
        zone=visit.zone,
        subject_kind="visit",
        subject=visit.subject,
        kind=kind,
        agency=act.agency,
        other=other,
        corrects=corrects,
        happened_us=act.at_us,
        happened_offset_min=act.offset_min,
        origin=act.origin,
        by=act.by,
    )


def _copy(entry: Entry, visit: Visit, subject: str, act: Act) -> Event:
    return Event(
        zone=visit.zone,
        subject_kind="visit",
        subject=subject,
        kind=entry.kind,
        happened_us=entry.happened_us,
        happened_offset_min=act.offset_min,
        step=entry.step,
        agency=entry.agency,
        place=entry.place,
        other=entry.other,
        procedure=entry.procedure,
        goods=entry.goods,
        vehicle_class=entry.vehicle_class,
        started_us=entry.started_us,
        looked_at=entry.looked_at,
        found=entry.found,  # type: ignore[arg-type]  # an entry keeps the words of its event
        way=entry.way,  # type: ignore[arg-type]
        origin=entry.origin,  # type: ignore[arg-type]
        by=act.by,
        payload={"from": {"subject": visit.subject, "seq": entry.seq}},
    )
