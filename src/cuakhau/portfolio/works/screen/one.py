"""One project: what it is, how far, its money, its pace, and who said so."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cuakhau.figures import Data, measure
from cuakhau.figures.format import UNKNOWN, format_money, format_number
from cuakhau.figures.works.register import MONEY
from cuakhau.movement.times import local_time
from cuakhau.operations.times import micros
from cuakhau.portfolio.works.models import Description
from cuakhau.portfolio.works.register.reading import Held
from cuakhau.portfolio.works.rules.law import group_of
from cuakhau.portfolio.works.rules.money import add, advance_left, paid_to_package, years
from cuakhau.portfolio.works.rules.pace import Forecast, curve, forecast_of
from cuakhau.portfolio.works.rules.project import Entry, Problem
from cuakhau.portfolio.works.rules.words import stages
from cuakhau.portfolio.works.screen.page import tell_row
from cuakhau.portfolio.works.screen.pictures import Line, Words, draw_curves
from cuakhau.portfolio.works.screen.reader import Reader
from cuakhau.portfolio.works.screen.words import (
    name_field,
    name_kind,
    name_law,
    name_stage,
    say_act,
    say_day,
)
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

PLANNED, ACCEPTED, PAID = "#8794a0", "#1c7a5b", "#2c5d9f"
RUN = re.compile(r"[0-9]{1,15}")  # a scenario may be named by the number of its run
NEWEST = 12  # lines shown at once; the earlier ones open


def build_one(
    reader: Reader, held: Held, data: Data, revisions: Sequence[Description]
) -> dict[str, Any]:
    """Build what the page of a project shows."""
    zone, language = reader.zone, reader.language
    project, entries = held.project, held.entries
    ahead = forecast_of(project, entries)
    newest = sorted(entries, key=lambda one: (one.day, one.number), reverse=True)
    fits = group_of(project.law, project.field, project.total_vnd)
    return {
        **tell_row(reader, held),
        "project": project,
        "run": int(project.scenario) if RUN.fullmatch(project.scenario) else None,
        "owner": reader.name_unit(project.owner) or UNKNOWN[language],
        "law": name_law(project.law) or UNKNOWN[language],
        "field": name_field(project.field, language),
        "fits": fits if fits and not project.group else "",
        "place": reader.name_place(project.place),
        "funds": [(one.name, format_money(one.amount_vnd, language)) for one in project.funds],
        "stages": _tell_stages(held, reader.today, language),
        "years": _tell_years(held, data, language),
        "packages": _tell_packages(held, language),
        "advance_left": format_money(advance_left(entries), language),
        "has_advances": any(one.kind == "advance" for one in entries),
        "accepted": format_money(add(entries, "accepted"), language),
        "has_accepted": any(one.kind == "accepted" for one in entries),
        "curves": _curves(entries, ahead, reader.today, language),
        "forecast": _tell_forecast(ahead, language),
        "problems": [_tell_problem(reader, one) for one in project.problems],
        "site": _tell_site(held, language),
        "lines": [_tell_line(zone, one, language) for one in newest[:NEWEST]],
        "earlier": [_tell_line(zone, one, language) for one in newest[NEWEST:]],
        "revisions": [
            {
                "act": say_act(one.act, language),
                "by": one.by,
                "at": f"{local_time(zone, micros(one.at)):%H:%M %d/%m/%Y}",
            }
            for one in revisions
        ],
    }


def _tell_stages(held: Held, today: date, language: Language) -> list[dict[str, Any]]:
    told = []
    for kind in stages():
        one = held.project.stage(kind)
        is_late = bool(one.planned and not one.done and one.planned < today)
        told.append(
            {
                "id": kind,
                "name": name_stage(kind, language),
                "planned": say_day(one.planned, language),
                "done": say_day(one.done, language),
                "document": one.document,
                "tone": "good" if one.done else "bad" if is_late else "",
                "is_known": bool(one.planned or one.done),
            }
        )
    return told


def _tell_years(held: Held, data: Data, language: Language) -> list[dict[str, Any]]:
    code = held.project.code
    return [
        {
            "year": one.year,
            "plan": measure(data, MONEY, year=one.year, measure="plan", project=code),
            "paid": measure(data, MONEY, year=one.year, measure="disbursed", project=code),
            "carried": format_money(one.carried_vnd, language) if one.carried_vnd else "–",
            "advanced": format_money(one.advanced_vnd, language) if one.advanced_vnd else "–",
            "share": "–" if one.share_pct is None else f"{one.share_pct:.0f} %",
            "left": format_money(one.left_vnd, language),
        }
        for one in years(held.entries)
    ]


def _tell_packages(held: Held, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "name": one.name,
            "contractor": one.contractor or UNKNOWN[language],
            "contract": format_money(one.contract_vnd, language),
            "signed": say_day(one.signed, language),
            "due": say_day(one.due, language),
            "paid": format_money(paid_to_package(held.entries, one.code), language),
        }
        for one in held.project.packages
    ]


def _tell_problem(reader: Reader, one: Problem) -> dict[str, Any]:
    today, language = reader.today, reader.language
    is_late = bool(one.due and not one.solved and one.due < today)
    return {
        "text": one.text,
        "who": reader.name_unit(one.must_act) or UNKNOWN[language],
        "since": say_day(one.since, language),
        "due": say_day(one.due, language),
        "solved": say_day(one.solved, language) if one.solved else "",
        "tone": "good" if one.solved else "bad" if is_late else "warn",
    }


def _tell_site(held: Held, language: Language) -> dict[str, str]:
    site = held.project.site

    def say(number: int | None) -> str:
        return UNKNOWN[language] if number is None else format_number(number, language)

    if (site.area_m2, site.cleared_m2, site.households) == (None, None, None):
        return {}
    return {
        "area": say(site.area_m2),
        "cleared": say(site.cleared_m2),
        "households": say(site.households),
        "left": say(site.households_left),
    }


def _tell_forecast(ahead: Forecast | None, language: Language) -> dict[str, Any]:
    if ahead is None:
        return {}
    return {
        "planned": say_day(ahead.planned_end, language),
        "expected": say_day(ahead.expected, language),
        "earliest": say_day(ahead.earliest, language),
        "latest": say_day(ahead.latest, language) if ahead.latest else UNKNOWN[language],
        "late": ahead.late_days,
        "pace": f"{100 * ahead.pace:.0f} %",
    }


def _curves(
    entries: Sequence[Entry], ahead: Forecast | None, today: date, language: Language
) -> SafeString:
    planned = curve(entries, ("scheduled",))
    accepted = curve(entries, ("accepted",))
    paid = curve(entries, ("opening", "advance", "payment", "unsplit"))
    if not (planned or accepted or paid):
        return mark_safe("")
    lines = [
        Line(points=points, colour=colour, is_dashed=is_dashed)
        for points, colour, is_dashed in (
            (planned, PLANNED, True),
            (accepted, ACCEPTED, False),
            (paid, PAID, False),
        )
        if points
    ]
    if ahead and accepted and planned and ahead.expected > accepted[-1][0]:
        end = (accepted[-1], (ahead.expected, planned[-1][1]))
        lines.append(Line(points=end, colour="#b3261e", is_dashed=True))
    most = max(amount for line in lines for _, amount in line.points)
    marks = [(part * most // 4, format_money(part * most // 4, language)) for part in range(5)]
    words = Words(title=_("Planned and actual"), today=say_day(today, language), unknown="")
    return mark_safe(draw_curves(lines, today, words, marks))


def _tell_line(zone: Zone, one: Entry, language: Language) -> dict[str, Any]:
    return {
        "kind": name_kind(one.kind, language),
        "year": one.year,
        "amount": format_number(one.amount_vnd, language),
        "is_correction": one.amount_vnd < 0,
        "day": say_day(one.day, language),
        "package": one.package,
        "document": one.document,
        "note": one.note,
        "by": one.by,
        "at": f"{local_time(zone, micros(one.at)):%H:%M %d/%m/%Y}" if one.at else "",
    }
