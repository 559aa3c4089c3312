"""The page of a visit in words: its timeline, who is awaited, what is owed, why it waits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cuakhau.journal.recent import KeptRefusal
from cuakhau.movement.event import Event
from cuakhau.movement.fees.answer import FeeAnswer
from cuakhau.movement.rules.check import ALL_RULES
from cuakhau.movement.secrecy import CHANNELS
from cuakhau.movement.times import local_time
from cuakhau.operations.board.words import tell
from cuakhau.operations.desk.channels import name_channel
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
    """Tell the rows that a reader may see: both clocks of both sides, flags, what was corrected.

    A correction says what stood before it. Rows have no numbers: a gap would tell of one that is
    not shown.
    """
    rows: dict[int | None, Event] = {event.seq: event for event in events}
    corrected = {event.corrects: event for event in events if event.corrects is not None}
    told = []
    for event in events:
        row = _tell_row(zone, event, language)
        by, before = corrected.get(event.seq), rows.get(event.corrects)
        row["struck"] = "" if by is None else "voided" if by.kind == "voided" else "corrected"
        row["struck_at"] = f"{local_time(zone, by.recorded_us):%H:%M %d/%m}" if by else ""
        if before is not None:
            at = local_time(zone, before.happened_us)
            row["before"] = f"{tell(zone, before, language).what}, {at:%H:%M %d/%m}"
        told.append(row)
    return told


def _tell_row(zone: Zone, event: Event, language: Language) -> dict[str, Any]:
    told = tell(zone, event, language)
    happened = local_time(zone, event.happened_us)
    recorded = local_time(zone, event.recorded_us)
    late_us = event.recorded_us - event.happened_us
    reason = (event.payload or {}).get("reason")
    verb = VERBS.get(event.kind)
    channel = (event.payload or {}).get("channel", "")
    return {
        "kind": told.kind,
        "what": told.what,
        "who": told.who,
        "iso": happened.isoformat(timespec="seconds"),
        "happened": f"{happened:%H:%M}",
        "day": f"{happened:%d/%m}",
        "other_side": _say_other_side(zone, happened),
        "recorded": f"{recorded:%H:%M:%S}"
        if recorded.date() == happened.date()
        else f"{recorded:%H:%M:%S %d/%m}",
        "late": say_wait(late_us) if late_us > LATE_US else "",
        "is_doubtful": event.is_doubtful,
        "source": _say_source(event),
        "reason": name_reason(verb, reason, language) if verb and reason else "",
        "channel": channel if channel in CHANNELS else "",
        "channel_name": name_channel(channel),
        "flags": [{"rule": flag, "text": _say_flag(flag, language)} for flag in event.flags],
        "before": "",
    }


def _say_other_side(zone: Zone, at: datetime) -> str:
    """Give the same moment on the other side's clock, where that is another."""
    there = at.astimezone(ZoneInfo(zone.other_time_zone))
    return "" if there.utcoffset() == at.utcoffset() else f"{there:%H:%M}"


def _say_source(event: Event) -> str:
    """Say where a row came from, where nobody typed it at a desk."""
    ways = {
        "camera": _("by camera"),
        "import": _("from another system"),
        "paper": _("from a paper sheet"),
        "scan": _("scanned"),
    }
    if event.way in ways:
        return ways[event.way]
    return {"import": ways["import"], "device": _("by a device")}.get(event.origin, "")


def name_paper(kind: str) -> str:
    """Name a kind of paper; one that is not known stays as it is."""
    words = {
        "customs_declaration": _("Customs declaration"),
        "transport_permit": _("Transport permit"),
        "phytosanitary": _("Phytosanitary certificate"),
        "animal_health": _("Animal health certificate"),
        "contract": _("Contract or invoice"),
        "other": _("Another paper"),
        "trailer": _("Trailer"),
        "container": _("Container"),
    }
    return words.get(kind, kind)


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
                    "promise": _say_promise(zone, waiting, one.step, now_us),
                },
            )
            line["agencies"].append(zone.name_of(agency, language))
    return sorted(steps.values(), key=lambda line: line["optional"])


def _say_promise(zone: Zone, waiting: Waiting, step: str, now_us: int) -> str:
    promised_us = waiting.promised.get(step)
    if promised_us is None:
        return ""
    at, left_us = local_time(zone, promised_us), promised_us - now_us
    text = (
        _("promised until {at}: {time} overdue")
        if left_us < 0
        else _("promised until {at}: {time} left")
    )
    return text.format(at=f"{at:%H:%M %d/%m}", time=say_wait(abs(left_us)))


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
