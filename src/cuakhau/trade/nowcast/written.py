"""An outlook as a table and as plain facts for JSON; months as 2024-08, unknown is null."""

from typing import Any

import pyarrow as pa

from cuakhau.trade.nowcast.backtest import Judged
from cuakhau.trade.nowcast.months.calendar import EFFECTS
from cuakhau.trade.nowcast.months.panel import first_day, write_month
from cuakhau.trade.nowcast.outlook import Cell, Outlook, Told
from cuakhau.trade.nowcast.sums import Band, Total
from cuakhau.zone.types import Language

CELL_SCHEMA = pa.schema(
    [
        ("series", pa.string()),
        ("month", pa.date32()),
        ("forecast", pa.float64()),
        ("low_80", pa.float64()),
        ("high_80", pa.float64()),
        ("low_95", pa.float64()),
        ("high_95", pa.float64()),
        ("naive", pa.float64()),  # the same month last year
        ("model", pa.string()),
    ]
)


def table_of(outlook: Outlook) -> pa.Table:
    """Give a row of `CELL_SCHEMA` for each series and month ahead."""
    rows = [{**_cell(cell), "month": first_day(cell.month)} for cell in outlook.cells]
    return pa.Table.from_pylist(rows, CELL_SCHEMA)


def facts_of(
    outlook: Outlook, judged: tuple[Judged, ...] | None, language: Language
) -> dict[str, Any]:
    """Give all of it as plain facts; reasons in the reader's language."""
    losses = outlook.losses
    facts: dict[str, Any] = {
        "months": [{**_cell(cell), "month": write_month(cell.month)} for cell in outlook.cells],
        "totals": [total_facts(total) for total in outlook.totals],
        "series": [told_facts(told, language) for told in outlook.told],
        "day_losses": None
        if losses is None
        else {effect: round(float(loss), 4) for effect, loss in zip(EFFECTS, losses, strict=True)},
        "past_errors": outlook.errors,
    }
    if judged is not None:
        facts["back_test"] = [judged_facts(one) for one in judged]
    return facts


def total_facts(total: Total) -> dict[str, Any]:
    """Give the end of a quarter or year as plain facts."""
    return {
        "series": total.series,
        "period": total.period,
        "total": total.total,
        **_band(total.band),
        "known": total.known,
        "known_months": total.known_months,
        "guessed_in_holes": total.guessed,
        "hole_months": total.guessed_months,
        "ahead": total.ahead,
        "months_ahead": total.ahead_months,
        "last_year": total.last_year,
    }


def judged_facts(one: Judged) -> dict[str, Any]:
    """Give a past year judged as plain facts; errors and bias are shares."""
    return {
        "first_month": write_month(one.first),
        "last_month": write_month(one.last),
        "wape": dict(one.errors),
        "gain_on_same_month_last_year": one.gain,
        "bias": one.bias,
        "within_80": one.held[80] / one.months,
        "within_95": one.held[95] / one.months,
        "months": one.months,
        "unknown_months": one.holes,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "series": cell.series,
        "forecast": cell.forecast,
        **_band(cell.band),
        "naive": cell.naive,
        "model": cell.model,
    }


def _band(band: Band | None) -> dict[str, float | None]:
    return {
        "low_80": band.low80 if band else None,
        "high_80": band.high80 if band else None,
        "low_95": band.low95 if band else None,
        "high_95": band.high95 if band else None,
    }


def told_facts(told: Told, language: Language) -> dict[str, Any]:
    """Give what is to be said of a series as plain facts."""
    note = told.note
    return {
        "series": told.series,
        "state": told.state,
        "rule": note.rule if note else None,
        "reason": note.reason(language) if note else None,
        "cure": note.cure(language) if note else None,
        "known_months": told.known,
        "unknown_months": [write_month(month) for month in told.holes],
        "zero_months": told.zeros,
        "drift": told.drift,
        "is_drifting": told.is_drifting,
    }
