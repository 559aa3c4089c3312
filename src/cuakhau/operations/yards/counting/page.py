"""The count of a yard and the vehicles not found, in words and shapes."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.times import micros
from cuakhau.operations.yards.following import Look
from cuakhau.operations.yards.models import ClosingAsked, YardCount
from cuakhau.operations.yards.plan.page import take_from, tell_vehicle
from cuakhau.operations.yards.words import list_words, name_word
from cuakhau.zone.types import Language, Yard
from cuakhau.zone.zone import Zone


class Decided(NamedTuple):
    """What waits for a second person, by visit, and what two people have closed."""

    asked: dict[str, ClosingAsked]
    closed: Sequence[ClosingAsked]


STATES = {"sighted": "present", "missing": "absent"}


def build_count(
    dated: Zone,
    look: Look,
    yard: Yard,
    count: YardCount | None,
    *,
    now_us: int,
    language: Language,
) -> dict[str, Any]:
    """Give the page of a count: who should be there, row by row as one walks."""
    take = take_from(look, now_us)
    standing = sorted(look.line.standing_in(yard.id), key=_walk)
    since_us = micros(count.at) if count else None
    rows = [
        {
            **tell_vehicle(dated, turn, take, now_us, language),
            "state": find_state(turn, since_us),
            "short": turn.subject[-4:],
        }
        for turn in standing
    ]
    marked = [row["state"] for row in rows]
    return {
        "id": yard.id,
        "name": dated.name_of(yard.id, language),
        "rows": rows,
        "taken": take("yard.vehicles", yard=yard.id),
        "begun": f"{local_time(dated, since_us):%H:%M %d/%m}" if since_us else "",
        "present": marked.count("present"),
        "absent": marked.count("absent"),
    }


def find_state(turn: Turn, since_us: int | None) -> str:
    """Tell what this count said of a vehicle: present, absent, or unknown."""
    if turn.counted is None or since_us is None or turn.counted[1] < since_us:
        return "unknown"
    return STATES[turn.counted[0]]


def build_missing(
    dated: Zone,
    look: Look,
    decided: Decided,
    *,
    now_us: int,
    by: str,
    language: Language,
) -> dict[str, Any]:
    """Give the page of vehicles not found: who is looked for, and what was decided."""
    take = take_from(look, now_us)
    missing = [
        turn
        for turn in look.line.turns.values()
        if turn.seen.missing_us is not None and turn.seen.is_open
    ]
    missing.sort(key=lambda turn: (turn.seen.missing_us or 0, turn.subject))
    return {
        "rows": [
            {
                **tell_vehicle(dated, turn, take, now_us, language),
                "yard_name": dated.name_of(turn.yard, language) if turn.yard else _("unknown"),
                "missing": f"{local_time(dated, turn.seen.missing_us or 0):%H:%M %d/%m}",
                "asked": _tell_asked(dated, decided.asked.get(turn.subject), by, language),
            }
            for turn in missing
        ],
        "closed": [_tell_closed(dated, look, one, language) for one in decided.closed],
        "reasons": list_words("close", language),
    }


def _walk(turn: Turn) -> tuple[Any, ...]:
    """Sort as one walks: by place, then those whose place nobody knows, the longest there first."""
    slot = turn.seen.slot
    code, _dash, number = (slot or "").partition("-")
    letters = code.rstrip("0123456789")
    row = code[len(letters) :]
    return (
        slot is None,
        letters,
        int(row) if row.isdecimal() else 0,
        int(number) if number.isdecimal() else 0,
        turn.since_us or 0,
        turn.subject,
    )


def _tell_asked(
    dated: Zone, asked: ClosingAsked | None, by: str, language: Language
) -> dict[str, Any] | None:
    if asked is None:
        return None
    return {
        "reason": name_word("close", asked.reason, language),
        "by": asked.by,
        "at": f"{local_time(dated, micros(asked.at)):%H:%M %d/%m}",
        "is_own": asked.by == by,
    }


def _tell_closed(dated: Zone, look: Look, one: ClosingAsked, language: Language) -> dict[str, Any]:
    turn = look.line.turns.get(one.subject)
    is_back = turn is not None and turn.seen.is_open
    at = local_time(dated, micros(one.answered_at)) if one.answered_at else None
    return {
        "subject": one.subject,
        "reason": name_word("close", one.reason, language),
        "by": one.by,
        "second": one.answered_by,
        "at": f"{at:%H:%M %d/%m}" if at else "",
        "is_back": is_back,
    }
