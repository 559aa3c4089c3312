"""What a page or a file of turnover says of itself: its sentence, and its question in a line."""

from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures import Data, Figure
from cuakhau.figures.format import format_short_day
from cuakhau.figures.trade.sentence import tell
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.trade.naming.words import name_goods, name_partner
from cuakhau.trade.periods import name_period, write_period, year_before
from cuakhau.turnover.screen.asked import Asked
from cuakhau.turnover.screen.words import direction_word
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def tell_sentence(asked: Asked, data: Data, language: Language) -> list[dict[str, Any]]:
    """Tell the sentence of the report; of a part of the trade nobody publishes one."""
    pieces = tell(
        data, [asked.period], scope=asked.scope, direction=asked.direction, language=language
    )
    return [
        {"text": piece.text, "figure": piece.figure, "query": _query_of(asked, piece.figure)}
        for piece in pieces
    ]


def _query_of(asked: Asked, figure: Figure | None) -> str:
    """Ask for the rows of a figure; those of a year before are rows of that year."""
    if figure is None or figure.definition != "trade.base":
        return asked.query()
    return asked.query(period=write_period(year_before(asked.period)))


def say_part(zone: Zone, asked: Asked, language: Language) -> str:
    """Say which part of the trade the figures below are of; empty for all of it."""
    parts = [
        zone.name_of(asked.gate, language) if asked.gate else "",
        name_goods(asked.hs, language) if asked.hs else "",
        name_partner(asked.partner, language) if asked.partner else "",
    ]
    return " · ".join(part for part in parts if part)


def say_about(zone: Zone, asked: Asked, language: Language) -> str:
    """Say in one line what a page or a file is about."""
    parts = [
        name_scope(asked.scope, language),
        name_period(asked.period, language),
        direction_word(asked.direction),
        say_part(zone, asked, language),
        _("as known on {day}").format(day=format_short_day(asked.known, language)),
    ]
    return " · ".join(part for part in parts if part)
