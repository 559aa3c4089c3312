"""The live board in words and shapes: translate back, nothing is counted here."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import DataVersion, Figure, live
from cuakhau.figures.format import format_day, format_short_day
from cuakhau.journal.read import START, Cursor
from cuakhau.movement.event import Event
from cuakhau.movement.times import local_time
from cuakhau.operations.board import chart, load
from cuakhau.operations.board.following import Look
from cuakhau.operations.board.words import tell
from cuakhau.statistics.board import Board, Wait, YardFill
from cuakhau.web.here import Pace
from cuakhau.zone.bulletin.headings import Heading
from cuakhau.zone.bulletin.printed import WHOLE_ZONE
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

TIGHT, FULL = 80, 100

Take = Callable[..., Figure]


def take_from(zone: Zone, look: Look) -> Take:
    """Give what makes the figures of a board: of the log as far as it was read."""
    log = f"cursor:{look.cursor.xid}.{look.cursor.position}"
    version = DataVersion(zone=zone.name, zone_version=zone.version, log=log)
    return partial(live.take, look.board, version=version)


def present(zone: Zone, look: Look, *, language: Language, pace: Pace) -> dict[str, Any]:
    """Give the page of a board. Its numbers are figures of the log as far as it was read."""
    board = look.board
    dated, take = zone.at(board.day), take_from(zone, look)
    on_log = [line.id for line in board.lines if line.is_on_log]
    apart = [line.id for line in board.lines if not line.is_on_log]
    return {
        **present_clock(zone, look, language=language, pace=pace),
        "kpis": _kpis(take),
        "lines": [_line(dated, line, take, language) for line in on_log],
        "lines_apart": _apart(dated, apart, language),
        "chart": chart.draw(zone, board, take),
        **load.present_load(dated, board, take, language),
        "latest": [_told(dated, event, language) for event in look.latest],
        "waits": [_wait(dated, wait, take, language) for wait in board.oldest],
        "yards": [_yard(dated, yard, take, language) for yard in board.yards],
    }


def present_clock(zone: Zone, look: Look, *, language: Language, pace: Pace) -> dict[str, Any]:
    """Give what the clock of a live page shows, and what keeps the page up to date."""
    board, now = look.board, local_time(zone, look.board.now_us)
    return {
        "zone": zone.name,
        "zone_name": name_of(zone, language),
        "zone_version": zone.version[:12],
        "cursor": write_cursor(look.cursor),
        "now": now.isoformat(timespec="seconds"),
        "now_ms": str(board.now_us // 1000),
        "until_ms": "" if pace.until_us is None else str(pace.until_us // 1000),
        "offset_min": str(_offset_min(now)),
        "speed": f"{pace.speed:g}",
        "speed_text": "" if pace.speed == 1 else f"×{pace.speed:g}",
        "time": f"{now:%H:%M}",
        "date": f"{date_format(now, 'l')}, {format_day(now.date(), language)}",
        "window": _window(zone, board, language),
    }


def write_cursor(cursor: Cursor) -> str:
    """Write a cursor as the stream and the page know it."""
    return f"{cursor.xid}-{cursor.position}"


def read_cursor(text: str) -> Cursor:
    """Read a cursor that a page has heard; the beginning of the log where it says none."""
    xid, _, position = text.partition("-")
    if not (xid.isdecimal() and position.isdecimal()):
        return START
    return Cursor(int(xid), int(position))


def name_of(zone: Zone, language: Language) -> str:
    """Name a zone; a demo zone has the name of the real one."""
    return zone.name_of(zone.name.removesuffix("-demo"), language)


def _offset_min(at: datetime) -> int:
    return (at.utcoffset() or timedelta()) // timedelta(minutes=1)


def _window(zone: Zone, board: Board, language: Language) -> str:
    since, until = local_time(zone, board.since_us), local_time(zone, board.until_us)
    return _("Bulletin day {day}: {since} to {until}").format(
        day=format_short_day(board.day, language),
        since=f"{since:%H:%M %d/%m}",
        until=f"{until:%H:%M %d/%m}",
    )


def _kpis(take: Take) -> list[dict[str, Any]]:
    def whole(name: str, heading: Heading) -> Figure:
        return take(f"live.{name}", line=WHOLE_ZONE, heading=heading)

    def split(name: str) -> dict[str, Any]:
        return {
            "value": whole(name, "all"),
            "parts": [
                {"label": pgettext("direction", "export"), "value": whole(name, "export")},
                {"label": pgettext("direction", "import"), "value": whole(name, "import")},
            ],
        }

    arrived = take("live.arrived", line=WHOLE_ZONE)
    turned = take("live.turned_back", line=WHOLE_ZONE)
    return [
        {"kind": "cleared", "label": _("Cleared since the cut-off"), **split("cleared")},
        {"kind": "waiting", "label": _("Waiting now"), **split("waiting")},
        {
            "kind": "arrived",
            "label": _("Arrived"),
            "value": arrived,
            "parts": [{"label": _("turned back"), "value": turned}],
        },
        {"kind": "expected", "label": _("Declared, on the way"), "value": take("live.expected")},
        {
            "kind": "overdue",
            "label": _("Confirmations overdue"),
            "value": take("live.overdue"),
            "parts": [
                {"label": _("beyond their stay"), "value": take("live.beyond_limit")},
                {"label": _("out of order"), "value": take("live.out_of_order")},
            ],
        },
    ]


def _line(dated: Zone, line: str, take: Take, language: Language) -> dict[str, Any]:
    def cell(kind: str, name: str, heading: Heading, label: str) -> dict[str, Any]:
        value = take(f"live.{name}", line=line, heading=heading)
        return {"kind": kind, "label": label, "value": value}

    return {
        "id": line,
        "name": dated.name_of(line, language),
        "cells": [
            cell("export", "cleared", "export_fruit", heading_word("export_fruit")),
            cell("export", "cleared", "export_other", heading_word("export_other")),
            cell("import", "cleared", "import_goods", heading_word("import_goods")),
            cell("import", "cleared", "import_new", heading_word("import_new")),
            cell("total", "cleared", "all", _("Cleared in all")),
            cell("wait", "waiting", "export", _("waiting, export")),
            cell("wait", "waiting", "import", _("waiting, import")),
        ],
        "longest": take("live.longest_wait", line=line),
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


def _apart(dated: Zone, lines: list[str], language: Language) -> str:
    if not lines:
        return ""
    names = ", ".join(dated.name_of(line, language) for line in lines)
    return _("Not on the log, so unknown here (counted by hand where open): {names}.").format(
        names=names
    )


def _told(dated: Zone, event: Event, language: Language) -> dict[str, Any]:
    told = tell(dated, event, language)
    at = local_time(dated, told.at_us)
    return {**asdict(told), "at": at.isoformat(timespec="seconds"), "time": f"{at:%H:%M}"}


def _wait(dated: Zone, wait: Wait, take: Take, language: Language) -> dict[str, Any]:
    return {
        "subject": wait.subject,
        "line": dated.name_of(wait.line, language) if wait.line else _("unknown"),
        "heading": heading_word(wait.heading),
        "place": dated.name_of(wait.place, language) if wait.place else _("unknown"),
        "waits": take("live.wait", visit=wait.subject),
    }


def _yard(dated: Zone, yard: YardFill, take: Take, language: Language) -> dict[str, Any]:
    width = None if not yard.capacity else min(100, yard.taken * 100 // yard.capacity)
    kind = "" if width is None or width < TIGHT else "tight" if width < FULL else "full"
    return {
        "name": dated.name_of(yard.id, language),
        "taken": take("live.standing", yard=yard.id),
        "capacity": take("live.capacity", yard=yard.id),
        "width": width,
        "kind": kind,
    }
