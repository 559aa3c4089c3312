"""What the pages of the clock show, from the kept rows of a period."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cuakhau.planning.clock.reading import Period
from cuakhau.planning.clock.splitting import (
    MOST_BARS,
    SPLITS,
    WIDTH,
    Asked,
    build_bar,
    measure_published,
    measure_split,
    only,
    order_groups,
)
from cuakhau.planning.clock.words import (
    cause_word,
    charge_word,
    counted,
    lasting,
    percent,
    rate_meaning,
    rate_word,
    signed,
    split_word,
)
from cuakhau.statistics.clock.causes import CAUSES, Spent
from cuakhau.statistics.clock.comparing import compare_agencies, waits_of
from cuakhau.statistics.clock.publishing import LEAST
from cuakhau.statistics.clock.tables import ALL, Row
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def build_overview(
    zone: Zone, period: Period, gate: str, by: str, language: Language
) -> dict[str, Any]:
    """Give bars by gate or by what is asked, the causes, agencies side by side, rates."""
    spent = only(period.spent, "gate", gate)
    of_gates = measure_published(period.spent, ("gate",))
    of_groups = of_gates if by == "gate" else measure_split(period.spent, by, gate)
    charged = [
        row for row in measure_published(period.spent, ("gate", "agency")) if row.group[0] == gate
    ]
    asked = Asked(zone, period, gate, by, language)
    bars = [
        build_bar(asked, [row for row in of_groups if row.group == (one,)], one)
        for one in order_groups(of_groups, by)
    ]
    total = [row for row in of_gates if row.group == (gate,)]
    whole = build_bar(replace(asked, by="gate"), total, gate)
    seen = {part["cause"] for bar in (whole, *bars) for part in bar["parts"]}
    return {
        "least": LEAST,
        "causes": [{"id": one, "name": cause_word(one)} for one in CAUSES if one in seen],
        "whole": whole,
        "bars": [] if by == "gate" and gate else bars[:MOST_BARS],
        "bars_more": max(0, len(bars) - MOST_BARS),
        "by": by,
        "splits": [{"id": one, "name": split_word(one)} for one in SPLITS],
        "gate": gate,
        "gate_name": zone.name_of(gate, language) if gate else "",
        "rows": [
            _row(zone, row, period, gate, language)
            for row in _by_total(charged)
            if row.cause != ALL
        ],
        "agencies": _list_agencies(zone, spent, language),
        "rates": list_rates(period, language),
        "open": counted(period.facts[-1]["open"], language),
    }


def _row(zone: Zone, row: Row, period: Period, gate: str, language: Language) -> dict[str, Any]:
    agency = row.group[-1]
    mean, median, p90 = row.mean_s, row.median_s, row.p90_s
    asked = {"period": period.name, "gate": gate, "cause": row.cause, "agency": agency or ""}
    return {
        "cause": row.cause,
        "name": charge_word(zone, row.cause, None if agency is None else str(agency), language),
        "count": counted(row.count, language),
        "mean": lasting(mean.value),
        "range": "" if mean.low is None else f"{lasting(mean.low)} – {lasting(mean.high)}",
        "median": lasting(median.value),
        "p90": lasting(p90.value),
        "share": percent(row.share, language),
        "is_told": row.count is not None,
        "query": urlencode(asked),
    }


def _by_total(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.total_us is None, -(row.total_us or 0), row.cause))


def _list_agencies(zone: Zone, spent: Spent, language: Language) -> list[dict[str, Any]]:
    rows = compare_agencies(spent)
    most = max((max(row.raw_s or 0, row.standardised_s or 0) for row in rows), default=0) or 1
    return [
        {
            "id": row.agency,
            "name": zone.name_of(row.agency, language),
            "visits": counted(row.visits if row.visits >= LEAST else None, language),
            "raw": lasting(row.raw_s),
            "fair": lasting(row.standardised_s),
            "range": "" if row.low_s is None else f"{lasting(row.low_s)} – {lasting(row.high_s)}",
            "raw_width": round((row.raw_s or 0) / most * WIDTH),
            "fair_width": round((row.standardised_s or 0) / most * WIDTH),
            "coverage": percent(row.coverage, language),
        }
        for row in rows
    ]


def build_agency(zone: Zone, period: Period, agency: str, language: Language) -> dict[str, Any]:
    """Give one agency's own view: its time by gate, what it waits for from others, its ticks."""
    mine = measure_published(period.spent, ("gate", "agency"))
    own = [row for row in mine if row.group[1] == agency]
    waits = waits_of(period.spent, agency)
    whole = sum(micros for *_rest, micros in waits) or 1
    return {
        "agency": agency,
        "name": zone.name_of(agency, language),
        "least": LEAST,
        "rows": [
            {**_row(zone, row, period, str(row.group[0] or ""), language),
             "gate": zone.name_of(str(row.group[0]), language) if row.group[0] else _("Whole zone"),
             "name": charge_word(zone, row.cause, agency, language)}
            for row in _by_total(own)
        ],
        "waits": [
            {"cause": cause, "name": charge_word(zone, cause, other, language),
             "visits": counted(visits, language),
             "each": lasting(micros / visits / 1e6), "share": percent(micros / whole, language),
             "width": round(micros / whole * WIDTH)}
            for cause, other, visits, micros in waits
        ],
        "ticks": _ticks(period, agency, language),
        "clocks": _clocks(zone, period, agency, language),
        "offset": _offset(period, agency),
    }  # fmt: skip


def _ticks(period: Period, agency: str, language: Language) -> dict[str, Any] | None:
    rows = [row for facts in period.facts for row in facts["ticks"] if row["agency"] == agency]
    if not rows:
        return None
    last = rows[-1]
    return {
        "ticks": counted(sum(row["ticks"] for row in rows), language),
        "late": counted(sum(row["late"] for row in rows), language),
        "recorded": lasting(last["recorded_p90_s"]),
        "after": lasting(last["after_p90_s"]),
    }


def _clocks(zone: Zone, period: Period, agency: str, language: Language) -> list[dict[str, Any]]:
    """List the pairs of clocks of the last day that cannot both be right, the one ahead second."""
    told = []
    for row in period.facts[-1]["clocks"]:
        if not row["disagree"] or agency not in (row["of"], row["ahead"]):
            continue
        of, ahead, low, high = row["of"], row["ahead"], row["low_s"], row["high_s"]
        if high is not None and high < 0:
            of, ahead, low, high = ahead, of, -high, None if low is None else -low
        told.append({
            "of": zone.name_of(of, language), "ahead": zone.name_of(ahead, language),
            "low": lasting(low), "high": "" if high is None else lasting(high),
            "pairs": counted(row["pairs"], language),
        })  # fmt: skip
    return told


def _offset(period: Period, agency: str) -> dict[str, Any] | None:
    """Tell how far an agency's clock was from that of all on the last day; `None`: unknown."""
    rows = [row for row in period.facts[-1].get("offsets", ()) if row["agency"] == agency]
    if not rows or rows[0]["ahead_s"] is None:
        return None
    row = rows[0]
    told = {name: signed(row[f"{name}_s"]) for name in ("ahead", "low", "high")}
    return {**told, "pairs": row["pairs"], "is_off": row["is_off"]}


def list_rates(period: Period, language: Language) -> list[dict[str, Any]]:
    """Add up the rates of the days of a period."""
    rows = []
    for name in period.facts[0]["rates"]:
        count = sum(facts["rates"][name][0] for facts in period.facts)
        of = sum(facts["rates"][name][1] for facts in period.facts)
        few = of < LEAST or 0 < count < LEAST and name != "backlog"
        value = None if few or not of else count / of
        rows.append({
            "name": rate_word(name), "meaning": rate_meaning(name),
            "of": counted(of, language) if of else "",
            "value": percent(value, language) if of else _("unknown"),
            "count": counted(None if few else count, language),
        })  # fmt: skip
    return rows
