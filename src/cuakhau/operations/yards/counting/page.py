"""The count of a yard and the vehicles not found, in words and shapes."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.people import plain
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


PAGE = 60
STATES = {"sighted": "present", "missing": "absent"}


class Walk(NamedTuple):
    """Which part of a count is wanted: the page from 1, or who fits what was typed."""

    number: int = 1
    ends: str = ""
    vehicles: frozenset[str] = frozenset()  # references of plates that end so


def build_count(
    dated: Zone, look: Look, yard: Yard, count: YardCount | None, asked: Walk, *, now_us: int
) -> dict[str, Any]:
    """Give the page of a count: who should be there, in the order in which one walks."""
    standing = sorted(look.line.standing_in(yard.id), key=_walk)
    since_us = micros(count.at) if count else None
    states = {turn.subject: find_state(turn, since_us) for turn in standing}
    pages = max(1, -(-len(standing) // PAGE))
    number = min(max(1, asked.number), pages)
    shown = standing[(number - 1) * PAGE : number * PAGE]
    if asked.ends:
        shown = [turn for turn in standing if _fits(turn, asked)][:PAGE]
    here = [states[turn.subject] for turn in shown]
    marked = list(states.values())
    return {
        "id": yard.id,
        "turns": shown,
        "states": states,
        "taken": take_from(look, now_us)("yard.vehicles", yard=yard.id),
        "begun": f"{local_time(dated, since_us):%H:%M %d/%m}" if since_us else "",
        "present": marked.count("present"),
        "absent": marked.count("absent"),
        "elsewhere_present": marked.count("present") - here.count("present"),
        "elsewhere_absent": marked.count("absent") - here.count("absent"),
        "number": number,
        "pages": 1 if asked.ends else pages,
        "previous": number - 1,
        "following": number + 1,
        "asked": asked.ends,
    }


def _fits(turn: Turn, asked: Walk) -> bool:
    return plain(turn.subject).endswith(asked.ends) or turn.seen.vehicle in asked.vehicles


def tell_rows(
    dated: Zone, look: Look, page: dict[str, Any], *, now_us: int, language: Language
) -> list[dict[str, Any]]:
    """Tell of each vehicle of a page of a count."""
    take = take_from(look, now_us)
    return [
        {
            **tell_vehicle(dated, turn, take, now_us, language),
            "state": page["states"][turn.subject],
        }
        for turn in page["turns"]
    ]


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
