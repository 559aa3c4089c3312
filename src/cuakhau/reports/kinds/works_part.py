"""What a report says of the works of which the Board is the owner."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cuakhau.portfolio.works.register.reading import find_last
from cuakhau.reports.given.works import count_works
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Block, Paragraph


def tell_works(asked: Asked) -> Iterator[Block]:
    """Tell the works of each year of the periods."""
    last, told = asked.once(find_last, asked.zone.name), False
    for year in sorted({one.first.year for one in asked.periods}):
        found = count_works(asked.zone, last, year)
        figures = {name: say(figure, asked.language) for name, figure in found.items()}
        if not figures["owned"].figure.value:
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
