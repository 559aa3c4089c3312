"""What a report says of trade beside its sentence: by gate, goods and partner, and by month."""

from collections.abc import Iterator
from dataclasses import replace

import pyarrow.compute as pc
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.format import format_money
from cuakhau.figures.trade.values import ANY, of_a_part
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.periodic.shapes import (
    MILLION,
    Bar,
    draw,
    grow,
    list_spans,
    say_growth,
    say_scaled,
)
from cuakhau.reports.kinds.trade_part import say_scope
from cuakhau.reports.paper.compose import compose, plain
from cuakhau.reports.paper.document import Block, Paragraph, Said, Spans, Table
from cuakhau.trade.naming.scopes import name_scope
from cuakhau.trade.naming.words import name_goods, name_partner
from cuakhau.trade.periods import Period, name_period, year_before
from cuakhau.trade.sentence import scopes_of
from cuakhau.turnover.reading.known import facts_of, read_now, seen_of
from cuakhau.turnover.reading.sums import add_up
from cuakhau.turnover.reading.wanted import Wanted

MOST_ROWS = 10
CUT_OF = {"gate": "gate", "hs2": "hs4", "partner": "partner"}
WORD_OF = {"gate": "place", "hs2": "hs", "partner": "partner"}


def tell_lines(asked: Asked) -> Iterator[Block]:
    """Tell each scope whose lines are known, period by period; scopes are never taken together."""
    data = asked.once(read_now, asked.zone)
    assert data.facts is not None
    scopes = pc.unique(data.facts.filter(of_a_part(data.facts))["scope"]).to_pylist()
    for period in asked.periods:
        if period.months is None:  # lines are added up by the month
            continue
        for scope in sorted(scopes):
            if _value(data, scope, period).value is not None:
                yield from _tell_scope(asked, data, scope, period)


def _tell_scope(asked: Asked, data: Data, scope: str, period: Period) -> Iterator[Block]:
    name = name_scope(scope, asked.language)
    about = {"scope": name, "period": name_period(period, asked.language)}
    if scope not in scopes_of(data.facts, (period,)):  # no sentence was said of it yet
        yield say_scope(asked, scope, (period,))
    tables = [_tell_by(asked, data, scope, period, by) for by in ("gate", "hs2", "partner")]
    for table in tables:
        yield from table
    yield from _tell_tax(asked, data, scope, period)
    bars = [
        Bar(month, _way(way), _value(data, scope, span, way), MILLION)
        for month, span in list_spans(period)
        for way in ("export", "import")
    ]
    caption = _("Trade by month, {period} ({scope})").format(**about)
    yield from draw(caption, bars, ("", pgettext("document", "million USD")))


def _value(data: Data, scope: str, period: Period, direction: str = "both", **part: str) -> Figure:
    return _ask(data, "trade.value", scope, period, direction=direction, **part)


def _ask(data: Data, definition: str, scope: str, period: Period, **part: str) -> Figure:
    about = {"direction": "both", "place": ANY, "hs": ANY, "partner": ANY, **part}
    days = {"since": period.first.isoformat(), "until": period.last.isoformat()}
    return measure(data, definition, scope=scope, **about, **days)


def _tell_by(asked: Asked, data: Data, scope: str, period: Period, by: str) -> Iterator[Block]:
    seen = seen_of(data.version.log)
    wanted = Wanted(seen=seen, scope=scope, since=period.first, until=period.last)
    found = [one for one in add_up(asked.zone, wanted, (by,)) if one.key[0] and one.value_usd_cents]
    largest = sorted(found, key=lambda one: -(one.value_usd_cents or 0))[:MOST_ROWS]
    if len(largest) < 2:
        return
    mine = replace(data, facts=facts_of(asked.zone, seen, CUT_OF[by]))

    ways, last = ("export", "import", "both"), pgettext("document", "Total")
    growths = [
        _ask(mine, "trade.growth", scope, period, **{WORD_OF[by]: one.key[0]}) for one in largest
    ]
    has_growth = any(one.value is not None for one in growths)

    def row(name: str, **part: str) -> tuple[Spans, ...]:
        cells = [
            (say_scaled(_value(mine, scope, period, way, **part), MILLION, asked.language),)
            for way in ways
        ]
        if has_growth:
            growth = _ask(mine, "trade.growth", scope, period, **part)
            cells.append((_say_percent(growth, asked),))
        return (plain(name), *cells)

    heads = (_head(by), pgettext("document", "Export"), pgettext("document", "Import"), last)
    yield Table(
        caption=_caption(by).format(scope=name_scope(scope, asked.language)),
        heads=(*heads, pgettext("document", "Growth, %")) if has_growth else heads,
        rows=(
            *(
                row(_name(asked, by, one.key[0], period), **{WORD_OF[by]: one.key[0]})
                for one in largest
            ),
            row(last),
        ),
        widths=(6, 2, 2, 2, 2)[: 4 + has_growth],
        numeric=(1, 2, 3, 4)[: 3 + has_growth],
    )


def _tell_tax(asked: Asked, data: Data, scope: str, period: Period) -> Iterator[Block]:
    tax = _ask(data, "trade.tax", scope, period)
    if tax.value is None:
        return
    past = _ask(data, "trade.tax", scope, year_before(period))
    is_alike = _ask(data, "trade.growth", scope, period).value is not None  # the same months
    more, growth = say_growth(grow(asked, tax, past) if is_alike else None)
    text = format_money(tax.value, asked.language)
    template = _("Tax on imports and exports: {tax}{more}. (Scope: {scope}.)").replace(
        "{more}", more
    )
    scope_name = name_scope(scope, asked.language)
    yield Paragraph(compose(template, {"tax": Said(tax, text), **growth}, scope=scope_name))


def _say_percent(figure: Figure, asked: Asked) -> Said:
    said = say_scaled(figure, 1, asked.language)
    return said if figure.value is not None else Said(figure, "–")


def _caption(by: str) -> str:
    return {
        "gate": _("Trade by gate, million USD ({scope})"),
        "hs2": _("Main goods, million USD ({scope})"),
        "partner": _("Trade by partner, million USD ({scope})"),
    }[by]


def _head(by: str) -> str:
    return {
        "gate": pgettext("document", "Gate"),
        "hs2": pgettext("document", "Goods"),
        "partner": pgettext("document", "Partner"),
    }[by]


def _name(asked: Asked, by: str, word: str, period: Period) -> str:
    if by == "gate":
        return asked.zone.at(period.last).name_of(word, asked.language)
    return (name_goods if by == "hs2" else name_partner)(word, asked.language)


def _way(way: str) -> str:
    return {"export": pgettext("document", "Export"), "import": pgettext("document", "Import")}[way]
