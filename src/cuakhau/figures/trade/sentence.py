"""The sentence of the report with a figure behind each of its numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Definition, measure
from cuakhau.figures.figure import Figure
from cuakhau.figures.format import format_number
from cuakhau.figures.trade.values import (
    ANY,
    DEFINITIONS,
    VALUE,
    add,
    lines_of,
    months_in,
    question_of,
)
from cuakhau.trade.periods import Period, year_before
from cuakhau.trade.sentence import ADDED, Part, Told, list_told, say
from cuakhau.zone.types import Language

_BY_ID: dict[str, Definition] = {one.id: one for one in DEFINITIONS}
OF_PART = {
    "value": "trade.published",
    "growth": "trade.published_growth",
    "computed": "trade.growth_of_published",
    "base": "trade.base",
}
OF_LINES = {"value": "trade.value", "computed": "trade.growth"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the sentence; `figure` is what a number of it opens."""

    text: str
    figure: Figure | None = None


def tell(
    data: Data, periods: Iterable[Period], *, scope: str, direction: str, language: Language
) -> tuple[Piece, ...]:
    """Tell what was published of one scope in some periods. `data` must hold facts."""
    assert data.facts is not None, "a sentence of trade is made from facts"
    told = [
        one if one.rows else _from_lines(data, one)
        for one in list_told(data.facts, periods, scope=scope, direction=direction)
    ]
    return tuple(_pieces(data, say(told, language, format_number)))


def _from_lines(data: Data, told: Told) -> Told:
    """Tell what the lines add up to, where nobody published a total of the period."""
    assert data.facts is not None
    about = _about(told) | {"place": ANY, "hs": ANY, "partner": ANY}
    past = question_of(about, year_before(told.period))
    now, then = (lines_of(data.facts, one) for one in (about, past))
    value, base = add(now, VALUE), add(then, VALUE)
    known = months_in(now, about)
    is_alike = known == months_in(then, past)
    months = len({month for month, _way in known})
    return replace(
        told,
        value_usd_cents=value,
        precision=ADDED if value is not None else "",
        base_usd_cents=base if is_alike else None,
        base_precision=ADDED if is_alike and base is not None else "",
        months_known=months,
    )


def figure_of(data: Data, told: Told, part: str) -> Figure:
    """Give the figure of a part: value, growth, computed or base."""
    about = _about(told)
    if told.precision == ADDED:
        whole = about | {"place": ANY, "hs": ANY, "partner": ANY}
        return measure(_BY_ID[OF_LINES[part]], data, **whole)
    return measure(_BY_ID[OF_PART[part]], data, **about)


def _about(told: Told) -> dict[str, str]:
    return {
        "scope": told.scope,
        "direction": told.direction,
        "since": told.period.first.isoformat(),
        "until": told.period.last.isoformat(),
    }


def _pieces(data: Data, parts: Iterable[Part]) -> Iterator[Piece]:
    for part in parts:
        known = part.told is not None
        yield Piece(part.text, figure_of(data, part.told, part.measure) if known else None)  # type: ignore[arg-type]
