"""What an officer does at a desk: an act, done once for each nonce, many answered row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cuakhau.movement.event import Event
from cuakhau.operations import actions
from cuakhau.operations.declaring import NO_WORDS, Words
from cuakhau.operations.once import Asked, digest_of, do_once
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

Verb = Literal["confirm", "hold", "release", "correct", "turn_back"]
KINDS: dict[Verb, str] = {
    "confirm": "confirmed",
    "hold": "held",
    "release": "released",
    "correct": "correction_asked",
    "turn_back": "turned_back",
}
# The act of the permission table that each asks for.
RIGHTS: dict[Verb, str] = {
    "confirm": "confirm",
    "hold": "hold",
    "release": "release",
    "correct": "ask_correction",
    "turn_back": "turn_back",
}
UNDO_S = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act upon one visit, for an agency. `reason` is a code of `reasons.csv`.

    `channel` is that of a step of selection; `corrects` the row whose channel it changes.
    """

    verb: Verb
    subject: str
    agency: str
    step: str | None = None
    reason: str | None = None
    note: str = ""
    channel: str | None = None
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What was written: the row that an undo would void."""

    subject: str
    seq: int
    flags: tuple[str, ...]


def do(zone: Zone, act: Act, *, by: str, at: datetime, nonce: str) -> Done:
    """Write one act; the same nonce again writes nothing and gives the first answer.

    Raises `RuleBroken` or `NotWritten`.
    """
    first_at = _first_time(zone, Asked(zone.name, nonce, digest_of("desk", act, by), by, at))
    words = Words(note=act.note) if act.note else NO_WORDS
    row = actions.record(zone, build_event(zone, act, first_at), words, by=by, at=at, nonce=nonce)
    return Done(row.subject, row.seq, row.flags)


def do_many(
    zone: Zone, acts: Sequence[Act], *, by: str, at: datetime, nonce: str
) -> tuple[list[Done], list[tuple[str, Refusal]]]:
    """Write many acts at once: those that may be, and each refused one with its refusal."""
    first_at = _first_time(zone, Asked(zone.name, nonce, digest_of("many", *acts, by), by, at))
    rows = [
        (build_event(zone, act, first_at), Words(note=act.note) if act.note else NO_WORDS)
        for act in acts
    ]
    answer = actions.record_batch(zone, rows, actions.Signed(by, at, nonce), "keep_good")
    done = [Done(one.subject, one.seq, one.flags) for one in answer.appended]
    return done, [(acts[one.row].subject, one.refusal) for one in answer.refused]


def undo_many(
    zone: Zone, done: Sequence[Done], agency: str, *, by: str, at: datetime, nonce: str
) -> tuple[list[Done], list[tuple[str, Refusal]]]:
    """Void rows that were just written: those that may be, and each refused one."""
    first_at = _first_time(
        zone, Asked(zone.name, nonce, digest_of("undo", *done, agency, by), by, at)
    )
    rows = [(_build_void(zone, one, agency, first_at), NO_WORDS) for one in done]
    answer = actions.record_batch(zone, rows, actions.Signed(by, at, nonce), "keep_good")
    voided = [Done(one.subject, one.seq, one.flags) for one in answer.appended]
    return voided, [(done[one.row].subject, one.refusal) for one in answer.refused]


def _build_void(zone: Zone, done: Done, agency: str, at: datetime) -> Event:
    return Event(
        zone=zone.name,
        subject_kind="visit",
        subject=done.subject,
        kind="voided",
        agency=agency,
        corrects=done.seq,
        happened_us=micros(at),
        happened_offset_min=offset_min(at),
    )


def build_event(zone: Zone, act: Act, at: datetime) -> Event:
    """Make the row of an act."""
    return Event(
        zone=zone.name,
        subject_kind="visit",
        subject=act.subject,
        kind=KINDS[act.verb],
        step=act.step if act.verb in ("confirm", "hold") else None,
        agency=act.agency,
        happened_us=micros(at),
        happened_offset_min=offset_min(at),
        payload=_payload_of(act),
        corrects=act.corrects,
    )


def _payload_of(act: Act) -> dict[str, str] | None:
    said = {"reason": act.reason, "channel": act.channel}
    return {key: word for key, word in said.items() if word} or None


def _first_time(zone: Zone, asked: Asked) -> datetime:
    """Give the time of the first click: the second of a double click says a later one.

    Its own short transaction, so that the row itself is written the quick way.
    """
    first = asked._replace(nonce=f"{asked.nonce}@")
    answer, _ = do_once(first, lambda: {"at": asked.at.isoformat()})
    return datetime.fromisoformat(answer["at"]).astimezone(asked.at.tzinfo)
