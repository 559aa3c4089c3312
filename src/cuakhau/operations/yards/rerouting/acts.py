"""Vehicles are sent to another gate or route: one act, each vehicle by the rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction

from cuakhau.movement.times import local_day
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations import actions
from cuakhau.operations.actions import Signed
from cuakhau.operations.declaring import NO_WORDS, Words
from cuakhau.operations.declaring.notices import check_goods
from cuakhau.operations.messages import outbox
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.refusals import (
    refuse,
    y15_target_is_a_gate,
    y16_sending_says_why,
    y17_somebody_is_sent,
    y18_vehicle_can_be_sent,
    y19_bound_elsewhere,
    y20_call_comes_first,
)
from cuakhau.operations.yards.rows import build_row, coordinator_of, lock_queue
from cuakhau.operations.yards.words import is_word
from cuakhau.statistics.live.places import DIRECTIONS
from cuakhau.statistics.queues.order import Line
from cuakhau.zone.refusal import Named, Refusal
from cuakhau.zone.types import LANGUAGES, Gate, Language, Route
from cuakhau.zone.zone import Zone

MOST = 100
OTHER = "other"  # a reason that has to be written out


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Where to, and why: a code of the list `reroute`; `note` goes with another reason."""

    target: str
    reason: str
    note: str = ""


class Refused(NamedTuple):
    """A vehicle that was not sent: the rule, and reason and cure by language."""

    visit: str
    rule: str
    said: dict[Language, tuple[str, str]]


class Sent(NamedTuple):
    """The vehicles that were sent, and those that were not."""

    done: list[str]
    refused: list[Refused]


def send(zone: Zone, visits: Sequence[str], sending: Sending, signed: Signed) -> Sent:
    """Send vehicles elsewhere; each keeps its turn, and its people are told.

    Raises Y15, Y16 or Y17; a vehicle that may not go is among the refused.
    """
    chosen = list(dict.fromkeys(visits))[:MOST]
    _check(zone, sending, signed)
    if not chosen:
        raise refuse(y17_somebody_is_sent)
    # Before anything is written: what is read in a transaction that fails was never so.
    line = follow(zone).look(micros(signed.at), chosen).line

    def act() -> Answer:
        lock_queue(zone)
        done: list[str] = []
        refused: list[dict[str, Any]] = []
        for visit in chosen:
            try:
                _send_one(zone, line.turns.get(visit), visit, sending, signed)
            except Refusal as refusal:
                refused.append(_tell(visit, refusal))
            else:
                done.append(visit)
        _write_letters(zone, done, sending.target, signed)
        return {"done": done, "refused": refused}

    digest = digest_of("reroute", chosen, sending, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    follow(zone).look(micros(signed.at), answer["done"])
    return Sent(answer["done"], [_read(row) for row in answer["refused"]])


def list_bound(line: Line, place: str, direction: str, goods: str) -> list[Turn]:
    """List who is bound for a place and could be sent elsewhere, in the order of the queue.

    First who waits there, then who is on the way; an empty `direction` or `goods` means all.
    """
    found = [
        turn
        for turn in line.turns.values()
        if turn.seen.gate_place == place
        and _can_be_sent(turn)
        and direction in ("", turn.seen.direction)
        and goods in ("", turn.seen.goods)
    ]
    return sorted(found, key=lambda turn: (not turn.waits, line.places.get(turn.subject, 0)))


def _can_be_sent(turn: Turn) -> bool:
    return turn.seen.is_open and not turn.seen.on_other_side and turn.passed_us is None


def _check(zone: Zone, sending: Sending, signed: Signed) -> None:
    dated = zone.at(local_day(zone, micros(signed.at)))
    if not isinstance(dated.places.get(sending.target), Gate | Route):
        raise refuse(y15_target_is_a_gate, place=sending.target[:40])
    is_said = is_word("reroute", sending.reason)
    if not is_said or (sending.reason == OTHER and not sending.note):
        raise refuse(y16_sending_says_why)


def _send_one(zone: Zone, turn: Turn | None, visit: str, sending: Sending, signed: Signed) -> None:
    if turn is None or not _can_be_sent(turn):
        raise refuse(y18_vehicle_can_be_sent, visit=visit)
    if turn.seen.gate_place == sending.target:
        raise refuse(y19_bound_elsewhere, visit=visit, place=_named(zone, sending.target))
    if turn.open_call is not None:
        called_to = _named(zone, turn.open_call.place)
        raise refuse(y20_call_comes_first, visit=visit, place=called_to)
    if turn.seen.direction in DIRECTIONS:
        carried = (turn.seen.direction, turn.seen.goods)
        check_goods(zone, sending.target, carried, micros(signed.at))
    facts = {"place": sending.target, "agency": coordinator_of(zone)}
    event = build_row(
        zone, visit, "rerouted", signed.at, **facts, payload={"reason": sending.reason}
    )
    words = Words(note=sending.note) if sending.note else NO_WORDS
    with transaction.atomic():  # a refused row leaves the others be
        nonce = f"{signed.nonce}.{visit}"
        actions.record(zone, event, words, by=signed.by, at=signed.at, nonce=nonce)


def _write_letters(zone: Zone, done: Sequence[str], target: str, signed: Signed) -> None:
    place: dict[str, str] = {one: zone.name_of(target, one) for one in LANGUAGES}
    letters = [
        outbox.Letter(text="rerouted", facts={"visit": visit, "place": place}, visit=visit)
        for visit in done
    ]
    outbox.write(zone.name, letters, by=signed.by, at=signed.at, nonce=f"{signed.nonce}.told")


def _tell(visit: str, refusal: Refusal) -> dict[str, Any]:
    said = {one: (refusal.reason(one), refusal.cure(one)) for one in LANGUAGES}
    return {"visit": visit, "rule": refusal.rule, "said": said}


def _read(row: dict[str, Any]) -> Refused:
    said: dict[Language, tuple[str, str]] = {one: tuple(row["said"][one]) for one in LANGUAGES}
    return Refused(row["visit"], row["rule"], said)


def _named(zone: Zone, row_id: str) -> Named:
    return Named(row_id, {code: zone.name_of(row_id, code) for code in LANGUAGES})
