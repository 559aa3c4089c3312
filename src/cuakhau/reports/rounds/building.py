"""The document of a round: that of its kind, and below it the part of each unit."""

from collections.abc import Iterator
from datetime import date

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override

from cuakhau.reports.given.periods import read_periods
from cuakhau.reports.indicators.entering import read_entered
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.registry import LENGTHS, build_document
from cuakhau.reports.paper.compose import plain
from cuakhau.reports.paper.document import Block, Document, Heading, Paragraph
from cuakhau.reports.render import CODES
from cuakhau.reports.rounds.parts import list_cells, tell_part
from cuakhau.reports.rounds.reading import Standing, list_units
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def build_of_round(
    zone: Zone, standing: Standing, *, language: Language, day: date, mark: str
) -> Document:
    """Build the document of a round as it stands now. Raises E5 for a kind that is gone."""
    asked = Asked(
        zone=zone,
        periods=read_periods(standing.round.periods),
        language=language,
        day=day,
        mark=mark,
    )
    document = build_document(standing.round.kind, asked)
    with override(CODES[language]):
        parts = tuple(_tell_parts(asked, standing))
    # The last sentence of a periodic report closes the whole.
    here = len(document.blocks) - (document.kind in LENGTHS)
    told, end = document.blocks[:here], document.blocks[here:]
    return msgspec.structs.replace(document, blocks=(*told, *parts, *end))


def _tell_parts(asked: Asked, standing: Standing) -> Iterator[Block]:
    names = {one.id: getattr(one, asked.language) for one in list_units(asked.zone)}
    data = read_entered(asked.zone)
    yield Heading(1, _("Reports of the units"))
    for part in standing.parts:
        yield Heading(2, names.get(part.unit, part.unit))
        if part.state == "sent":
            cells = list_cells(asked.zone, part.unit, asked.periods, data)
            yield from tell_part(part.text, cells, asked.language)
        else:
            yield Paragraph(plain(_("This unit has not sent in its report.")))
