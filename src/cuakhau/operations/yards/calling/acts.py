"""Vehicles are called forward: each act is one call, one transaction, one nonce.

Whoever acts at a queue first writes the calls that have run out, so that the order in which people
are called is that of the rule (decision 0010).
"""

from collections.abc import Callable, Sequence
from typing import Any

from cuakhau.movement.times import local_time
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.actions import Signed
from cuakhau.operations.messages import outbox
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling import jumps
from cuakhau.operations.yards.calling.jumps import Jump
from cuakhau.operations.yards.calling.lapses import find_rule, has_run_out, lapse_due
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.refusals import (
    refuse,
    y3_somebody_waits,
    y4_call_is_open,
    y5_vehicle_waits,
    y6_answer_is_known,
)
from cuakhau.operations.yards.rows import build_row, coordinator_of, lock_queue, write_row
from cuakhau.operations.yards.words import is_word
from cuakhau.statistics.queues.order import Bound, Line, find_behind, list_callable
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

MOST_AT_ONCE = 50


def call_next(zone: Zone, bound: Bound, count: int, signed: Signed) -> list[str]:
    """Call the next vehicles of a queue; give their numbers. Raises Y3 where nobody waits."""

    def act() -> Answer:
        chosen = _choose(zone, bound, min(count, MOST_AT_ONCE), signed)
        if not chosen:
            raise refuse(y3_somebody_waits, place=jumps.named(zone, bound[0]))
        for turn in chosen:
            _call(zone, turn, signed, None)
        return {"called": [turn.subject for turn in chosen]}

    called: list[str] = _do(zone, signed, ("call_next", bound, count), act)["called"]
    return called


def call_one(zone: Zone, subject: str, jump: Jump, signed: Signed) -> None:
    """Call one vehicle; out of order it needs a reason, a person and a basis.

    Raises Y1, Y2 or Y5.
    """

    def act() -> Answer:
        line = _look(zone, signed, [subject])
        turn = line.turns.get(subject)
        if turn is None or not turn.waits or turn.open_call is not None:
            raise refuse(y5_vehicle_waits, visit=subject)
        first = [one.subject for one in list_callable(line.queue_of(turn))]
        passed = first.index(subject) if subject in first else line.places[subject]
        if passed:
            jumps.check(jump, subject, passed)
        seq = _call(zone, turn, signed, jump if passed else None)
        if passed:
            jumps.keep(zone, turn, seq, passed, jump, signed)
        return {}

    _do(zone, signed, ("call_one", subject, jump), act)


def answer(zone: Zone, subject: str, word: str, reason: str, signed: Signed) -> None:
    """Write what the driver answers: heard, coming, or cannot with a reason. Raises Y4 or Y6."""
    if word not in ("heard", "coming", "cannot"):
        raise refuse(y6_answer_is_known, word=word[:20])
    if (word == "cannot") != is_word("cannot", reason):
        raise refuse(y6_answer_is_known, word=f"{word} {reason}"[:40])

    def act() -> Answer:
        line = _look(zone, signed, [subject])
        turn = _require_open(zone, line, subject, signed)
        rule = find_rule(zone, turn.seen.gate_place, micros(signed.at))
        behind = None
        if word == "cannot" and rule is not None:
            behind = find_behind(rule, line.queue_of(turn), turn)
        payload = {"reason": reason} if reason else None
        facts = {"step": word, "other": behind, "payload": payload}
        write_row(zone, build_row(zone, subject, "answered", signed.at, **facts), signed, "answer")
        return {}

    _do(zone, signed, ("answer", subject, word, reason), act)


def come(zone: Zone, subject: str, signed: Signed) -> None:
    """Write that a called vehicle is at the place that it was called to. Raises Y4."""

    def act() -> Answer:
        turn = _require_open(zone, _look(zone, signed, [subject]), subject, signed)
        facts = {"place": turn.calls[-1].place, "agency": coordinator_of(zone)}
        write_row(zone, build_row(zone, subject, "moved", signed.at, **facts), signed, "come")
        return {}

    _do(zone, signed, ("come", subject), act)


def take_back(zone: Zone, subject: str, signed: Signed) -> None:
    """Take an open call back, as if it had never been made. Raises Y4."""

    def act() -> Answer:
        turn = _require_open(zone, _look(zone, signed, [subject]), subject, signed)
        facts = {"corrects": turn.calls[-1].seq, "agency": coordinator_of(zone)}
        write_row(zone, build_row(zone, subject, "voided", signed.at, **facts), signed, "back")
        return {}

    _do(zone, signed, ("take_back", subject), act)


def _do(zone: Zone, signed: Signed, said: tuple[Any, ...], act: Callable[[], Answer]) -> Answer:
    """Do an act at a queue, alone and once, after what has run out is written."""
    lapse_due(zone, signed)

    def alone() -> Answer:
        lock_queue(zone)
        return act()

    digest = digest_of(*said, signed.by)
    done, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), alone)
    return done


def _look(zone: Zone, signed: Signed, fresh: Sequence[str]) -> Line:
    """Look before anything is written: what is read in a transaction that fails was never so."""
    return follow(zone).look(micros(signed.at), fresh).line


def _choose(zone: Zone, bound: Bound, count: int, signed: Signed) -> list[Turn]:
    """Choose the next ones, each read anew: somebody may have called them a moment ago."""
    read: set[str] = set()
    while True:
        line = _look(zone, signed, sorted(read))
        chosen = list_callable(line.queues.get(bound, ()))[:count]
        if read.issuperset(turn.subject for turn in chosen):
            return chosen
        read.update(turn.subject for turn in chosen)


def _require_open(zone: Zone, line: Line, subject: str, signed: Signed) -> Turn:
    turn = line.turns.get(subject)
    call = turn.call if turn else None
    if turn is not None and turn.open_call and not has_run_out(zone, turn, micros(signed.at)):
        return turn
    ended_us = None
    if call is not None:
        ended_us = call.came_us or call.lapsed_us or call.answered_us
    since = f"{local_time(zone, ended_us):%H:%M %d/%m}" if ended_us else "–"
    raise refuse(y4_call_is_open, visit=subject, since=since)


def _call(zone: Zone, turn: Turn, signed: Signed, jump: Jump | None) -> int:
    place = turn.seen.gate_place or ""
    payload = jumps.tell(jump) if jump else None
    facts = {"place": place, "agency": coordinator_of(zone), "payload": payload}
    event = build_row(zone, turn.subject, "called", signed.at, **facts)
    row = write_row(zone, event, signed, f"call.{turn.subject}")
    rule = find_rule(zone, place, micros(signed.at))
    by = local_time(zone, micros(signed.at) + rule.come_within_min * 60_000_000) if rule else None
    letter = outbox.Letter(
        text="called" if by else "called_soon",
        facts={
            "visit": turn.subject,
            "place": {language: zone.name_of(place, language) for language in LANGUAGES},
            "until": f"{by:%H:%M}" if by else "",
        },
        visit=turn.subject,
        about=f"call:{row.seq}",
        until=by,
    )
    nonce = f"{signed.nonce}.{turn.subject}"
    outbox.write(zone.name, [letter], by=signed.by, at=signed.at, nonce=nonce)
    return row.seq
