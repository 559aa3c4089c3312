"""What goes wrong on a real day, put on top of an orderly visit: late, at once, twice, corrected.

Nothing here changes whether and when a vehicle arrived and left, so the day's totals hold.
"""

from cuakhau.simulation.replay.draft import MINUTE, Dice, Draft

LATE, VERY_LATE, AT_ONCE, TWICE, CORRECTED, TAKEN_BACK = 0.06, 0.015, 0.12, 0.03, 0.02, 0.008
# Steps that decide neither arrival nor exit: a wrong first time on them changes no total.
SAFE_STEPS = ("payment", "permit", "yard_in", "customs_check")


def put_disorder(drafts: list[Draft], *, last_s: int, dice: Dice) -> list[Draft]:
    """Give the rows of a visit with their mishaps; nothing is written after `last_s`."""
    confirmed = [one for one in drafts if one.kind == "confirmed" and not one.is_prompt]
    found = [*drafts]
    _write_late(confirmed, dice)
    if confirmed and dice.chance(AT_ONCE):
        _write_at_once(confirmed, dice)
    if confirmed and dice.chance(TWICE):
        found.append(_repeated(dice.pick(confirmed), dice))
    safe = [draft for draft in confirmed if draft.step in SAFE_STEPS]
    if safe and dice.chance(CORRECTED):
        found.append(_corrected(dice.pick(safe), dice))
    if safe and dice.chance(TAKEN_BACK):
        found += _taken_back(dice.pick(safe), dice)
    for draft in found:
        draft.late_s = max(min(draft.late_s, last_s - draft.at_s), 0)
    return found


def _write_late(confirmed: list[Draft], dice: Dice) -> None:
    for draft in confirmed:
        if dice.chance(VERY_LATE):
            draft.late_s = dice.minutes(30, 150)
        elif dice.chance(LATE):
            draft.late_s = dice.minutes(1, 15)


def _write_at_once(confirmed: list[Draft], dice: Dice) -> None:
    """One agency writes what it did in a stretch in one go: the same second of recording."""
    agency = dice.pick(sorted({str(draft.facts["agency"]) for draft in confirmed}))
    own = sorted((d for d in confirmed if d.facts["agency"] == agency), key=lambda d: d.at_s)
    stretch = own[len(own) // 2 :]
    if stretch[-1].at_s - stretch[0].at_s < 150 * MINUTE:
        written_s = max(draft.recorded_s for draft in stretch)
        for draft in stretch:
            draft.late_s = written_s - draft.at_s


def _repeated(draft: Draft, dice: Dice) -> Draft:
    """The same tick once more: the second hand on a bad network. The first one counts."""
    later_s = draft.late_s + dice.between(5, 200)
    return Draft(draft.kind, draft.at_s, later_s, {**draft.facts})


def _corrected(draft: Draft, dice: Dice) -> Draft:
    """The first row had a wrong time; the right one takes its place."""
    right = Draft(draft.kind, draft.at_s, 0, {**draft.facts}, corrects=draft)
    draft.at_s -= dice.minutes(2, 20)
    draft.late_s += right.at_s - draft.at_s
    right.late_s = draft.recorded_s + dice.minutes(3, 30) - right.at_s
    return right


def _taken_back(draft: Draft, dice: Dice) -> list[Draft]:
    """A tick meant for another vehicle, taken back by the same agency."""
    wrong = Draft(draft.kind, draft.at_s, draft.late_s + dice.between(30, 300), {**draft.facts})
    undone = {"agency": draft.facts["agency"]}
    written_s = wrong.recorded_s + dice.minutes(1, 20)
    return [wrong, Draft("voided", written_s - 5, 5, undone, corrects=wrong)]
