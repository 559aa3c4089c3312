"""The page of a visit in words: its timeline, who is awaited, what is owed, why it waits."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.journal.recent import KeptRefusal
from cuakhau.movement.event import Event
from cuakhau.movement.fees.answer import FeeAnswer
from cuakhau.movement.rules.check import ALL_RULES
from cuakhau.movement.times import local_time
from cuakhau.operations.board.words import tell
from cuakhau.operations.desk.reasons import name_reason
from cuakhau.operations.desk.spans import say_wait
from cuakhau.operations.desk.waiting import Waiting
from cuakhau.zone.refusal import number_of, texts_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

LATE_US = 5 * 60 * 1_000_000
VERBS = {"held": "hold", "correction_asked": "correct", "turned_back": "turn_back"}
_RULES = {number_of(rule): rule for rule in ALL_RULES}


def build_timeline(zone: Zone, events: Sequence[Event], language: Language) -> list[dict[str, Any]]:
    """Tell the rows that a reader may see: both clocks, lateness, flags, what corrects each.

    They are numbered by their place here: a gap would tell of a row that is not shown.
    """
    places: dict[int | None, int] = {
        event.seq: place for place, event in enumerate(events, start=1)
    }
    corrected = {event.corrects: event for event in events if event.corrects is not None}
    return [_tell_row(zone, event, corrected.get(event.seq), places, language) for event in events]


def _tell_row(
    zone: Zone,
    event: Event,
    by: Event | None,
    places: Mapping[int | None, int],
    language: Language,
) -> dict[str, Any]:
    told = tell(zone, event, language)
    happened = local_time(zone, event.happened_us)
    recorded = local_time(zone, event.recorded_us)
    late_us = event.recorded_us - event.happened_us
    reason = (event.payload or {}).get("reason")
    verb = VERBS.get(event.kind)
    return {
        "seq": places[event.seq],
        "kind": told.kind,
        "what": told.what,
        "who": told.who,
        "happened": f"{happened:%H:%M}",
        "day": f"{happened:%d/%m}",
        "recorded": f"{recorded:%H:%M:%S %d/%m/%Y}",
        "late": say_wait(late_us) if late_us > LATE_US else "",
        "is_doubtful": event.is_doubtful,
        "way": event.way,
        "origin": event.origin,
        "reason": name_reason(verb, reason, language) if verb and reason else "",
        "flags": [{"rule": flag, "text": _say_flag(flag, language)} for flag in event.flags],
        "corrects": places.get(event.corrects),
        "struck_by": places[by.seq] if by else None,
        "is_voided": by is not None and by.kind == "voided",
    }


def _say_flag(flag: str, language: Language) -> str:
    """Say a flag in words; a place in its sentence that only the act knew is left open."""
    rule = _RULES.get(flag)
    if rule is None:
        return flag
    texts = texts_of(rule)
    said = texts.get(language) or texts["en"]
    return _without_places(said.reason)


def _without_places(sentence: str) -> str:
    class Open(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return "…"

    return sentence.format_map(Open())


def build_awaited(
    zone: Zone, waiting: Waiting | None, *, now_us: int, secret: frozenset[str], language: Language
) -> list[dict[str, Any]]:
    """List the steps nobody has given yet, who may give them, and since when they wait."""
    if waiting is None:
        return []
    steps: dict[str, dict[str, Any]] = {}
    for agency, awaited in waiting.steps.items():
        for one in awaited:
            if one.step in secret:
                continue
            line = steps.setdefault(
                one.step,
                {
                    "id": one.step,
                    "name": zone.name_of(one.step, language),
                    "agencies": [],
                    "since": f"{local_time(zone, one.since_us):%H:%M %d/%m}",
                    "waits": say_wait(now_us - one.since_us),
                    "optional": one.optional,
                },
            )
            line["agencies"].append(zone.name_of(agency, language))
    return sorted(steps.values(), key=lambda line: line["optional"])


def build_fees(zone: Zone, answer: FeeAnswer, language: Language) -> dict[str, Any]:
    """Say what is owed, line by line, and which rates nobody knows."""
    because = {
        "no_tariff": _("no charge is known for this kind of trip on that day"),
        "no_cell": _("the tariff says nothing of such goods on such a vehicle"),
        "no_rate": _("the rate of this line has not been published"),
        "no_rule_for_use": _("by how much this use changes the rate is not published"),
        "goods_unknown": _("the kind of goods is not known"),
        "class_unknown": _("the class of the vehicle is not known"),
        "not_chargeable_yet": _("it is charged only once the vehicle has come in"),
    }

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    return {
        "total_vnd": answer.total_vnd,
        "why": [because.get(one, one) for one in answer.why],
        "lines": [
            {
                "charge": name(line.charge),
                "goods": name(line.goods),
                "resolution": line.resolution or "",
                "basic_vnd": line.basic_vnd,
                "rules": [name(rule) for rule in line.rules],
                "amount_vnd": line.amount_vnd,
                "why": because.get(line.why, "") if line.why else "",
            }
            for line in answer.lines
        ],
    }


def build_refusals(
    zone: Zone, refusals: Sequence[KeptRefusal], names: Mapping[str, str], language: Language
) -> list[dict[str, Any]]:
    """Tell what was refused of this visit."""
    told = []
    for one in refusals:
        at = local_time(zone, one.at_us)
        step = zone.name_of(one.step, language) if one.step else names.get(one.kind, one.kind)
        told.append(
            {
                "at": f"{at:%H:%M %d/%m}",
                "what": step,
                "rule": one.refusal.rule,
                "reason": one.refusal.reason(language),
                "cure": one.refusal.cure(language),
            }
        )
    return told
