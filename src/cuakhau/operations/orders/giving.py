"""Giving an order, withdrawing it, answering it: each one act, one nonce, one row of the log.

The row is a note of the place that the order is about, so that whoever reads the log sees what was
asked of the road and what came of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from cuakhau.journal import read
from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.movement.times import local_day
from cuakhau.movement.view import View, find_procedure, view
from cuakhau.operations import actions
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.orders import refusals
from cuakhau.operations.orders.models import RoadOrder, RoadWord
from cuakhau.operations.orders.reasons import OTHER, is_reason
from cuakhau.operations.orders.refusals import refuse_order
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import Gate, Route
from cuakhau.zone.zone import Zone

Verb = Literal["hold", "release", "divert"]
Word = Literal["done", "cannot", "passed_on", "withdrawn"]
MOST_HOURS = 72
CLOSING = ("done", "cannot", "withdrawn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be ordered; see `models.RoadOrder`. `note` goes with the reason `other`."""

    verb: Verb
    visit: str | None = None
    gate: str | None = None
    direction: str | None = None
    goods: str | None = None
    place: str | None = None
    road: str = ""
    reason: str = ""
    note: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """Who acts, for which agency, when, under which nonce."""

    by: str
    agency: str
    at: datetime
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A word about an order. `note` is to whom it was passed on, or the other reason."""

    word: Word
    reason: str = ""
    note: str = ""


def give(zone: Zone, order: Order, signed: Signed) -> RoadOrder:
    """Give an order; an open one for the same vehicle is withdrawn. Raises A61 to A65."""

    def act() -> Answer:
        _check(zone, order, signed.at)
        for old in RoadOrder.objects.filter(zone=zone.name, visit=order.visit or ""):
            if is_open(old, signed.at):
                _add_word(zone, old, Said(word="withdrawn", reason="replaced"), signed)
        place = _place_of(zone, order)
        told = {"order": order.verb, "reason": order.reason, "place": order.place}
        row = _note(zone, place, order.visit, told, signed)
        kept = RoadOrder.objects.create(
            zone=zone.name,
            verb=order.verb,
            visit=order.visit,
            gate=order.gate,
            direction=order.direction,
            goods=order.goods,
            place=order.place,
            road=order.road,
            reason=order.note if order.reason == OTHER else order.reason,
            until=order.until,
            agency=signed.agency,
            by=signed.by,
            at=signed.at,
            **row,
        )
        return {"order": kept.pk}

    digest = digest_of("order", order, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return RoadOrder.objects.get(pk=answer["order"])


def say(zone: Zone, order: RoadOrder, said: Said, signed: Signed) -> RoadWord:
    """Answer or withdraw an order. Raises A66 to A68, and what the log refuses.

    A single vehicle that was diverted to another gate is bound for that gate from then on.
    """

    def act() -> Answer:
        locked = RoadOrder.objects.select_for_update().get(pk=order.pk)
        last = find_last_word(locked)
        if last is not None and last.word in CLOSING:
            word = _name_word(last.word)
            raise refuse_order(refusals.a66_order_is_open, order=order.pk, word=word)
        if said.word == "cannot" and not _is_reasoned("cannot", said.reason, said.note):
            raise refuse_order(refusals.a67_cannot_says_why)
        if said.word == "passed_on" and not said.note.strip():
            raise refuse_order(refusals.a68_passed_on_to_somebody)
        kept = _add_word(zone, locked, said, signed)
        _reroute(zone, locked, said, signed)
        return {"word": kept.pk}

    digest = digest_of("order word", order.pk, said, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return RoadWord.objects.get(pk=answer["word"])


def is_open(order: RoadOrder, at: datetime) -> bool:
    """Tell whether an order still waits for its answer."""
    last = find_last_word(order)
    if last is not None and last.word in CLOSING:
        return False
    return order.until is None or at < order.until


def find_last_word(order: RoadOrder) -> RoadWord | None:
    """Give what was last said about an order."""
    return max(order.words.all(), key=lambda word: word.pk, default=None)


def is_on_the_road(zone: Zone, seen: View) -> bool:
    """Tell whether a vehicle is declared and has not come in."""
    visit = read.find_visit(zone.name, seen.subject)
    compiled = find_procedure(zone, visit.standing) if visit else None
    arrives_at = compiled.procedure.arrives_at if compiled else "in_gate"
    return seen.is_open and arrives_at not in seen.milestones and not seen.on_other_side


def _check(zone: Zone, order: Order, at: datetime) -> None:
    dated = zone.at(local_day(zone, micros(at)))
    if order.visit is not None:
        visit = read.find_visit(zone.name, order.visit)
        if visit is None or not is_on_the_road(zone, view(zone, visit)):
            raise refuse_order(refusals.a62_vehicle_is_on_the_way, visit=order.visit)
    elif not (order.gate or order.direction or order.goods):
        raise refuse_order(refusals.a61_order_says_whom)
    known = order.place is None or order.place in dated.places
    if not known or (order.verb == "divert" and order.place is None):
        raise refuse_order(refusals.a63_order_says_where)
    if order.verb == "hold" and order.place is None and not order.road.strip():
        raise refuse_order(refusals.a63_order_says_where)
    if not _is_reasoned("give", order.reason, order.note):
        raise refuse_order(refusals.a64_order_has_a_reason)
    ends = order.until
    if (ends is None and order.visit is None) or (
        ends is not None and not at < ends <= at + timedelta(hours=MOST_HOURS)
    ):
        raise refuse_order(refusals.a65_class_has_an_end, most_h=MOST_HOURS)


def _is_reasoned(verb: str, reason: str, note: str) -> bool:
    return is_reason(verb, reason) and (reason != OTHER or bool(note.strip()))


def _place_of(zone: Zone, order: Order) -> str:
    """Name the place whose log keeps the order: where it sends to, else where they are bound."""
    if order.place or order.gate:
        return order.place or order.gate or ""
    visit = read.find_visit(zone.name, order.visit or "")
    bound = view(zone, visit).gate_place if visit else None
    return bound or zone.gates[0].id


def _add_word(zone: Zone, order: RoadOrder, said: Said, signed: Signed) -> RoadWord:
    place = order.subject.rpartition("@")[0]
    told = {"of": order.pk, "answer": said.word, "reason": said.reason or None}
    _note(zone, place, order.visit, told, signed, mark=f"{order.pk}.{said.word}")
    return RoadWord.objects.create(
        order=order,
        word=said.word,
        reason=said.reason,
        note=said.note.strip(),
        agency=signed.agency,
        by=signed.by,
        at=signed.at,
    )


def _note(
    zone: Zone, place: str, visit: str | None, told: dict[str, Any], signed: Signed, mark: str = ""
) -> dict[str, Any]:
    event = Event(
        zone=zone.name,
        subject_kind="place",
        subject=subject_of(place, local_day(zone, micros(signed.at))),
        kind="noted",
        agency=signed.agency,
        place=place,
        other=visit,
        happened_us=micros(signed.at),
        happened_offset_min=offset_min(signed.at),
        payload={"road_order": {key: value for key, value in told.items() if value is not None}},
    )
    nonce = f"{signed.nonce}>{mark or 'order'}"
    row = actions.record(zone, event, NO_WORDS, by=signed.by, at=signed.at, nonce=nonce)
    return {"subject": row.subject, "seq": row.seq}


def _reroute(zone: Zone, order: RoadOrder, said: Said, signed: Signed) -> None:
    target = zone.at(local_day(zone, micros(signed.at))).places.get(order.place or "")
    is_rerouted = said.word == "done" and order.verb == "divert" and order.visit is not None
    if not is_rerouted or not isinstance(target, Gate | Route):
        return
    event = Event(
        zone=zone.name,
        subject_kind="visit",
        subject=order.visit or "",
        kind="rerouted",
        agency=signed.agency,
        place=target.id,
        happened_us=micros(signed.at),
        happened_offset_min=offset_min(signed.at),
        payload={"road_order": order.pk},
    )
    nonce = f"{signed.nonce}>reroute"
    actions.record(zone, event, NO_WORDS, by=signed.by, at=signed.at, nonce=nonce)


def _name_word(word: str) -> Named:
    names = {
        "done": {"vi": "đã thực hiện", "en": "it was done", "zh": "已执行"},
        "cannot": {"vi": "không thực hiện được", "en": "it could not be done", "zh": "无法执行"},
        "withdrawn": {"vi": "đã thu hồi", "en": "it was withdrawn", "zh": "已撤回"},
    }
    return Named(word, names[word])  # type: ignore[arg-type]  # languages as literals
