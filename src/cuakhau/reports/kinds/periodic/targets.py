"""What a report says of indicators: each that is known, with its target, growth and attainment."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Figure
from cuakhau.figures.format import UNITS, format_figure, format_money
from cuakhau.reports.indicators.measuring import Measured, measure_all
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.periodic.shapes import MILLION, say_scaled
from cuakhau.reports.paper.compose import plain
from cuakhau.reports.paper.document import Block, Said, Spans, Table
from cuakhau.trade.periods import name_period


def tell_targets(asked: Asked) -> Iterator[Block]:
    """Tell the indicators of each period, of which at least the actual is known."""
    for period in asked.periods:
        known = [
            one
            for one in asked.once(measure_all, asked.zone, period)
            if one.actual.value is not None
        ]
        if not known:
            continue
        yield Table(
            caption=_("Indicators, {period}").format(period=name_period(period, asked.language)),
            heads=(
                pgettext("document", "Indicator"),
                pgettext("document", "Actual"),
                pgettext("document", "Year before"),
                pgettext("document", "Growth, %"),
                pgettext("document", "Target"),
                pgettext("document", "Attained, %"),
            ),
            rows=tuple(_row(asked, one) for one in known),
            widths=(8, 5, 5, 3, 5, 3),
            numeric=(1, 2, 3, 4, 5),
        )


def _row(asked: Asked, one: Measured) -> tuple[Spans, ...]:
    return (
        plain(one.indicator.names[asked.language]),
        (_say(asked, one.actual),),
        (_say(asked, one.before),),
        (_say(asked, one.growth),),
        (_say(asked, one.target),),
        (_say(asked, one.attainment),),
    )


def _say(asked: Asked, figure: Figure) -> Said:
    language = asked.language
    if figure.value is None:
        return Said(figure, "–")
    if figure.unit == "vnd":
        return Said(figure, format_money(figure.value, language))
    if figure.unit == "usd":
        text = say_scaled(figure, MILLION, language).text
        return Said(figure, pgettext("document", "{number} million USD").format(number=text))
    unit = "" if figure.unit == "percent" else UNITS[figure.unit][language]
    return Said(figure, f"{format_figure(figure, language)} {unit}".rstrip())
