"""What the page shows: the sentence, the ends of month, quarter and year, series, months, tests."""

from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from cuakhau.trade.made_up import SCOPE
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.trade.nowcast.months.panel import YEAR, write_month
from cuakhau.turnover.forecast.asked import Asked
from cuakhau.turnover.forecast.evidence import (
    is_beaten,
    tell_drift,
    tell_losses,
    tell_pace,
    tell_test,
)
from cuakhau.turnover.forecast.picture import Drawn, draw
from cuakhau.turnover.forecast.words import (
    axis_money,
    growth,
    money,
    period,
    series,
    span,
)
from cuakhau.zone.types import Language

SHOWN_PAST = 24
ALL = "*"
Answer = dict[str, Any]


def build_frame(asked: Asked, language: Language) -> dict[str, Any]:
    """Give what stands on the page whether or not the answer is there."""
    return {
        "zone": asked.zone.name,
        "scope": asked.scope,
        "by": asked.by,
        "scopes": [{"id": one, "name": name_scope(one, language)} for one in asked.scopes],
        "scope_name": name_scope(asked.scope, language) if asked.scope else "",
        "is_made_up": asked.zone.is_demo and asked.scope == SCOPE,
        "pace": tell_pace(asked, language),
        "last_known": period(write_month(asked.panel.end - 1)) if asked.panel.names else "",
    }


def build_answer(asked: Asked, answer: Answer, language: Language) -> dict[str, Any]:
    """Give what came of the question."""
    totals = {(one["series"], one["period"]): one for one in answer["totals"]}
    lead = ALL if any(name == ALL for name, _period in totals) else _only(answer)
    year = f"{asked.panel.end // YEAR:04d}" if asked.panel.names else ""
    ends = [
        totals[lead, name]
        for name in (_quarter(asked.panel.end) if asked.panel.names else "", year)
        if (lead, name) in totals
    ]
    months = _lead_months(asked, answer, lead)
    return {
        "is_forecast": bool(ends),
        "year": year,
        "sentence": _sentence(asked, ends[-1], months, language) if ends else "",
        "tiles": [_tile(one, language) for one in _with_month(ends, months)],
        "picture": _picture(asked, months, language) if ends else "",
        "series": _series(asked, answer, totals, (year, language)),
        "months": [
            {
                "name": period(one["period"]),
                "forecast": money(one["total"], language),
                "range": span(one, 80, language),
                "wide": span(one, 95, language),
                "naive": money(one["naive"], language),
            }
            for one in months
        ],
        "tests": [tell_test(one, language) for one in answer["back_test"]],
        "is_beaten": is_beaten(answer),
        "losses": tell_losses(answer, language),
        "errors": answer.get("past_errors", 0),
    }


def _only(answer: Answer) -> str:
    names = [one["series"] for one in answer["series"] if one["state"] == "forecast"]
    return names[0] if names else ALL


def _quarter(month: int) -> str:
    return f"{month // YEAR:04d}-Q{month % YEAR // 3 + 1}"


def _lead_months(asked: Asked, answer: Answer, lead: str) -> list[dict[str, Any]]:
    """Give the months ahead of all together, or of the only series, with the naive beside."""
    naive: dict[str, float | None] = {}
    for cell in answer["months"]:
        before, add = naive.get(cell["month"], 0.0), cell["naive"]
        naive[cell["month"]] = None if before is None or add is None else before + add
    if lead == ALL:
        rows = [
            one for one in answer["totals"] if one["series"] == ALL and _is_month(one["period"])
        ]
    else:
        rows = [
            {**cell, "period": cell["month"], "total": cell["forecast"], "last_year": cell["naive"],
             "known_months": 0, "hole_months": 0, "months_ahead": 1}
            for cell in answer["months"] if cell["series"] == lead
        ]  # fmt: skip
    return [{**one, "naive": naive.get(one["period"])} for one in rows]


def _is_month(name: str) -> bool:
    return "-" in name and "Q" not in name


def _with_month(ends: list[Answer], months: list[Answer]) -> list[Answer]:
    return [months[0], *ends] if months and ends else ends


def _tile(one: Answer, language: Language) -> dict[str, Any]:
    count = one["known_months"] + one["hole_months"] + one["months_ahead"]
    return {
        "name": period(one["period"]),
        "value": money(one["total"], language),
        "range": span(one, 80, language),
        "growth": growth(one["total"], one["last_year"], language),
        "known": one["known_months"] if count > 1 else None,
        "count": count,
        "holes": one["hole_months"],
    }


def _sentence(
    asked: Asked, year: Answer, months: list[Answer], language: Language
) -> dict[str, Any]:
    rest = [one["naive"] for one in months if one["period"].startswith(year["period"])]
    known = year["known"] + year["guessed_in_holes"]
    naive = None if None in rest else known + sum(rest)
    return {
        "year": year["period"],
        "total": money(year["total"], language),
        "range": span(year, 80, language),
        "growth": growth(year["total"], year["last_year"], language),
        "before": str(int(year["period"]) - 1),
        "known": money(year["known"], language),
        "known_months": year["known_months"],
        "holes": year["hole_months"],
        "naive": money(naive, language),
    }


def _picture(asked: Asked, months: list[Answer], language: Language) -> str:
    past = asked.panel.since(asked.panel.end - SHOWN_PAST)
    known = [None if np.isnan(row).any() else float(row.sum()) for row in past.values]
    ahead = [one["total"] for one in months]
    blank: list[float | None] = [None] * len(known)
    # The line of what is expected begins where what is known ends.
    start = [*blank[:-1], known[-1]]
    top = max(value for value in [*known, *(one["high_95"] for one in months)] if value is not None)
    top, first = _round_up(top), past.first
    return draw(
        Drawn(
            title=_("Turnover by month: known, expected and the same month of last year"),
            known=[*known, *[None] * len(ahead)],
            expected=[*start, *ahead],
            naive=[*blank, *(one["naive"] for one in months)],
            bands=[
                (
                    [*start, *(one[f"low_{coverage}"] for one in months)],
                    [*start, *(one[f"high_{coverage}"] for one in months)],
                )
                for coverage in (95, 80)
            ],
            marks=[
                (month - first, str(month // YEAR))
                for month in range(first, first + len(known) + len(ahead))
                if month % YEAR == 0
            ],
            tops=(axis_money(top / 2, language), axis_money(top, language)),
            most=top,
        )
    )


def _round_up(value: float) -> float:
    """Give the next number of two digits, even, and zeros."""
    step = 10 ** max(0, len(str(int(value))) - 2)
    return float(-(-int(value) // (2 * step)) * 2 * step) or 1.0


def _series(
    asked: Asked,
    answer: Answer,
    totals: dict[tuple[str, str], Answer],
    told_in: tuple[str, Language],
) -> list[dict[str, Any]]:
    year, language = told_in
    rows = []
    for told in answer["told"].get(language, []):
        end = totals.get((told["series"], year))
        rows.append(
            {
                "name": series(asked.zone, told["series"], language),
                "total": money(end["total"], language) if end else "",
                "range": span(end, 80, language) if end else "",
                "growth": growth(end["total"], end["last_year"], language) if end else "",
                "rule": told["rule"],
                "reason": told["reason"],
                "cure": told["cure"],
                "known": told["known_months"],
                "holes": [period(month) for month in told["unknown_months"]],
                "drift": tell_drift(told, language),
            }
        )
    return rows
