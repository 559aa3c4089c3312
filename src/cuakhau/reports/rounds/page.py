"""Rounds as pages show them: names, days and states in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.accounts.rights import may
from cuakhau.figures.format import format_day, format_short_day
from cuakhau.movement.times import local_time
from cuakhau.reports.documents.models import IssuedDocument
from cuakhau.reports.given.periods import read_periods
from cuakhau.reports.kinds.registry import KINDS
from cuakhau.reports.rounds.models import Round, Step
from cuakhau.reports.rounds.parts import Cell
from cuakhau.reports.rounds.reading import (
    NEAR_DAYS,
    Part,
    Standing,
    compare,
    list_units,
    read_last_text,
    stand,
)
from cuakhau.trade.periods import name_period
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST = 50
COLOURS = {"asked": "info", "sent": "good", "back": "warn"}
CHANGES = {"+": "added", "-": "gone", " ": ""}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: of which zone, in which language, on which day."""

    zone: Zone
    person: Any
    language: Language
    today: date


def tell_rounds(reader: Reader, said: Mapping[str, Any] | None) -> dict[str, Any]:
    """Tell the rounds of a zone, and the form that opens one; `said` is what was refused."""
    rounds = list(Round.objects.filter(zone=reader.zone.name).order_by("-id")[:MOST])
    steps: dict[int, list[Step]] = {one.pk: [] for one in rounds}
    for step in Step.objects.filter(round__in=rounds).order_by("id"):
        steps[step.round_id].append(step)
    ticked = said.getlist("unit") if said is not None and hasattr(said, "getlist") else None
    return {
        "may_open": may(reader.person, "open_round"),
        "kinds": [{"id": one.id, "name": one.names[reader.language]} for one in KINDS.values()],
        "said": said or {},
        "units": [
            {
                "id": one.id,
                "name": getattr(one, reader.language),
                "ticked": one.stands == "in_board" if ticked is None else one.id in ticked,
            }
            for one in list_units(reader.zone)
        ],
        "today": reader.today.isoformat(),
        "rounds": [_head(reader, stand(one, steps[one.pk])) for one in rounds],
    }


def tell_round(reader: Reader, standing: Standing, issued: IssuedDocument | None) -> dict[str, Any]:
    """Tell how a round stands, unit by unit."""
    names, left = _names(reader), standing.days_left(reader.today)
    is_open = standing.approved is None
    return {
        **_head(reader, standing),
        "is_near": is_open and bool(standing.missing) and 0 <= left <= NEAR_DAYS,
        "parts": [
            {
                "unit": part.unit,
                "name": names.get(part.unit, part.unit),
                **_state(part),
                "last": _sign(reader, part.versions[-1]) if part.versions else None,
                "reminded": _sign(reader, part.reminders[-1]) if part.reminders else None,
            }
            for part in standing.parts
        ],
        "missing": [
            {"unit": part.unit, "name": names.get(part.unit, part.unit)}
            for part in standing.missing
        ],
        "may_remind": is_open and bool(standing.missing) and may(reader.person, "open_round"),
        "may_approve": is_open and may(reader.person, "approve_round"),
        "may_issue": standing.approved is not None
        and standing.issued is None
        and may(reader.person, "issue_document"),
        "approved": _sign(reader, standing.approved) if standing.approved else None,
        "issued": _tell_issued(reader, issued) if issued else None,
    }


def tell_part(
    reader: Reader, standing: Standing, part: Part, cells: tuple[Cell, ...]
) -> dict[str, Any]:
    """Tell the part of one unit: cells, text, last period's text, comments, versions."""
    last, last_periods = read_last_text(standing.round, part.unit)
    is_open = standing.approved is None
    older = part.versions[-2].text if len(part.versions) > 1 else last
    reminders, may_approve = part.reminders, may(reader.person, "approve_round")
    return {
        **_head(reader, standing),
        **_state(part),
        "unit": part.unit,
        "unit_name": _names(reader).get(part.unit, part.unit),
        "may_answer": is_open and may(reader.person, "answer_round"),
        "may_comment": is_open and bool(part.versions) and may_approve,
        "may_send_back": is_open and part.state == "sent" and may_approve,
        "text": part.text,
        "last_text": last,
        "last_period": _name_periods(reader, last_periods) if last_periods else "",
        "cells": [
            {
                "mark": cell.mark,
                "name": cell.indicator.names[reader.language],
                "period": name_period(cell.period, reader.language),
                "figure": cell.figure,
            }
            for cell in cells
        ],
        "reminded": _sign(reader, reminders[-1]) if reminders else None,
        "comments": [
            {"is_back": one.act == "back", "text": one.text, **_sign(reader, one)}
            for one in part.comments
        ],
        "versions": [_sign(reader, one) for one in part.versions],
        "compared": [
            {"sign": sign, "look": CHANGES[sign], "line": line}
            for sign, line in compare(older, part.text)
        ]
        if part.versions and older
        else [],
        "is_on_last": len(part.versions) == 1,
    }


def _head(reader: Reader, standing: Standing) -> dict[str, Any]:
    held, left = standing.round, standing.days_left(reader.today)
    came = len(standing.parts) - len(standing.missing)
    if standing.issued:
        word, colour = _("issued"), "good"
    elif standing.approved:
        word, colour = pgettext("round", "approved"), "good"
    elif standing.missing and left < 0:
        word, colour = pgettext("round", "past its due day"), "bad"
    elif standing.missing and left <= NEAR_DAYS:
        word, colour = pgettext("round", "due soon"), "warn"
    elif standing.missing:
        word, colour = pgettext("round", "being written"), "info"
    else:
        word, colour = pgettext("round", "all sent in"), "info"
    kind = KINDS.get(held.kind)
    return {
        "key": held.pk,
        "kind": kind.names[reader.language] if kind else held.kind,
        "periods": _name_periods(reader, held.periods),
        "due": format_short_day(held.due, reader.language),
        "due_long": format_day(held.due, reader.language),
        "round_word": word,
        "round_colour": colour,
        "came": f"{came}/{len(standing.parts)}",
        "is_approved": standing.approved is not None,
    }


def _state(part: Part) -> dict[str, str]:
    words = {
        "asked": pgettext("unit", "asked"),
        "sent": pgettext("unit", "sent in"),
        "back": pgettext("unit", "sent back"),
    }
    return {"word": words[part.state], "colour": COLOURS[part.state]}


def _tell_issued(reader: Reader, issued: IssuedDocument) -> dict[str, Any]:
    return {
        "key": issued.pk,
        "number": str(issued.number),
        "day": format_short_day(issued.day, reader.language),
        "digest": bytes(issued.digest).hex(),
    }


def _sign(reader: Reader, step: Step) -> dict[str, str]:
    at = local_time(reader.zone, step.done_us)
    return {"by": step.done_by, "at": f"{at:%H:%M %d/%m/%Y}"}


def _name_periods(reader: Reader, written: str) -> str:
    names = [name_period(one, reader.language) for one in read_periods(written)]
    return pgettext("document", ", ").join(names)


def _names(reader: Reader) -> dict[str, str]:
    return {one.id: getattr(one, reader.language) for one in list_units(reader.zone)}
