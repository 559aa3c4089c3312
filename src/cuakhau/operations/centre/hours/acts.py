"""Ask for work outside of the hours, answer for one force, decide: the gate opens or not."""

from dataclasses import dataclass
from datetime import datetime

from cuakhau.movement.times import local_day, local_time
from cuakhau.operations.centre import notes
from cuakhau.operations.centre.gates import acts as gates
from cuakhau.operations.centre.gates.acts import Turn
from cuakhau.operations.centre.models import HoursAnswer, HoursRequest
from cuakhau.operations.centre.refusals import (
    c1_place_and_way_are_known,
    c30_request_is_whole,
    c31_request_is_open,
    c32_answer_is_known,
    c33_force_is_asked,
    not_taken,
)
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.messages import outbox
from cuakhau.operations.messages.outbox import Letter
from cuakhau.operations.messages.texts import Fact
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.statistics.live.places import DIRECTIONS, Direction, list_ways
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

OTHER_SIDE = "cn"
ANSWERS = ("yes", "no", "condition")
MOST_VEHICLES = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for. `firm` is who asks, none for the centre itself."""

    place: str
    vehicles: int | None
    since: datetime | None
    until: datetime | None
    firm: str | None = None
    direction: Direction | None = None
    goods: str | None = None
    note: str = ""


def ask(zone: Zone, wish: Wish, signed: Signed) -> HoursRequest:
    """Keep a request and name the forces that have to answer. Raises C1 or C30."""

    def act() -> Answer:
        dated = zone.at(local_day(zone, micros(signed.at)))
        vehicles, since, until = _check(dated, wish, signed.at)
        row = HoursRequest.objects.create(
            zone=zone.name,
            place=wish.place,
            firm=wish.firm,
            direction=wish.direction,
            goods=wish.goods,
            vehicles=vehicles,
            since=since,
            until=until,
            note=notes.keep(zone, wish.note, signed, "wish"),
            forces=[*list_forces(dated, wish.direction), OTHER_SIDE],
            by=signed.by,
            at=signed.at,
        )
        return {"id": row.pk}

    return _get(_once(zone, digest_of("ask hours", wish, signed.by), signed, act))


def answer(
    zone: Zone, request: HoursRequest, force: str, said: tuple[str, str], signed: Signed
) -> HoursRequest:
    """Keep what a force says: yes, no, or condition with its words. Raises C31, C32 or C33."""

    def act() -> Answer:
        held = _lock(request, signed.at)
        word, condition = said[0], said[1].strip()
        if force not in held.forces:
            raise not_taken(c33_force_is_asked, agency=_named(zone, force))
        if word not in ANSWERS or (word == "condition" and not condition):
            raise not_taken(c32_answer_is_known)
        HoursAnswer.objects.create(
            request=held,
            agency=force,
            answer=word,
            condition=notes.keep(zone, condition, signed, force),
            by=signed.by,
            at=signed.at,
        )
        return {"id": held.pk}

    digest = digest_of("answer hours", request.pk, force, said, signed.by)
    return _get(_once(zone, digest, signed, act))


def grant(zone: Zone, request: HoursRequest, until: datetime, signed: Signed) -> HoursRequest:
    """Open the place for the time granted, and tell who asked. Raises C30 or C31."""

    def act() -> Answer:
        held = _lock(request, signed.at)
        if until <= max(held.since, signed.at):
            raise not_taken(c30_request_is_whole)
        gates.write(
            zone,
            Turn(
                verb="open",
                place=held.place,
                direction=held.direction,  # type: ignore[arg-type]  # checked when it was asked
                goods=held.goods,
                since=held.since if held.since > signed.at else None,
                until=until,
                rests_on=f"hours:{held.pk}",
            ),
            signed,
        )
        _decide(zone, held, "granted", until, signed)
        return {"id": held.pk}

    return _get(_once(zone, digest_of("grant", request.pk, until, signed.by), signed, act))


def refuse(zone: Zone, request: HoursRequest, signed: Signed) -> HoursRequest:
    """Refuse a request and tell who asked. Raises C31."""

    def act() -> Answer:
        held = _lock(request, signed.at)
        _decide(zone, held, "refused", held.until, signed)
        return {"id": held.pk}

    return _get(_once(zone, digest_of("refuse", request.pk, signed.by), signed, act))


def list_forces(dated: Zone, direction: str | None) -> list[str]:
    """Name the forces whose steps vehicles of a direction need, in the order of the zone."""
    wanted = {
        agency
        for procedure in dated.procedures
        if procedure.direction in DIRECTIONS and direction in (None, procedure.direction)
        for one in procedure.steps
        if not one.optional
        for agency in dated.step_by_id[one.step].agencies
        if one.step in dated.step_by_id
    }
    return [one.id for one in dated.agencies if one.id in wanted and not one.coordinates]


def _check(dated: Zone, wish: Wish, at: datetime) -> tuple[int, datetime, datetime]:
    """Give the vehicles and the time of a wish that lacks nothing."""
    known = (
        wish.place in list_ways(dated)
        and wish.direction in (None, *DIRECTIONS)
        and wish.goods in (None, *dated.goods_by_id)
    )
    if not known:
        raise not_taken(c1_place_and_way_are_known)
    vehicles, since, until = wish.vehicles, wish.since, wish.until
    if vehicles is None or since is None or until is None:
        raise not_taken(c30_request_is_whole)
    if not 1 <= vehicles <= MOST_VEHICLES or until <= max(since, at):
        raise not_taken(c30_request_is_whole)
    return vehicles, since, until


def _once(zone: Zone, digest: bytes, signed: Signed, act: object) -> int:
    asked = Asked(zone.name, signed.nonce, digest, signed.by, signed.at)
    done, _ = do_once(asked, act)  # type: ignore[arg-type]
    key: int = done["id"]
    return key


def _get(key: int) -> HoursRequest:
    return HoursRequest.objects.get(pk=key)


def _lock(request: HoursRequest, at: datetime) -> HoursRequest:
    held = HoursRequest.objects.select_for_update().get(pk=request.pk)
    if held.outcome is not None or held.until <= at:
        raise not_taken(c31_request_is_open)
    return held


def _decide(zone: Zone, held: HoursRequest, outcome: str, until: datetime, signed: Signed) -> None:
    held.outcome, held.decided_until = outcome, until if outcome == "granted" else None
    held.decided_by, held.decided_at = signed.by, signed.at
    held.save(update_fields=["outcome", "decided_until", "decided_by", "decided_at"])
    if held.firm is None:
        return
    facts: dict[str, Fact] = {
        "place": {str(code): zone.name_of(held.place, code) for code in LANGUAGES},
        "since": f"{local_time(zone, micros(held.since)):%H:%M %d/%m/%Y}",
        "until": f"{local_time(zone, micros(until)):%H:%M %d/%m/%Y}",
    }
    about = f"hours:{held.pk}"
    letter = Letter(text=f"hours_{outcome}", facts=facts, firm=held.firm, about=about, until=until)
    outbox.write(zone.name, [letter], by=signed.by, at=signed.at, nonce=f"{signed.nonce}>told")


def _named(zone: Zone, force: str) -> Named:
    return Named(force, {code: zone.name_of(force, code) for code in LANGUAGES})
