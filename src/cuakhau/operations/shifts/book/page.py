"""A day of the log book in words: what was written, and what the system writes of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.operations.centre.gates.page import Reader
from cuakhau.operations.centre.incidents.page import kind_word
from cuakhau.operations.centre.models import Incident, Notice
from cuakhau.operations.shifts.doors import tell_spot
from cuakhau.operations.shifts.models import BookEntry, Handover, Post, Sheet
from cuakhau.operations.times import micros

Words = dict[str, Any]
Window = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is told of: the day and its ends, whose book, names of people, words by reference."""

    day: date
    window: Window
    agency: str
    names: Mapping[str, str]
    texts: Mapping[str, str]


def name_kinds() -> dict[str, str]:
    """Name the kinds of entries."""
    return {
        "event": _("What happened"),
        "order": _("Order received"),
        "equipment": _("Equipment"),
        "people": _("Officers"),
    }


def build_day(reader: Reader, known: Day, entries: list[BookEntry]) -> list[Words]:
    """Build the lines of a day in the order in which things happened."""
    kinds = name_kinds()
    lines = [_tell_entry(reader, known, entry, kinds) for entry in entries]
    lines += list_own_lines(reader, known)
    return sorted(lines, key=lambda line: (line["at_us"], line["number"] or 0))


def _tell_entry(reader: Reader, known: Day, entry: BookEntry, kinds: dict[str, str]) -> Words:
    later = getattr(entry, "corrected_by", None)
    written = local_time(reader.zone, micros(entry.at))
    happened = local_time(reader.zone, micros(entry.happened_at))
    same_day = written.date() == happened.date()
    return {
        "at_us": micros(entry.happened_at),
        "time": f"{happened:%H:%M}",
        "number": entry.number,
        "kind": kinds.get(entry.kind, entry.kind),
        "kind_id": entry.kind,
        "text": known.texts.get(entry.words, _("erased")),
        "by": known.names.get(entry.by, entry.by),
        "written": f"{written:%H:%M}" if same_day else f"{written:%H:%M %d/%m}",
        "corrects": entry.corrects.number if entry.corrects else None,
        "corrected_by": later.number if later else None,
        "is_own": False,
    }


def list_own_lines(reader: Reader, known: Day) -> list[Words]:
    """List what the system writes of itself: posts, handovers, incidents, notices, paper."""
    return [
        *_posts(reader, known),
        *_handovers(reader, known),
        *_incidents(reader, known),
        *_notices(reader, known),
        *_sheets(reader, known),
    ]


def _line(reader: Reader, known: Day, at: datetime, text: str, by: str, address: str = "") -> Words:
    return {
        "at_us": micros(at),
        "time": f"{local_time(reader.zone, micros(at)):%H:%M}",
        "number": None,
        "kind": _("by the system"),
        "kind_id": "",
        "text": text,
        "by": known.names.get(by, by),
        "written": "",
        "corrects": None,
        "corrected_by": None,
        "is_own": True,
        "address": address,
    }


def _is_within(known: Day, at: datetime | None) -> bool:
    return at is not None and known.window[0] <= at < known.window[1]


def _within(known: Day, *fields: str) -> Q:
    """Ask for rows of which one of these times lies within the day."""
    since, until = known.window
    asked = Q()
    for name in fields:
        asked |= Q(**{f"{name}__gte": since, f"{name}__lt": until})
    return asked


def _posts(reader: Reader, known: Day) -> list[Words]:
    rows = Post.objects.filter(
        _within(known, "taken_at", "left_at"), zone=reader.zone.name, agency=known.agency
    )
    lines = []
    for post in rows:
        spot = tell_spot(reader.zone, known.agency, (post.place, post.step), reader.language)
        facts = {"person": known.names.get(post.username, post.username), "post": spot}
        if _is_within(known, post.taken_at):
            text = _("{person} takes the post {post}").format(**facts)
            lines.append(_line(reader, known, post.taken_at, text, post.username))
        if post.left_at is not None and _is_within(known, post.left_at):
            text = _("{person} leaves the post {post}").format(**facts)
            lines.append(_line(reader, known, post.left_at, text, post.left_by or ""))
    return lines


def _handovers(reader: Reader, known: Day) -> list[Words]:
    rows = Handover.objects.filter(
        _within(known, "taken_at"), zone=reader.zone.name, agency=known.agency
    )
    return [
        _line(
            reader,
            known,
            one.taken_at,
            _("{person} takes over from {other}; handover sheet {number}").format(
                person=known.names.get(one.taken_by or "", one.taken_by or ""),
                other=known.names.get(one.by, one.by),
                number=one.pk,
            ),
            one.taken_by or "",
            reverse("shifts:handover", args=[reader.zone.name, one.pk]),
        )
        for one in rows
        if one.taken_at is not None
    ]


def _incidents(reader: Reader, known: Day) -> list[Words]:
    rows = Incident.objects.filter(
        _within(known, "happened_at", "closed_at"), zone=reader.zone.name
    )
    lines = []
    for one in rows:
        place = reader.zone.name_of(one.place, reader.language)
        facts = {"what": kind_word(one.kind), "place": place}
        address = reverse("centre:incident", args=[reader.zone.name, one.pk])
        if _is_within(known, one.happened_at):
            text = _("Incident reported: {what}, {place}").format(**facts)
            lines.append(_line(reader, known, one.happened_at, text, one.by, address))
        if one.closed_at is not None and _is_within(known, one.closed_at):
            text = _("Incident closed: {what}, {place}").format(**facts)
            lines.append(_line(reader, known, one.closed_at, text, one.closed_by or "", address))
    return lines


def _notices(reader: Reader, known: Day) -> list[Words]:
    rows = Notice.objects.filter(_within(known, "at", "ended_at"), zone=reader.zone.name)
    lines = []
    for one in rows:
        address = reverse("centre:notice", args=[reader.zone.name, one.pk])
        if _is_within(known, one.at):
            text = _("Notice {document} published").format(document=one.document)
            lines.append(_line(reader, known, one.at, text, one.by, address))
        if one.ended_at is not None and _is_within(known, one.ended_at):
            text = _("Notice {document} withdrawn").format(document=one.document)
            lines.append(_line(reader, known, one.ended_at, text, one.ended_by or "", address))
    return lines


def _sheets(reader: Reader, known: Day) -> list[Words]:
    rows = Sheet.objects.filter(_within(known, "at"), zone=reader.zone.name, agency=known.agency)
    return [
        _line(
            reader,
            known,
            one.at,
            _("Paper sheet {number} printed").format(number=one.number),
            one.by,
        )
        for one in rows.order_by("number")
    ]
