"""Note a call: its row with the words kept apart, and a row of the log that goes stale."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.movement.times import local_day
from cuakhau.operations import actions
from cuakhau.operations.centre import notes
from cuakhau.operations.centre.gates import acts as gates
from cuakhau.operations.centre.gates.acts import Turn, Verb
from cuakhau.operations.centre.models import HotlineCall
from cuakhau.operations.centre.refusals import (
    c1_place_and_way_are_known,
    c20_call_is_whole,
    c21_word_has_a_time,
    not_taken,
)
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros, offset_min
from cuakhau.statistics.live.places import Direction, list_ways
from cuakhau.zone.zone import Zone

REASON = "other_side"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What was said. `verb` is what follows for the other side's gate; none where nothing does."""

    place: str
    with_whom: str
    said: str
    speaker: str = ""
    verb: Verb | None = None
    direction: Direction | None = None
    goods: str | None = None
    rate_per_h: int | None = None
    valid_until: datetime | None = None


def note(zone: Zone, call: Call, signed: Signed) -> HotlineCall:
    """Note a call; the same nonce again notes nothing and gives the first one.

    Raises C1, C4, C20 or C21 as `NotTaken`, and what the journal raises.
    """

    def act() -> Answer:
        turn = _check(zone, call, signed)
        row = HotlineCall.objects.create(
            zone=zone.name,
            place=call.place,
            with_whom=call.with_whom,
            speaker=notes.keep(zone, call.speaker, signed, "speaker"),
            said=notes.keep(zone, call.said, signed, "said") or "",
            state=gates.KINDS[call.verb] if call.verb else None,
            direction=call.direction,
            goods=call.goods,
            rate_per_h=call.rate_per_h if call.verb == "slow" else None,
            valid_until=call.valid_until,
            happened_at=signed.at,
            by=signed.by,
            at=signed.at,
        )
        rests_on = f"hotline:{row.pk}"
        if turn is None:
            _write_note(zone, call, row.said, rests_on, signed)
        else:
            gates.write(zone, turn(rests_on), signed)
        return {"id": row.pk}

    asked = Asked(zone.name, signed.nonce, digest_of("call", call, signed.by), signed.by, signed.at)
    answer, _ = do_once(asked, act)
    return HotlineCall.objects.get(pk=answer["id"])


def _check(zone: Zone, call: Call, signed: Signed) -> Any:
    """Refuse what lacks something; give what makes the word about the gate, or none."""
    if not (call.with_whom and call.said):
        raise not_taken(c20_call_is_whole)
    dated = zone.at(local_day(zone, micros(signed.at)))
    if call.place not in list_ways(dated):
        raise not_taken(c1_place_and_way_are_known)
    if call.verb is None:
        return None
    if call.valid_until is None:
        raise not_taken(c21_word_has_a_time)

    def turn(rests_on: str | None = None) -> Turn:
        return Turn(
            verb=call.verb or "open",
            place=call.place,
            side="cn",
            direction=call.direction,
            goods=call.goods,
            reason=REASON if call.verb != "open" else None,
            rate_per_h=call.rate_per_h,
            until=call.valid_until,
            rests_on=rests_on,
        )

    gates.check(zone, turn(), signed.at)
    return turn


def _write_note(zone: Zone, call: Call, said: str, rests_on: str, signed: Signed) -> None:
    event = Event(
        zone=zone.name,
        subject_kind="place",
        subject=subject_of(call.place, local_day(zone, micros(signed.at))),
        kind="noted",
        agency=signed.agency,
        place=call.place,
        other=rests_on,
        happened_us=micros(signed.at),
        happened_offset_min=offset_min(signed.at),
        payload={"note": said},
    )
    nonce = f"{signed.nonce}>{event.subject}"
    actions.record(zone, event, NO_WORDS, by=signed.by, at=signed.at, nonce=nonce)
