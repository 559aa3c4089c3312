"""Lorries that unload to others in the yard: the giving visit, and one or two that receive."""

from dataclasses import replace
from typing import Any

from cuakhau.simulation.replay.draft import HOUR, MINUTE, Dice, Draft, Made
from cuakhau.simulation.replay.steps import Times, Trip, draft_declaration, draft_steps, draw_times
from cuakhau.zone.types import Procedure

TWO_RECEIVERS = 0.25


def make_transloading(trip: Trip, receiving: Procedure, dice: Dice) -> list[Made]:
    """Make the visit that unloads, which the bulletin counts, and those that take its goods.

    The zone refuses a transloading before the yard and the permit, so both come first, on time.
    """
    times = draw_times(trip, dice)
    giving = Made(draft_declaration(trip, times, dice.letters(12), dice))
    giving.drafts += draft_steps(trip, times, giving.drafts[0].at_s, dice)
    unloads_s = dice.between(times.physical_s + 30 * MINUTE, times.leaves_s - 20 * MINUTE)
    if unloads_s > trip.cut_off_s:
        return [giving]
    bring_forward(giving.drafts, unloads_s - 5 * MINUTE, dice)
    made = [giving]
    for _ in range(2 if dice.chance(TWO_RECEIVERS) else 1):
        made.append(_make_receiver(trip, receiving, unloads_s, dice))
        link(giving, made[-1], unloads_s - dice.between(30, 240))
    for one in made:
        one.drafts.append(_unloaded(trip, unloads_s))
    return made


def bring_forward(drafts: list[Draft], latest_s: int, dice: Dice) -> None:
    """Let yard and permit be there, and written, before the goods change over."""
    for draft in drafts:
        if draft.step in ("yard_in", "permit"):
            draft.at_s = min(draft.at_s, latest_s - dice.between(10, 120))
            draft.late_s = min(draft.late_s, 5)
            draft.is_prompt = True


def link(one: Made, other: Made, at_s: int) -> None:
    """Tie two visits together, said on both."""
    for here, there in ((one, other), (other, one)):
        facts: dict[str, Any] = {"agency": "yard_operator", "other": there}
        here.drafts.append(Draft("linked", at_s, 4, facts, is_prompt=True))


def _make_receiver(trip: Trip, receiving: Procedure, unloads_s: int, dice: Dice) -> Made:
    empty = replace(trip, procedure=receiving, goods="empty", clock_offset_min=trip.zone_offset_min)
    physical_s = max(unloads_s - dice.minutes(20, 90), trip.opening.opens_s + MINUTE)
    leaves_s = unloads_s + dice.between(30 * MINUTE, 3 * HOUR)
    times = Times(physical_s, physical_s + dice.between(0, 90), leaves_s)
    made = Made(draft_declaration(empty, times, dice.letters(12), dice))
    made.drafts += draft_steps(empty, times, made.drafts[0].at_s, dice)
    bring_forward(made.drafts, unloads_s - 2 * MINUTE, dice)
    return made


def _unloaded(trip: Trip, unloads_s: int) -> Draft:
    facts = {
        "step": "transload",
        "agency": "yard_operator",
        "place": trip.yard or trip.place,
        "found": "nothing",
        "happened_offset_min": trip.zone_offset_min,
    }
    return Draft("confirmed", unloads_s, 8, facts, is_prompt=True)
