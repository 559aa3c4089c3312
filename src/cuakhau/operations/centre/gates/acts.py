"""Words about a place: open it, close it, slow it, take the word back. Each is a row of the log."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

import msgspec

from cuakhau.journal import read
from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.movement.times import local_day
from cuakhau.operations import actions
from cuakhau.operations.centre import notes
from cuakhau.operations.centre.refusals import (
    c1_place_and_way_are_known,
    c2_reason_is_given,
    c4_end_is_to_come,
    not_taken,
)
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.closures.reasons import is_reason
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros, offset_min
from cuakhau.statistics.live.places import DIRECTIONS, SIDES, Direction, list_ways
from cuakhau.zone.types import Side
from cuakhau.zone.zone import Zone

Verb = Literal["open", "close", "slow"]
KINDS: dict[str, str] = {"open": "opened", "close": "closed", "slow": "slowed"}
UNDO_S = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One word about a place. No side, direction or goods means all of them.

    `since` is for what is said ahead; `rests_on` names what it follows from: `notice:12`.
    """

    verb: Verb
    place: str
    side: Side | None = None
    direction: Direction | None = None
    goods: str | None = None
    reason: str | None = None
    rate_per_h: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    document: str | None = None
    rests_on: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What was written: the row that an undo would void."""

    subject: str
    seq: int
    flags: tuple[str, ...]


def turn(zone: Zone, said: Turn, signed: Signed) -> Done:
    """Write one word; the same nonce again writes nothing and gives the first answer.

    Raises C1, C2 or C4 as `NotTaken`, and `RuleBroken` or `NotWritten`.
    """

    def act() -> Answer:
        check(zone, said, signed.at)
        return write(zone, said, signed)

    digest = digest_of("turn", said, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return Done(answer["subject"], answer["seq"], tuple(answer["flags"]))


def undo(zone: Zone, done: Done, signed: Signed) -> Done:
    """Void a word that was just written. Raises `RuleBroken` or `NotWritten`.

    The row happened when the word did, so that it finds its month after midnight of the last day.
    """

    def act() -> Answer:
        month = read.find_place(zone.name, done.subject)
        word = month.find_seat(done.seq) if month else None
        event = Event(
            zone=zone.name,
            subject_kind="place",
            subject=done.subject,
            kind="voided",
            agency=signed.agency,
            corrects=done.seq,
            happened_us=word.happened_us if word else micros(signed.at),
            happened_offset_min=offset_min(signed.at),
        )
        return _record(zone, event, signed)

    digest = digest_of("undo", done, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return Done(answer["subject"], answer["seq"], tuple(answer["flags"]))


def check(zone: Zone, said: Turn, at: datetime) -> None:
    """Refuse a word that the zone does not know, or that lacks its reason. Raises `NotTaken`."""
    dated = zone.at(local_day(zone, micros(at)))
    known = (
        said.verb in KINDS
        and said.place in list_ways(dated)
        and said.side in (None, *SIDES)
        and said.direction in (None, *DIRECTIONS)
        and said.goods in (None, *dated.goods_by_id)
    )
    if not known:
        raise not_taken(c1_place_and_way_are_known)
    if said.verb != "open" and not is_reason(said.verb, said.reason or ""):
        raise not_taken(c2_reason_is_given)
    if said.until is not None and said.until <= (said.since or at):
        raise not_taken(c4_end_is_to_come, value=f"{said.until:%H:%M %d/%m/%Y}")


def write(zone: Zone, said: Turn, signed: Signed) -> Answer:
    """Write the row of a word, inside the caller's act."""
    return _record(zone, build_event(zone, said, signed), signed)


def end(zone: Zone, said: Turn, done: Done, signed: Signed) -> Answer:
    """Let a word that was written end now, so that what stood before holds again.

    A correcting row takes the seat of the word; it happened when the word did. Raises
    `RuleBroken` or `NotWritten`.
    """
    month = read.find_place(zone.name, done.subject)
    before = month.find_seat(done.seq) if month else None
    ended = Signed(signed.by, signed.agency, signed.at, f"{signed.nonce}/end")
    event = msgspec.structs.replace(
        build_event(zone, replace(said, until=signed.at), ended),
        subject=done.subject,
        corrects=done.seq,
        happened_us=before.happened_us if before else micros(signed.at),
    )
    return _record(zone, event, ended)


def build_event(zone: Zone, said: Turn, signed: Signed) -> Event:
    """Make the row of a word; a note is kept apart and the row carries its reference."""
    day = local_day(zone, micros(signed.at))
    payload: dict[str, Any] = {
        "reason": said.reason,
        "from_us": None if said.since is None else micros(said.since),
        "until_us": None if said.until is None else micros(said.until),
        "document": said.document,
    }
    if said.note:
        payload["note"] = notes.keep(zone, said.note, signed, said.place)
    payload = {key: value for key, value in payload.items() if value is not None}
    return Event(
        zone=zone.name,
        subject_kind="place",
        subject=subject_of(said.place, day),
        kind=KINDS[said.verb],
        step="/".join(part for part in (said.side, said.direction) if part) or None,
        agency=signed.agency,
        place=said.place,
        other=said.rests_on,
        goods=said.goods,
        amount=said.rate_per_h if said.verb == "slow" else None,
        happened_us=micros(signed.at),
        happened_offset_min=offset_min(signed.at),
        payload=payload or None,
    )


def _record(zone: Zone, event: Event, signed: Signed) -> Answer:
    # The act keeps its own nonce; each row has one too, since an act may write several.
    nonce = f"{signed.nonce}>{event.subject}"
    row = actions.record(zone, event, NO_WORDS, by=signed.by, at=signed.at, nonce=nonce)
    return {"subject": row.subject, "seq": row.seq, "flags": list(row.flags)}
