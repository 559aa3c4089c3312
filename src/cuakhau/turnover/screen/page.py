"""What the desk shows: one sentence, its scopes apart, tiles, growth, the matrix, the gates."""

from typing import Any

from cuakhau.figures import Data
from cuakhau.figures.format import format_short_day
from cuakhau.figures.trade.sentence import figure_of
from cuakhau.trade.naming.scopes import explain_scope, name_scope
from cuakhau.trade.naming.words import name_goods, name_partner
from cuakhau.trade.periods import name_period, write_period
from cuakhau.trade.sentence import list_told
from cuakhau.turnover.reading.sums import add_up
from cuakhau.turnover.screen.asked import (
    DIRECTIONS,
    MATRIX_COLUMNS,
    MATRIX_ROWS,
    MEASURES,
    STEPS,
    Asked,
)
from cuakhau.turnover.screen.places import tell_places
from cuakhau.turnover.screen.rolling import tell_rolling
from cuakhau.turnover.screen.scopes import Known, are_far_apart, list_periods, tell_scopes
from cuakhau.turnover.screen.series import draw, lines_figures, tell_growth, wanted_of
from cuakhau.turnover.screen.tables.matrix import build_matrix, tell_matrix
from cuakhau.turnover.screen.telling import say_part, tell_sentence
from cuakhau.turnover.screen.words import (
    by_word,
    direction_word,
    measure_word,
    step_word,
    write_amount,
)
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def build_page(
    zone: Zone, asked: Asked, data: Data, known: tuple[Known, ...], address: str, language: Language
) -> dict[str, Any]:
    """Build the whole desk but taxes, fees and targets."""
    found = tell_scopes(zone, data, asked.period, asked.direction, language)
    scopes = [_scope(asked, row, language) for row in found]
    matrix = build_matrix(zone, asked, data)
    told = list_told(data.facts, [asked.period], scope=asked.scope, direction=asked.direction)[0]
    return {
        "zone": zone.name,
        "asked": asked,
        "query": asked.query(),
        "period": name_period(asked.period, language),
        "scope": name_scope(asked.scope, language),
        "about": explain_scope(asked.scope, language),
        "scopes": scopes,
        "unknown_scopes": [one for one in scopes if not one["amount"] and not one["is_current"]],
        "far_apart": are_far_apart(found),
        "sentence": tell_sentence(asked, data, language),
        "about_part": say_part(zone, asked, language),
        "choices": _choices(zone, asked, data, known, language),
        "is_whole": asked.is_whole,
        "published": figure_of(data, told, "value") if asked.is_whole else None,
        "published_growth": figure_of(data, told, "growth") if asked.is_whole else None,
        "lines": lines_figures(zone, asked, data, asked.period),
        "rolling": tell_rolling(zone, asked, data, language),
        "picture": draw(zone, asked, data, address, language),
        "growth": tell_growth(zone, asked, data, language),
        "matrix": tell_matrix(zone, asked, matrix, language),
        "has_lines": bool(matrix.rows),
        "measure_word": measure_word(asked.measure),
        "row_word": by_word(asked.rows),
        "places": tell_places(zone, asked, data, language),
        "known": format_short_day(asked.known, language),
        "is_made_up": zone.is_demo,
    }


def _scope(asked: Asked, row: dict[str, Any], language: Language) -> dict[str, Any]:
    return {
        "name": row["name"],
        "about": row["about"],
        "query": asked.query(scope=row["scope"]),
        "own_query": asked.query(scope=row["scope"], period=""),
        "is_current": row["scope"] == asked.scope,
        "amount": write_amount(row["cents"], "value", language),
    }


def _choices(
    zone: Zone, asked: Asked, data: Data, known: tuple[Known, ...], language: Language
) -> dict[str, Any]:
    """Give what each field offers; the gates, goods and partners that have lines of the scope."""
    mine = next((one for one in known if one.scope == asked.scope), None)
    periods = list_periods(mine) if mine else []
    if asked.period not in periods:
        periods = [asked.period, *periods]
    whole = wanted_of(asked.with_(gate="", hs="", partner=""), data, asked.period)
    gates = [one.key[0] for one in add_up(zone, whole, ("gate",)) if one.key[0]]
    goods = [one.key[0] for one in add_up(zone, whole, ("hs2",)) if one.key[0]]
    partners = [one.key[0] for one in add_up(zone, whole, ("partner",)) if one.key[0]]
    return {
        "scopes": [(one.scope, name_scope(one.scope, language)) for one in known],
        "periods": [(write_period(one), name_period(one, language)) for one in periods],
        "period": write_period(asked.period),
        "directions": [(one, direction_word(one)) for one in DIRECTIONS],
        "gates": [(one, zone.name_of(one, language)) for one in _with(gates, asked.gate)],
        "goods": [(one, name_goods(one, language)) for one in _with(goods, asked.hs)],
        "partners": [(one, name_partner(one, language)) for one in _with(partners, asked.partner)],
        "steps": [(one, step_word(one)) for one in STEPS],
        "rows": [(one, by_word(one)) for one in MATRIX_ROWS],
        "columns": [(one, by_word(one)) for one in MATRIX_COLUMNS],
        "measures": [(one, measure_word(one)) for one in MEASURES],
    }


def _with(words: list[str], chosen: str) -> list[str]:
    return words if not chosen or chosen in words else [*words, chosen]
