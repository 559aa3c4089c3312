"""What the page of the process map shows, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.planning.processes.asked import DIRECTIONS, SPANS, Asked, list_gates
from cuakhau.planning.processes.kept import count_days, get_days
from cuakhau.statistics.process import flow_map
from cuakhau.statistics.process.asking import Behind, list_finding, list_way
from cuakhau.statistics.process.counts import Counts, Finding
from cuakhau.statistics.process.picture import Labels, draw_map
from cuakhau.statistics.process.words import name_activity, write_number, write_time
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_VISITS = 500
MOST_VARIANTS, MOST_ROWS = 12, 30
SHADES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads: in which language, with whose secrets, at which time of the zone."""

    zone: Zone
    language: Language
    viewer: str | None
    at: datetime

    def name(self, activity: str) -> str:
        """Name an activity."""
        return name_activity(self.zone.at(self.at.date()), activity, self.language)

    def word(self, row_id: str) -> str:
        """Name a row of the zone, or say that nobody knows."""
        dated = self.zone.at(self.at.date())
        return dated.name_of(row_id, self.language) if row_id else _("unknown")

    def number(self, number: int) -> str:
        """Write a whole number."""
        return write_number(number, self.language)

    def time(self, time_us: int) -> str:
        """Write how long something took."""
        return write_time(time_us, self.language)

    def percent(self, part: int, whole: int) -> str:
        """Write a share with one decimal."""
        text = f"{100 * part / whole if whole else 0:.1f}"
        return f"{text.replace('.', ',') if self.language == 'vi' else text} %"


def build_form(reader: Reader, asked: Asked) -> dict[str, Any]:
    """Give the choices of the form."""
    dated = reader.zone.at(asked.day)
    directions = {"export": _("Export"), "import": _("Import"), "none": _("Neither")}
    return {
        "asked": asked,
        "query": asked.query(),
        "gates": [(one, reader.word(one)) for one in list_gates(dated)],
        "goods": [(one.id, reader.word(one.id)) for one in dated.goods_classes],
        "directions": [(one, directions[one]) for one in DIRECTIONS],
        "spans": SPANS,
    }


def build_map(reader: Reader, asked: Asked) -> dict[str, Any]:
    """Give the map with its tables; `visits` is 0 where nothing was declared on these days."""
    counts = _count(reader, asked)
    made = flow_map.build_map(counts)
    most = max((arc.lasted.visits for arc in made.arcs), default=flow_map.SMALLEST)
    least = min(asked.least, most)
    link = _linker(reader, asked)
    return {
        "asked": asked,
        "visits": counts.visits,
        "tiles": [
            (_("Visits"), reader.number(made.visits), ""),
            (_("Not over yet"), reader.number(made.open_visits), ""),
            (_("Steps on record"), reader.number(made.events), ""),
            (
                _("As their procedure says"),
                reader.percent(counts.conforming, counts.visits),
                _("{n} visits").format(n=reader.number(counts.conforming)),
            ),
        ],
        "svg": SafeString(_draw(reader, asked, made, link)),
        "svg_address": reverse("planning:process-svg", args=[reader.zone.name])
        + "?"
        + asked.query(),
        "least": least,
        "least_text": reader.number(least),
        "most": most,
        "hidden": made.hidden,
        "smallest": flow_map.SMALLEST,
        "at": local_time(reader.zone, int(reader.at.timestamp() * 1_000_000)),
        "slow": [_way_row(reader, arc, link) for arc in _slowest(made)],
        "variants": _variants(reader, counts),
        "rework": [
            {
                "name": reader.name(name),
                "visits": reader.number(one.visits),
                "again": reader.number(one.again),
                "share": reader.percent(one.again, one.visits),
                "extra": reader.number(one.extra),
            }
            for name, one in flow_map.list_rework(counts)[:MOST_ROWS]
        ],
        "matrix": _matrix(reader, counts),
        "findings": [
            _finding_row(reader, asked, finding, visits)
            for finding, visits in flow_map.list_findings(counts)[:MOST_ROWS]
        ],
    }


def draw(reader: Reader, asked: Asked) -> str:
    """Draw the map alone, to be kept or printed."""
    return _draw(reader, asked, flow_map.build_map(_count(reader, asked)), None)


def list_behind(
    reader: Reader, asked: Asked, way: tuple[str, str] | None, finding: Finding | None
) -> dict[str, Any]:
    """List the visits behind a way or a finding; none where they are fewer than is told."""
    days = get_days(reader.zone, asked, reader.viewer, reader.at)
    found: list[Behind] = []
    for day in days:
        if way is not None:
            found += list_way(day.steps, *way, asked.filter, MOST_VISITS)
        elif finding is not None:
            found += list_finding(reader.zone, day.steps, finding, asked.filter, MOST_VISITS)
    if way is not None:
        found.sort(key=lambda one: (-(one.gap_us or 0), one.subject))
    if len({one.subject for one in found}) < flow_map.SMALLEST:
        found = []
    return {
        "title": _say_way(reader, way) if way else _say_finding(reader, finding) if finding else "",
        "is_way": way is not None,
        "is_cut": len(found) > MOST_VISITS,
        "most": MOST_VISITS,
        "smallest": flow_map.SMALLEST,
        "back": asked.query(),
        "rows": [
            {
                "subject": one.subject,
                "at": local_time(reader.zone, one.first_us),
                "lasted": "" if one.gap_us is None else reader.time(one.gap_us),
                "gate": reader.word(one.gate),
                "goods": reader.word(one.goods),
            }
            for one in found[:MOST_VISITS]
        ],
    }


def _count(reader: Reader, asked: Asked) -> Counts:
    days = get_days(reader.zone, asked, reader.viewer, reader.at)
    return count_days(reader.zone, days, asked.filter)


Linker = Callable[[str, str], str]


def _linker(reader: Reader, asked: Asked) -> Linker:
    address = reverse("planning:process-visits", args=[reader.zone.name])

    def link(before: str, activity: str) -> str:
        return f"{address}?{asked.query(before=before, activity=activity)}"

    return link


def _draw(reader: Reader, asked: Asked, made: flow_map.ProcessMap, link: Linker | None) -> str:
    shown = _("frequency") if asked.by == "frequency" else _("median time")
    first = asked.list_days[0]
    days = f"{asked.day:%d/%m/%Y}"
    if first != asked.day:
        days = f"{first:%d/%m/%Y} – {days}"
    labels = Labels(
        title=_("Process map, {days}: {shown}").format(days=days, shown=shown),
        name=reader.name,
        agency=reader.word,
        number=reader.number,
        time=reader.time,
        agencies=[one.id for one in reader.zone.agencies],
        nobody=_("no agency"),
        open_at=link,
    )
    return draw_map(made, labels, by=asked.by, least=asked.least)


def _slowest(made: flow_map.ProcessMap) -> list[flow_map.Arc]:
    """The ways that take the most time in all: how often times how long."""
    ordered = sorted(made.arcs, key=lambda arc: -arc.lasted.mean_us * arc.lasted.count)
    return ordered[:MOST_VARIANTS]


def _way_row(reader: Reader, arc: flow_map.Arc, link: Linker) -> dict[str, str]:
    return {
        "name": _say_way(reader, (arc.before, arc.activity)),
        "address": link(arc.before, arc.activity),
        "visits": reader.number(arc.lasted.visits),
        "mean": reader.time(arc.lasted.mean_us),
        "median": reader.time(arc.lasted.median_us),
        "p90": reader.time(arc.lasted.p90_us),
    }


def _say_way(reader: Reader, way: tuple[str, str]) -> str:
    return f"{reader.name(way[0])} → {reader.name(way[1])}"


def _variants(reader: Reader, counts: Counts) -> dict[str, Any]:
    found = flow_map.list_variants(counts, most=MOST_VARIANTS)
    return {
        "different": reader.number(found.different),
        "hidden": reader.number(found.hidden),
        "rows": [
            {
                "steps": [reader.name(one) for one in variant.activities],
                "visits": reader.number(variant.visits),
                "share": reader.percent(variant.visits, found.visits),
                "so_far": reader.percent(variant.so_far, found.visits),
            }
            for variant in found.shown
        ],
    }


def _matrix(reader: Reader, counts: Counts) -> dict[str, Any]:
    passed = flow_map.list_handovers(counts)
    order = [one.id for one in reader.zone.agencies]
    known = {one for row in passed for one in (row.giver, row.taker)}
    agencies = sorted(known, key=lambda one: (order.index(one) if one in order else 99, one))
    cells = {(one.giver, one.taker): one.lasted for one in passed}
    most = max((one.count for one in cells.values()), default=1)
    return {
        "takers": [reader.word(one) for one in agencies],
        "rows": [
            {
                "giver": reader.word(giver),
                "cells": [
                    {
                        "taker": reader.word(taker),
                        "count": reader.number(lasted.count),
                        "median": reader.time(lasted.median_us),
                        "shade": -(-SHADES * lasted.count // most),
                        "is_own": giver == taker,
                    }
                    if (lasted := cells.get((giver, taker))) is not None
                    else None
                    for taker in agencies
                ],
            }
            for giver in agencies
        ],
    }


def _finding_row(reader: Reader, asked: Asked, finding: Finding, visits: int) -> dict[str, str]:
    words = urlencode({"finding": "1", **finding._asdict()})
    address = reverse("planning:process-visits", args=[reader.zone.name])
    return {
        "text": _say_finding(reader, finding),
        "procedure": reader.word(finding.procedure),
        "visits": reader.number(visits),
        "address": f"{address}?{asked.query()}&{words}",
        "is_bad": "yes" if finding.kind == "order_refused" else "",
    }


def _say_finding(reader: Reader, finding: Finding) -> str:
    step = reader.name(finding.step) if finding.step else ""
    required = reader.name(finding.required) if finding.required else ""
    text = {
        "missing": _("“{step}” is missing, and the vehicle has left"),
        "order_flagged": _("“{step}” before “{required}”: flagged only"),
        "order_refused": _("“{step}” before “{required}”: would be refused"),
        "unknown_step": _("“{step}” is not a step of this procedure"),
        "no_procedure": _("Nobody knows which procedure applies"),
    }.get(finding.kind, "")
    return text.format(step=step, required=required)
