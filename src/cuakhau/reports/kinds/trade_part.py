"""What a report says of trade: a sentence for each scope that knows the periods."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cuakhau.figures.trade.sentence import tell
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.paper.compose import plain
from cuakhau.reports.paper.document import Block, Paragraph, Plain, Said, Spans
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.trade.periods import Period
from cuakhau.trade.sentence import scopes_of
from cuakhau.turnover.reading.known import read_now


def is_published(asked: Asked) -> bool:
    """Tell whether anything was published of the periods."""
    return bool(scopes_of(asked.once(read_now, asked.zone).facts, asked.periods))


def tell_trade(asked: Asked) -> Iterator[Block]:
    """Tell trade, one scope at a time; scopes are never taken together."""
    scopes = scopes_of(asked.once(read_now, asked.zone).facts, asked.periods)
    if not scopes:
        yield Paragraph(plain(_("Nothing is recorded of trade in this period.")))
    for scope in scopes:
        yield say_scope(asked, scope, asked.periods)


def say_scope(asked: Asked, scope: str, periods: tuple[Period, ...]) -> Paragraph:
    """Say what is known of a scope: as published, else what its lines add up to."""
    data = asked.once(read_now, asked.zone)
    pieces = tell(data, periods, scope=scope, direction="both", language=asked.language)
    spans: Spans = tuple(
        Said(piece.figure, piece.text) if piece.figure else Plain(piece.text) for piece in pieces
    )
    name = name_scope(scope, asked.language)
    begin, end = Plain(_("Trade: ")), Plain(_(" (Scope: {scope}.)").format(scope=name))
    return Paragraph((begin, *spans, end))
