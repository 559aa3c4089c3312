"""Puts figures into sentences: a template names them, and can name nothing else.

    compose("Trade reached {turnover}, up {growth} on {before}.", figures, before="2016")

Names of things, days and laws come as words; a template that writes a number itself is refused,
for nobody could open it.
"""

import re
from collections.abc import Mapping
from string import Formatter

from cuakhau.figures import Figure
from cuakhau.figures.format import format_figure, format_quantity
from cuakhau.reports.paper.document import Plain, Said, Span, Spans
from cuakhau.reports.paper.refusals import (
    e1_figure_is_known,
    e2_numbers_are_figures,
    not_written,
)
from cuakhau.zone.types import Language

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def compose(template: str, figures: Mapping[str, Said], **words: str) -> Spans:
    """Fill a template with figures and words. Raises `NotWritten` E1 or E2."""
    spans: list[Span] = []
    for literal, name, _, _ in Formatter().parse(template):
        if number := _NUMBER.search(literal):
            raise not_written(e2_numbers_are_figures, text=template, number=number[0])
        if literal:
            spans.append(Plain(literal))
        if name is None:
            continue
        if name in figures:
            spans.append(figures[name])
        elif name in words:
            spans.append(Plain(words[name]))
        else:
            known = ", ".join(sorted({*figures, *words}))
            raise not_written(e1_figure_is_known, text=template, name=name, known=known)
    return tuple(_joined(spans))


def say(figure: Figure, language: Language) -> Said:
    """Say a figure with its unit."""
    return Said(figure, format_quantity(figure, language))


def say_bare(figure: Figure, language: Language) -> Said:
    """Say a figure without its unit, as in a table."""
    return Said(figure, format_figure(figure, language))


def plain(text: str) -> Spans:
    """Give words without a figure as spans."""
    return (Plain(text),)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if isinstance(span, Plain) and isinstance(last, Plain):
            joined[-1] = Plain(last.text + span.text)
        else:
            joined.append(span)
    return joined
