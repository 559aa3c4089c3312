"""What a report says of the works of which the Board is the owner."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cuakhau.figures import measure
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.remembered import read_works
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Block, Paragraph

MEASURES = ("owned", "finished", "carried_over")


def tell_works(asked: Asked) -> Iterator[Block]:
    """Tell the works of each year of the periods."""
    data, told = read_works(asked.zone), False
    for year in sorted({one.first.year for one in asked.periods}):
        figures = {
            name: say(measure(data, "works.published", year=year, measure=name), asked.language)
            for name in MEASURES
        }
        if figures["owned"].figure.value is None:
            continue
        told = True
        template = _("In {year} the Board was the owner of {owned}.")
        if figures["finished"].figure.value is not None:
            template = _(
                "In {year} the Board was the owner of {owned}: {finished} finished and in use, "
                "{carried_over} under construction and carried over."
            )
        yield Paragraph(compose(template, figures, year=str(year)))
    if not told:
        yield Paragraph(plain(_("Nothing is recorded of projects in this period.")))
