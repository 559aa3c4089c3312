"""Requests for hours in words: who asks, what each force said, what may still be said by whom."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.accounts.rights import may
from cuakhau.operations.centre import notes
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.gates.page import Reader, direction_word, side_word
from cuakhau.operations.centre.hours.acts import OTHER_SIDE
from cuakhau.operations.centre.models import HoursAnswer, HoursRequest
from cuakhau.operations.desk.doors import agency_of
from cuakhau.operations.times import micros
from cuakhau.web.here import Request

WHY = "requests outside of the hours"
TONES = {"yes": "good", "no": "bad", "condition": "warn"}


def answer_word(answer: str) -> str:
    """Say an answer."""
    return {
        "yes": pgettext("answer", "yes"),
        "no": pgettext("answer", "no"),
        "condition": _("on a condition"),
    }[answer]


def outcome_word(outcome: str) -> str:
    """Say what became of a request."""
    words = {
        "granted": _("granted"),
        "refused": pgettext("request", "refused"),
        "withdrawn": _("withdrawn"),
    }
    return words[outcome]


def build_requests(
    request: Request, reader: Reader, found: list[HoursRequest]
) -> list[dict[str, Any]]:
    """Build what is shown of each request, each look at a note kept."""
    refs = [one.note for one in found]
    refs += [answer.condition for one in found for answer in one.answers.all()]
    words = notes.read(request, reader.zone, refs, WHY)
    names = notes.name_people(
        by for one in found for by in (one.by, one.decided_by, *(a.by for a in one.answers.all()))
    )
    return [_build(request, reader, one, words, names) for one in found]


def _build(
    request: Request,
    reader: Reader,
    one: HoursRequest,
    words: dict[str, str],
    names: dict[str, str],
) -> dict[str, Any]:
    zone, language, now_us = reader.zone, reader.language, reader.now_us
    latest: dict[str, HoursAnswer] = {
        answer.agency: answer for answer in sorted(one.answers.all(), key=lambda row: row.pk)
    }
    is_open = one.outcome is None and micros(one.until) > now_us
    scope = [direction_word(one.direction)] if one.direction else []
    scope += [zone.name_of(one.goods, language)] if one.goods else []
    forces = [
        _force(request, reader, force, latest.get(force), words, names) for force in one.forces
    ]
    return {
        "id": one.pk,
        "place": zone.name_of(one.place, language),
        "scope": ", ".join(scope),
        "firm": one.firm or _("the centre"),
        "vehicles": str(one.vehicles),
        "since": tell_time(zone, micros(one.since), now_us),
        "until": tell_time(zone, micros(one.until), now_us),
        "note": words.get(one.note or "", ""),
        "by": names.get(one.by, one.by),
        "is_open": is_open,
        "forces": [{**force, "may": force["may"] and is_open} for force in forces],
        "verdict": _verdict(forces),
        "outcome": outcome_word(one.outcome) if one.outcome else _("its time is over"),
        "outcome_tone": {"granted": "good", "refused": "bad"}.get(one.outcome or "", ""),
        "decided": tell_time(zone, micros(one.decided_until), now_us) if one.decided_until else "",
        "decided_by": names.get(one.decided_by or "", one.decided_by or ""),
    }


def _force(
    request: Request,
    reader: Reader,
    force: str,
    answer: HoursAnswer | None,
    words: dict[str, str],
    names: dict[str, str],
) -> dict[str, Any]:
    is_other = force == OTHER_SIDE
    zone = reader.zone
    may_say = (
        may(request.user, "note_hotline")
        if is_other
        else force == agency_of(request) and may(request.user, "answer_hours", agency=force)
    )
    return {
        "id": force,
        "is_other": is_other,
        "name": side_word("cn") if is_other else zone.name_of(force, reader.language),
        "word": answer_word(answer.answer) if answer else _("not answered yet"),
        "tone": TONES[answer.answer] if answer else "",
        "said": answer.answer if answer else "",
        "condition": words.get(answer.condition or "", "") if answer else "",
        "by": names.get(answer.by, answer.by) if answer else "",
        "at": tell_time(zone, micros(answer.at), reader.now_us) if answer else "",
        "may": may_say,
    }


def _verdict(forces: list[dict[str, Any]]) -> dict[str, str]:
    """Sum the answers up: what stands in the way, if anything."""
    said = [force["said"] for force in forces]
    if "no" in said:
        return {"tone": "bad", "text": _("one of the forces says no")}
    if "" in said:
        waiting = ", ".join(force["name"] for force in forces if not force["said"])
        return {"tone": "warn", "text": _("waiting for: {forces}").format(forces=waiting)}
    if "condition" in said:
        return {"tone": "warn", "text": _("all agree, on conditions")}
    return {"tone": "good", "text": _("all agree")}
