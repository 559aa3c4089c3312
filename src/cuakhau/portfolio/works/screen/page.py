"""The portfolio: how many, the Gantt chart, the money of the year, places, and red flags."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cuakhau.figures import Data, measure
from cuakhau.figures.format import UNKNOWN, format_money
from cuakhau.figures.works.published import ID as PUBLISHED
from cuakhau.figures.works.register import ALL, COUNT, MEASURES, MONEY
from cuakhau.portfolio.works.register.reading import Held
from cuakhau.portfolio.works.rules.checks import Case, list_broken
from cuakhau.portfolio.works.rules.flags import list_flags
from cuakhau.portfolio.works.rules.money import find_year
from cuakhau.portfolio.works.rules.pace import forecast_of
from cuakhau.portfolio.works.rules.project import Project, began, state_of
from cuakhau.portfolio.works.screen.map import Spot, draw_map
from cuakhau.portfolio.works.screen.pictures import Bar, Pair, Words, draw_gantt, draw_money
from cuakhau.portfolio.works.screen.reader import Reader
from cuakhau.portfolio.works.screen.words import (
    TONES,
    name_stage,
    say_day,
    say_flag,
    say_state,
)
from cuakhau.web.templatetags.figures import linked
from cuakhau.zone.history import History
from cuakhau.zone.types import Gate, Language, Route

MARKS = ("policy_decision", "investment_decision", "ground_breaking", "hand_over")


def build_portfolio(reader: Reader, held: Sequence[Held], data: Data, year: int) -> dict[str, Any]:
    """Build what the page of all works shows of a year."""
    rows = [tell_row(reader, one) for one in held]
    pairs = _pairs(reader, held, year)
    return {
        "year": year,
        "sentence": say_count(data, COUNT, year) if held else "",
        "rows": rows,
        "flagged": [row for row in rows if row["broken"] or row["flags"]],
        "gantt": _gantt(reader, held),
        "money": mark_safe(draw_money(pairs, _("Money of {year}").format(year=year)))
        if pairs
        else "",
        "plan": measure(data, MONEY, year=year, measure="plan", project=ALL),
        "paid": measure(data, MONEY, year=year, measure="disbursed", project=ALL),
        "all_paid": measure(data, MONEY, year=0, measure="disbursed", project=ALL),
        "places": _places(reader, rows),
        "map": mark_safe(draw_map(_spots(reader, held), _("Where the works are"))),
    }


def tell_published(history: History, data: Data) -> list[dict[str, Any]]:
    """Tell the years that were published, each as a sentence whose figures open."""
    found = sorted({row.year for row in history.works})
    return [{"year": year, "sentence": say_count(data, PUBLISHED, year)} for year in found]


def say_count(data: Data, definition: str, year: int) -> SafeString:
    """Say how many projects there were in a year; each number opens."""
    figures = {
        name: linked(measure(data, definition, year=year, measure=name)) for name in MEASURES
    }
    text = _("{owned} projects, {finished} finished and in use, {carried_over} carried over")
    return format_html(text, **figures)


def tell_row(reader: Reader, one: Held) -> dict[str, Any]:
    """Tell a project in a row: how far it is, its money, what is wrong."""
    language = reader.language
    case = Case(project=one.project, entries=one.entries, today=reader.today)
    state = state_of(one.project)
    return {
        "code": one.project.code,
        "name": one.project.name,
        "address": reverse("portfolio:work", args=[reader.zone.name, one.project.code]),
        "state": say_state(state),
        "tone": TONES[state],
        "state_id": state,
        "group": one.project.group or UNKNOWN[language],
        "total": format_money(one.project.total_vnd, language),
        "is_made_up": one.project.is_made_up,
        "source": reader.name_source(one.project.source),
        "source_address": reader.find_address(one.project.source),
        "place": one.project.place,
        "ends": say_day(_end_of(one.project), language),
        "broken": [_tell_broken(rule, language) for rule in list_broken(case)],
        "flags": [say_flag(flag, language, reader.units) for flag in list_flags(case)],
    }


def _tell_broken(rule: Any, language: Language) -> dict[str, str]:
    return {"rule": rule.rule, "reason": rule.reason(language), "cure": rule.cure(language)}


def _end_of(project: Project) -> date | None:
    stage = project.stage("hand_over")
    return stage.done or stage.planned


def _gantt(reader: Reader, held: Sequence[Held]) -> SafeString:
    today, language = reader.today, reader.language
    bars = []
    for one in held:
        project = one.project
        ahead = forecast_of(project, one.entries)
        stage = project.stage("hand_over")
        state = say_state(state_of(project))
        bars.append(
            Bar(
                name=project.name,
                address=reverse("portfolio:work", args=[reader.zone.name, project.code]),
                begins=project.done("ground_breaking")
                or began(project)
                or project.stage("ground_breaking").planned,
                planned_end=stage.planned,
                ended=stage.done,
                forecast=ahead.expected if ahead else None,
                marks=tuple(
                    (day, f"{name_stage(kind, language)}: {say_day(day, language)}")
                    for kind in MARKS
                    if (day := project.done(kind))
                ),
                told=f"{state}; {say_day(stage.done or stage.planned, language)}",
            )
        )
    words = Words(
        title=_("Works over the years"),
        today=say_day(today, language),
        unknown=_("days unknown"),
    )
    return mark_safe(draw_gantt(bars, today, words)) if bars else mark_safe("")


def _pairs(reader: Reader, held: Sequence[Held], year: int) -> list[Pair]:
    language = reader.language
    pairs = []
    for one in held:
        money = find_year(one.entries, year)
        if money is None:
            continue
        share = "" if money.share_pct is None else f" · {money.share_pct:.0f} %"
        pairs.append(
            Pair(
                name=one.project.name,
                address=reverse("portfolio:work", args=[reader.zone.name, one.project.code]),
                plan=money.whole_vnd,
                paid=money.paid_vnd,
                plan_text=format_money(money.whole_vnd, language),
                paid_text=format_money(money.paid_vnd, language) + share,
            )
        )
    return pairs


def _places(reader: Reader, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["place"], []).append(row)
    return [
        {"name": reader.name_place(place), "rows": mine}
        for place, mine in sorted(found.items(), key=lambda one: (not one[0], one[0]))
    ]


def _spots(reader: Reader, held: Sequence[Held]) -> list[Spot]:
    """Give each place of known coordinates with its works; a work's own go before its place's."""
    dated = reader.zone.at(reader.today)
    listed: tuple[Gate | Route, ...] = (*dated.gates, *dated.routes)
    known = {
        one.id: (one.latitude, one.longitude)
        for one in listed
        if one.latitude is not None and one.longitude is not None
    }
    found: dict[tuple[float, float, str], list[str]] = {}
    for one in held:
        project = one.project
        own = (project.latitude, project.longitude)
        is_own = own[0] is not None and own[1] is not None
        spot = own if is_own else known.get(project.place)
        if spot is None:
            continue
        name = project.name if is_own else reader.name_place(project.place)
        key = (float(spot[0] or 0), float(spot[1] or 0), name)
        found.setdefault(key, []).append(project.name)
    return [
        Spot(latitude=north, longitude=east, name=name, count=len(names), told="; ".join(names))
        for (north, east, name), names in found.items()
    ]
