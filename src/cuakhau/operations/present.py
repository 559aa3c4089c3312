"""The live board in words and shapes: translate back, nothing is counted here."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cuakhau.journal.read import Cursor
from cuakhau.movement.event import Event
from cuakhau.movement.times import local_time
from cuakhau.operations.board import HOUR_US, Board, Line, Wait, YardFill
from cuakhau.operations.words import tell
from cuakhau.web.here import Pace
from cuakhau.zone.bulletin.headings import Heading
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

BAR_PX, STEP_PX, CHART_PX = 8, 20, 160
TIGHT, FULL = 80, 100
MINUTE_US = 60_000_000


def present(
    zone: Zone, board: Board, latest: Sequence[Event], *, language: Language, pace: Pace
) -> dict[str, Any]:
    """Give the page of a board."""
    dated = zone.at(board.day)
    now = local_time(zone, board.now_us)
    on_log = [line for line in board.lines if line.is_on_log]
    apart = [line for line in board.lines if not line.is_on_log]
    return {
        "zone": zone.name,
        "zone_version": zone.version[:12],
        "now": now.isoformat(timespec="seconds"),
        "now_ms": board.now_us // 1000,
        "until_ms": "" if pace.until_us is None else pace.until_us // 1000,
        "offset_min": _offset_min(now),
        "speed": f"{pace.speed:g}",
        "speed_text": "" if pace.speed == 1 else f"×{pace.speed:g}",
        "time": f"{now:%H:%M}",
        "date": date_format(now, "l, d/m/Y"),
        "window": _window(zone, board),
        "kpis": _kpis(board),
        "lines": [_line(dated, line, board.now_us, language) for line in on_log],
        "lines_apart": _apart(dated, apart, language),
        "chart": _chart(zone, board),
        "latest": [_told(dated, event, language) for event in latest],
        "waits": [_wait(dated, wait, board.now_us, language) for wait in board.oldest],
        "yards": [_yard(dated, yard, language) for yard in board.yards],
    }


def write_cursor(cursor: Cursor) -> str:
    """Write a cursor as the stream and the page know it."""
    return f"{cursor.xid}-{cursor.position}"


def name_of(zone: Zone, language: Language) -> str:
    """Name a zone; a demo zone has the name of the real one."""
    return zone.name_of(zone.name.removesuffix("-demo"), language)


def say_wait(wait_us: int) -> str:
    """Say how long something took, in hours and minutes."""
    minutes = max(0, wait_us) // MINUTE_US
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        return _("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)
    return _("{days} d {hours} h").format(days=minutes // 1440, hours=minutes % 1440 // 60)


def _offset_min(at: datetime) -> int:
    return (at.utcoffset() or timedelta()) // timedelta(minutes=1)


def _window(zone: Zone, board: Board) -> str:
    since, until = local_time(zone, board.since_us), local_time(zone, board.until_us)
    return _("Bulletin day {day}: {since} to {until}").format(
        day=f"{board.day:%d/%m/%Y}", since=f"{since:%H:%M %d/%m}", until=f"{until:%H:%M %d/%m}"
    )


def _kpis(board: Board) -> list[dict[str, Any]]:
    def parts(counts: Any) -> list[dict[str, Any]]:
        return [
            {"label": pgettext("direction", "export"), "value": counts["export"]},
            {"label": pgettext("direction", "import"), "value": counts["import"]},
        ]

    return [
        {
            "kind": "cleared",
            "label": _("Cleared since the cut-off"),
            "value": board.cleared["all"],
            "parts": parts(board.cleared),
        },
        {
            "kind": "waiting",
            "label": _("Waiting now"),
            "value": board.waiting["all"],
            "parts": parts(board.waiting),
        },
        {"kind": "arrived", "label": _("Arrived"), "value": board.arrived},
        {
            "kind": "expected",
            "label": _("Declared, on the way"),
            "value": board.expected,
        },
        {"kind": "turned", "label": _("Turned back"), "value": board.turned_back},
    ]


def _line(dated: Zone, line: Line, now_us: int, language: Language) -> dict[str, Any]:
    def cell(kind: str, label: str, value: int | None) -> dict[str, Any]:
        return {"kind": kind, "label": label, "value": value}

    cleared, waiting = line.cleared, line.waiting
    return {
        "id": line.id,
        "name": dated.name_of(line.id, language),
        "cells": [
            cell("export", heading_word("export_fruit"), cleared["export_fruit"]),
            cell("export", heading_word("export_other"), cleared["export_other"]),
            cell("import", heading_word("import_goods"), cleared["import_goods"]),
            cell("import", heading_word("import_new"), cleared["import_new"]),
            cell("total", _("Cleared in all"), cleared["all"]),
            cell("wait", _("waiting, export"), waiting["export"]),
            cell("wait", _("waiting, import"), waiting["import"]),
        ],
        "oldest": say_wait(now_us - line.oldest_us) if line.oldest_us is not None else "–",
    }


def heading_word(heading: Heading) -> str:
    """Name a heading of the bulletin."""
    words: dict[Heading, str] = {
        "all": _("all vehicles"),
        "export": _("export vehicles"),
        "export_fruit": _("export, fruit"),
        "export_other": _("export, other goods"),
        "import": _("import vehicles"),
        "import_goods": _("import, goods vehicles"),
        "import_new": _("import, new vehicles"),
    }
    return words[heading]


def _apart(dated: Zone, lines: list[Line], language: Language) -> str:
    if not lines:
        return ""
    names = ", ".join(dated.name_of(line.id, language) for line in lines)
    return _("Not on the log, so unknown here (counted by hand where open): {names}.").format(
        names=names
    )


def _chart(zone: Zone, board: Board) -> dict[str, Any]:
    top = max([1, *(max(hour.arrived, hour.cleared) for hour in board.hours)])
    bars: list[dict[str, Any]] = []
    for place, hour in enumerate(board.hours):
        x = place * STEP_PX + 2
        arrived, going_out, coming_in = (
            -(-number * CHART_PX // top)
            for number in (hour.arrived, hour.cleared_export, hour.cleared_import)
        )
        bars += [
            _bar("arrived", x, CHART_PX, arrived),
            _bar("import", x + BAR_PX, CHART_PX, coming_in),
            _bar("export", x + BAR_PX, CHART_PX - coming_in, going_out),
        ]
    starts = [local_time(zone, hour.since_us) for hour in board.hours]
    width = len(board.hours) * STEP_PX
    return {
        "top": top,
        "bars": [bar for bar in bars if bar["height"]],
        "marks": [CHART_PX // 4 * quarter for quarter in range(4)],
        "width": width,
        "height": CHART_PX,
        "now": min(width, (board.now_us - board.since_us) * STEP_PX // HOUR_US),
        "hours": [f"{at:%H}" if place % 3 == 1 else "" for place, at in enumerate(starts)],
        "rows": [
            {**asdict(hour), "hour": f"{at:%H:%M}"}
            for hour, at in zip(board.hours, starts, strict=True)
            if hour.arrived or hour.cleared
        ],
        "label": _chart_label(board, starts),
    }


def _bar(kind: str, x: int, base: int, height: int) -> dict[str, Any]:
    return {"kind": kind, "x": x, "y": base - height, "width": BAR_PX, "height": height}


def _chart_label(board: Board, starts: list[datetime]) -> str:
    busiest = max(range(len(starts)), key=lambda place: board.hours[place].cleared)
    hour = board.hours[busiest]
    sentence = ngettext(
        "Busiest hour: {since} to {until}, {number} vehicle cleared, {arrived} arrived.",
        "Busiest hour: {since} to {until}, {number} vehicles cleared, {arrived} arrived.",
        hour.cleared,
    )
    until = starts[busiest] + timedelta(hours=1)
    return sentence.format(
        since=f"{starts[busiest]:%H:%M}",
        until=f"{until:%H:%M}",
        number=hour.cleared,
        arrived=hour.arrived,
    )


def _told(dated: Zone, event: Event, language: Language) -> dict[str, Any]:
    told = tell(dated, event, language)
    at = local_time(dated, told.at_us)
    return {**asdict(told), "at": at.isoformat(timespec="seconds"), "time": f"{at:%H:%M}"}


def _wait(dated: Zone, wait: Wait, now_us: int, language: Language) -> dict[str, Any]:
    return {
        "subject": wait.subject,
        "line": dated.name_of(wait.line, language) if wait.line else _("unknown"),
        "heading": heading_word(wait.heading),
        "place": dated.name_of(wait.place, language) if wait.place else _("unknown"),
        "waits": say_wait(now_us - wait.since_us),
    }


def _yard(dated: Zone, yard: YardFill, language: Language) -> dict[str, Any]:
    width = None if not yard.capacity else min(100, yard.taken * 100 // yard.capacity)
    kind = "" if width is None or width < TIGHT else "tight" if width < FULL else "full"
    return {
        "name": dated.name_of(yard.id, language),
        "taken": yard.taken,
        "capacity": yard.capacity,
        "width": width,
        "kind": kind,
    }
