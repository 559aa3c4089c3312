"""Incidents in words: the line of a board, the list, and the story of one."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.operations.centre import notes
from cuakhau.operations.centre.clock import tell_lasting, tell_time
from cuakhau.operations.centre.gates.page import Reader
from cuakhau.operations.centre.incidents.acts import KINDS
from cuakhau.operations.centre.models import Incident, IncidentNote
from cuakhau.operations.times import micros
from cuakhau.web.here import Request

ICONS = {
    "accident": "car-crash",
    "breakdown": "tool",
    "fire": "flame",
    "illness": "virus",
    "seizure": "gavel",
}
MINUTE_US = 60_000_000
WHY = "incident {key}"


def kind_word(kind: str) -> str:
    """Name a kind of incident."""
    words = {
        "accident": _("Accident"),
        "breakdown": _("Breakdown"),
        "fire": _("Fire"),
        "illness": _("Illness"),
        "seizure": _("Seizure"),
    }
    return words[kind]


def block_word(blocks: str, rate_per_h: int | None) -> str:
    """Say what an incident blocks."""
    if blocks == "slow" and rate_per_h is not None:
        return _("slowed to {rate} an hour").format(rate=rate_per_h)
    words = {"nothing": _("nothing blocked"), "slow": _("slowed"), "close": _("place closed")}
    return words[blocks]


def list_kinds() -> list[dict[str, str]]:
    """List the kinds to choose from."""
    return [{"id": kind, "name": kind_word(kind), "icon": ICONS[kind]} for kind in KINDS]


def build_incident(reader: Reader, one: Incident) -> dict[str, Any]:
    """Build what is shown of an incident in a line."""
    since_us = micros(one.happened_at)
    until_us = micros(one.closed_at) if one.closed_at else reader.now_us
    return {
        "id": one.pk,
        "kind": one.kind,
        "icon": ICONS[one.kind],
        "what": kind_word(one.kind),
        "place": reader.zone.name_of(one.place, reader.language),
        "time": tell_time(reader.zone, since_us, reader.now_us),
        "lasts": tell_lasting(max(0, until_us - since_us) // MINUTE_US),
        "blocks": one.blocks,
        "block_word": block_word(one.blocks, one.rate_per_h),
        "tone": "bad" if one.blocks == "close" else "warn" if one.blocks == "slow" else "",
        "visits": one.visits,
        "is_open": one.closed_at is None,
        "closed": tell_time(reader.zone, micros(one.closed_at), reader.now_us)
        if one.closed_at
        else "",
        "by": one.by,
        "closed_by": one.closed_by or "",
    }


def build_alarms(reader: Reader, found: list[Incident]) -> list[dict[str, Any]]:
    """Build the lines of a board."""
    return [
        {
            **build_incident(reader, one),
            "address": reverse("centre:incident", args=[one.zone, one.pk]),
        }
        for one in found
    ]


def build_story(request: Request, reader: Reader, one: Incident) -> list[dict[str, Any]]:
    """Build the story of an incident, oldest first; each look at a note is kept."""
    found = list(one.notes.select_related(None).order_by("id"))
    words = notes.read(request, reader.zone, [row.text for row in found], WHY.format(key=one.pk))
    names = notes.name_people(row.by for row in found)
    return [
        {
            "kind": row.kind,
            "word": _note_word(row),
            "text": words.get(row.text or "", ""),
            "file": row.file_id,
            "by": names.get(row.by, row.by),
            "time": tell_time(reader.zone, micros(row.at), reader.now_us),
        }
        for row in found
    ]


def _note_word(row: IncidentNote) -> str:
    words = {
        "reported": _("reported"),
        "note": _("note"),
        "photo": _("photo"),
        "blocked": _("place blocked"),
        "unblocked": _("place free again"),
        "closed": pgettext("incident", "closed"),
    }
    return words[row.kind]
