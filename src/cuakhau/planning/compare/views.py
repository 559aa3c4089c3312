"""Runs side by side: translate, one call, translate back."""

from typing import Any

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.rights import needs
from cuakhau.planning.compare.build import (
    BY_GROUP,
    MEASURES,
    SideBySide,
    build_groups,
    build_rows,
    build_yards,
    put_side_by_side,
)
from cuakhau.planning.compare.words import measure_word, place_word, verdict_word
from cuakhau.planning.experiments.measured import ALL, GROUPINGS
from cuakhau.planning.models import Run
from cuakhau.planning.runs import runner
from cuakhau.planning.runs.page import build_run
from cuakhau.planning.scenarios.names import name_unstable
from cuakhau.planning.scenarios.stopped import tell_stops
from cuakhau.planning.shown import get_run, show
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@require_safe
@needs("see_plans")
def show_run(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show one run: how far it is, and what came of it once it is done."""
    zone = request.here.get_zone(zone_name)
    runner.note_cut(zone.name, request.here.wall_now())
    run = get_run(zone, key)
    words: dict[str, Any] = {"run": build_run(zone, run, language_of(request))}
    if words["run"]["is_done"]:
        words |= _build(request, zone, put_side_by_side([run]))
    return show(request, zone, "run", words)


@require_safe
@needs("see_plans")
def show_compared(request: Request, zone_name: str) -> HttpResponseBase:
    """Show up to five runs side by side; the first chosen is the base of all differences."""
    zone = request.here.get_zone(zone_name)
    sides = read_chosen(request, zone)
    return show(request, zone, "compared", _build(request, zone, sides))


def read_chosen(request: Request, zone: Zone) -> SideBySide:
    """Read which runs are chosen (`?run=3&run=5`), the base first. Raises `PlanRefused`."""
    chosen = [int(key) for key in request.GET.getlist("run") if key.isdecimal() and len(key) < 10]
    first = request.GET.get("base", "")
    if first.isdecimal() and int(first) in chosen:
        chosen.insert(0, int(first))
    wanted = list(dict.fromkeys(chosen))
    found = Run.objects.defer("results").filter(zone=zone.name, pk__in=wanted)
    runs = {run.pk: run for run in found}
    return put_side_by_side([runs[key] for key in wanted if key in runs])


def _build(request: Request, zone: Zone, sides: SideBySide) -> dict[str, Any]:
    language = language_of(request)
    measure = request.GET.get("measure", "")
    measure = measure if measure in BY_GROUP else BY_GROUP[0]
    runs = [
        {**build_run(zone, kept.run, language), "mark": sides.mark(kept)} for kept in sides.kept
    ]
    yards = build_yards(sides)
    for yard in yards:
        yard["name"] = place_word(zone, yard["id"], language)
    groups = {name: build_groups(sides, name, measure) for name in GROUPINGS}
    for row in [row for rows in groups.values() for row in rows]:
        row["name"] = place_word(zone, row["id"], language)
    whole = build_rows(sides, ALL, MEASURES)
    for cell in [
        cell for rows in (whole, *groups.values()) for row in rows for cell in row["cells"]
    ]:
        cell["word"] = verdict_word(cell["verdict"]) if cell["change"] else ""
    return {
        "runs": runs,
        "whole": whole,
        "parts": [
            {"name": _("Gate"), "rows": groups["gate"]},
            {"name": _("Class of vehicle"), "rows": groups["class"]},
            {"name": _("Goods"), "rows": groups["goods"]},
        ],
        "measure": measure,
        "measures": [{"id": one, "name": measure_word(one)} for one in BY_GROUP],
        "yards": yards,
        "unstable": _unstable(zone, sides, language),
        "stops": [
            {"mark": sides.mark(kept), **row}
            for kept in sides.kept
            for row in tell_stops(zone, kept.run.stops or [], language)
        ],
        "asked": "&".join(f"run={kept.run.pk}" for kept in sides.kept),
    }


def _unstable(zone: Zone, sides: SideBySide, language: Language) -> list[dict[str, str]]:
    """List the posts that are offered more work than they can do, by run."""
    return [
        {"mark": sides.mark(kept), "post": post}
        for kept in sides.kept
        for post in name_unstable(zone, kept.measured, language)
    ]
