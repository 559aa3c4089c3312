"""Calls that have run out: shown as such at once, written by the next act at a queue."""

from datetime import timedelta

from cuakhau.movement.times import local_day, local_time
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.actions import Signed
from cuakhau.operations.messages import outbox
from cuakhau.operations.times import micros
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.rows import build_row, write_row
from cuakhau.statistics.queues.order import Line, due_us, is_due, place_behind
from cuakhau.zone.waiting import CallRule
from cuakhau.zone.zone import Zone

BY_ITSELF = "calls"
KEPT = timedelta(hours=12)


def find_rule(zone: Zone, place: str | None, at_us: int) -> CallRule | None:
    """Find the rule by which vehicles are called to a place on the day of an instant."""
    return zone.at(local_day(zone, at_us)).find_call_rule(place or "")


def has_run_out(zone: Zone, turn: Turn, now_us: int) -> bool:
    """Tell whether the open call of a vehicle has run out, written or not."""
    call = turn.open_call
    if call is None or not turn.seen.is_open:
        return False
    return is_due(find_rule(zone, turn.seen.gate_place, call.called_us), call, now_us)


def lapse_due(zone: Zone, signed: Signed) -> list[str]:
    """Write the lapse of every call that has run out; give the numbers.

    Two who do it at once write one row: its nonce is made of the call. Each row stands by itself.
    """
    now_us = micros(signed.at)
    line = follow(zone).look(now_us).line
    due = [turn.subject for turn in line.turns.values() if has_run_out(zone, turn, now_us)]
    if not due:
        return []
    line = follow(zone).look(now_us, due).line
    lapsed = [line.turns[subject] for subject in due if subject in line.turns]
    lapsed = [turn for turn in lapsed if has_run_out(zone, turn, now_us)]
    for turn in lapsed:
        _lapse(zone, line, turn, signed)
    follow(zone).look(now_us, due)
    return [turn.subject for turn in lapsed]


def _lapse(zone: Zone, line: Line, turn: Turn, signed: Signed) -> None:
    call = turn.open_call
    rule = find_rule(zone, turn.seen.gate_place, call.called_us) if call else None
    assert call is not None
    assert rule is not None
    ran_out = local_time(zone, due_us(rule, call))
    behind = place_behind(rule, line.queue_of(turn), turn)
    event = build_row(zone, turn.subject, "lapsed", ran_out, place=call.place, other=behind)
    own = Signed(BY_ITSELF, signed.at, f"lapse.{turn.subject}.{call.seq}")
    write_row(zone, event, own, "row")
    letter = outbox.Letter(
        text="call_lapsed" if behind else "call_lapsed_last",
        facts={"visit": turn.subject, "places": str(rule.back_places)},
        visit=turn.subject,
        about=f"call:{call.seq}",
        until=signed.at + KEPT,
    )
    outbox.write(zone.name, [letter], by=BY_ITSELF, at=signed.at, nonce=own.nonce)
