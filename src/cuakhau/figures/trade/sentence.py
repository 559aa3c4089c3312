"""The sentence of the report with a figure behind each of its numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Definition, measure
from cuakhau.figures.figure import Figure
from cuakhau.figures.format import format_number
from cuakhau.figures.trade.values import DEFINITIONS
from cuakhau.trade.periods import Period
from cuakhau.trade.sentence import Part, Told, list_told, say
from cuakhau.zone.types import Language

_BY_ID: dict[str, Definition] = {one.id: one for one in DEFINITIONS}
OF_PART = {
    "value": "trade.published",
    "growth": "trade.published_growth",
    "computed": "trade.growth_of_published",
    "base": "trade.base",
}


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
    told = list_told(data.facts, periods, scope=scope, direction=direction)
    return tuple(_pieces(data, say(told, language, format_number)))


def figure_of(data: Data, told: Told, part: str) -> Figure:
    """Give the figure of a part: value, growth, computed or base."""
    about = {
        "scope": told.scope,
        "direction": told.direction,
        "since": told.period.first.isoformat(),
        "until": told.period.last.isoformat(),
    }
    return measure(_BY_ID[OF_PART[part]], data, **about)


def _pieces(data: Data, parts: Iterable[Part]) -> Iterator[Piece]:
    for part in parts:
        known = part.told is not None
        yield Piece(part.text, figure_of(data, part.told, part.measure) if known else None)  # type: ignore[arg-type]
