"""The public page in words: facts of a minute, for a reader of one language."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.movement.times import local_day, local_time
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.gates.page import (
    Reader,
    build_pills,
    direction_word,
    side_word,
    tell_scope,
    tell_stale,
)
from cuakhau.operations.closures.reasons import name_reason
from cuakhau.operations.driver.public.facts import (
    SIDES,
    LineFacts,
    NoticeFacts,
    PlaceFacts,
    PublicFacts,
    QueueFacts,
)
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling.page import say_rule
from cuakhau.operations.yards.models import JumpedCall
from cuakhau.operations.yards.words import name_word
from cuakhau.statistics.live.places import DIRECTIONS, instant_of
from cuakhau.zone.hours import time_zone_of
from cuakhau.zone.types import Hours, Language, Side
from cuakhau.zone.zone import Zone


def build_page(facts: PublicFacts, language: Language) -> dict[str, Any]:
    """Give the page. Its numbers are figures."""
    reader = Reader(facts.zone, facts.now_us, language)
    now = local_time(facts.zone, facts.now_us)
    known = [line for line in facts.lines if _is_known(line)]
    quiet = [one.id for one in facts.lines if one not in known]
    quiet += [
        place.serving.place for line in known for place in line.places if _is_quiet(line, place)
    ]
    return {
        "time": f"{now:%H:%M}",
        "day": f"{now:%d/%m/%Y}",
        "iso": now.isoformat(timespec="seconds"),
        "other_time": f"{_wall(facts.zone, 'cn', facts.now_us):%H:%M}",
        "difference": say_difference(facts.zone, facts.now_us),
        "waiting": facts.waiting,
        "lines": [_tell_line(reader, line) for line in known],
        "quiet": ", ".join(facts.zone.name_of(one, language) for one in quiet),
        "yards": [
            {
                "name": facts.zone.name_of(yard.id, language),
                "standing": yard.standing,
                "capacity": yard.capacity,
            }
            for yard in facts.yards
        ],
        "notices": [tell_notice(reader, one) for one in facts.notices],
        "jumps": [_tell_jump(reader, one) for one in facts.jumps],
        "rule": say_rule(facts.zone, facts.rule, language),
    }


def _wall(zone: Zone, side: Side, now_us: int) -> datetime:
    return instant_of(now_us).astimezone(time_zone_of(zone, side))


def say_difference(zone: Zone, now_us: int) -> str:
    """Say how far ahead the clock of the other side is."""
    ours = _wall(zone, "vn", now_us).utcoffset() or timedelta()
    theirs = _wall(zone, "cn", now_us).utcoffset() or timedelta()
    minutes = (theirs - ours) // timedelta(minutes=1)
    if minutes == 0:
        return _("Both sides have the same time.")
    hours = f"{abs(minutes) / 60:g}"
    if minutes > 0:
        return _("Chinese time is {hours} h ahead of Hà Nội.").format(hours=hours)
    return _("Chinese time is {hours} h behind Hà Nội.").format(hours=hours)


def _is_known(line: LineFacts) -> bool:
    """Tell whether anything is known of a line: vehicles of its own, or how a side serves."""
    return line.is_on_log or any(_is_served(place) for place in line.places)


def _is_quiet(line: LineFacts, place: PlaceFacts) -> bool:
    """Tell whether a route of several is silent: nobody waits, and nobody said how it serves."""
    waiting = any(queue.waiting.value for queue in place.queues.values())
    return len(line.places) > 1 and not waiting and not _is_served(place)


def _is_served(place: PlaceFacts) -> bool:
    return any(cell.word != "unknown" or cell.stale for cell in place.serving.cells.values())


def _tell_line(reader: Reader, line: LineFacts) -> dict[str, Any]:
    return {
        "id": line.id,
        "name": reader.zone.name_of(line.id, reader.language),
        "is_on_log": line.is_on_log,
        "waiting": line.waiting,
        "export": line.waiting_export,
        "import": line.waiting_import,
        "longest": line.longest,
        "places": [
            _tell_place(reader, place) for place in line.places if not _is_quiet(line, place)
        ],
    }


def _tell_place(reader: Reader, place: PlaceFacts) -> dict[str, Any]:
    return {
        "name": reader.zone.name_of(place.serving.place, reader.language),
        "sides": [
            {
                "name": side_word(side),
                "pills": build_pills(reader, place.serving.cells, side),
                "stale": tell_stale(reader, place.serving, side),
                "hours": tell_hours(reader.zone, place.hours[side], side, reader.now_us),
            }
            for side in SIDES
        ],
        "queues": [
            {"way": way, "name": direction_word(way), **_tell_queue(place.queues[way])}
            for way in DIRECTIONS
        ],
    }


def _tell_queue(queue: QueueFacts) -> dict[str, Any]:
    return {
        "waiting": queue.waiting,
        "called": queue.called,
        "passed": queue.passed,
        "soonest": queue.soonest,
        "latest": queue.latest,
    }


def tell_hours(zone: Zone, rows: tuple[Hours, ...], side: Side, now_us: int) -> str:
    """Say today's hours in Hà Nội time, and in the side's own where that is another one."""
    if not rows:
        return _("hours not published")
    spans = []
    for row in rows:
        own = f"{row.opens:%H:%M}–{row.closes:%H:%M}"
        wall = _wall(zone, side, now_us)
        opens, closes = (
            local_time(zone, micros(datetime.combine(wall.date(), at, wall.tzinfo)))
            for at in (row.opens, row.closes)
        )
        ours = f"{opens:%H:%M}–{closes:%H:%M}"
        told = ours if ours == own else _("{ours} (there {own})").format(ours=ours, own=own)
        spans.append(_("at least {hours}").format(hours=told) if row.at_least else told)
    return ", ".join(spans)


def tell_notice(reader: Reader, one: NoticeFacts) -> dict[str, Any]:
    """Say a notice: where, what it stops, why, by which document, from when to when."""
    entry = one.entry
    since = tell_time(reader.zone, entry.holds_from_us, reader.now_us)
    until = tell_time(reader.zone, entry.until_us, reader.now_us)
    return {
        "place": reader.zone.name_of(one.place, reader.language),
        "scope": tell_scope(reader, entry) or pgettext("closure", "everything"),
        "reason": name_reason(entry.reason, reader.language) if entry.reason else "",
        "document": entry.document or "",
        "since": since,
        "until": until or _("until it is lifted"),
        "is_to_come": entry.holds_from_us > reader.now_us,
    }


def _tell_jump(reader: Reader, one: JumpedCall) -> dict[str, Any]:
    zone, language = reader.zone, reader.language
    at_us = micros(one.at)
    is_today = local_day(zone, at_us) == local_day(zone, reader.now_us)
    return {
        "at": f"{local_time(zone, at_us):%H:%M}"
        if is_today
        else f"{local_time(zone, at_us):%H:%M %d/%m}",
        "place": zone.name_of(one.place, language),
        "goods": zone.name_of(one.goods, language) if one.goods else _("unknown"),
        "reason": name_word("jump", one.reason, language),
        "basis": name_word("basis", one.basis, language),
        "document": one.document,
        "office": name_word("office", one.office, language),
        "passed": one.passed,
    }
