"""The one-page brief for a leader: what the page of today says, on paper."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cuakhau.figures.format import format_day
from cuakhau.movement.times import local_time
from cuakhau.reports.kinds.framing import frame
from cuakhau.reports.kinds.kind import Asked, time_of
from cuakhau.reports.leader.gather import gather
from cuakhau.reports.leader.section import Ground, Section
from cuakhau.reports.paper.compose import plain
from cuakhau.reports.paper.document import Block, Document, Heading, Item, Paragraph, Plain
from cuakhau.reports.render import CODES


def build_brief(asked: Asked) -> Document:
    """Build the brief of this moment."""
    at, language = time_of(asked), asked.language
    ground = Ground(zone=asked.zone, at=at, language=language, may=lambda _act: True)
    with override(CODES[asked.language]):
        local = local_time(asked.zone, ground.at_us)
        when = format_day(local.date(), asked.language)
        return frame(
            asked,
            "brief",
            type_name=pgettext("document", "Brief"),
            abstract=_("The border gates at {time}, {day}").format(time=f"{local:%H:%M}", day=when),
            blocks=_blocks(ground),
        )


def _blocks(ground: Ground) -> Iterator[Block]:
    today = gather(ground)
    yield Heading(1, _("I. TODAY"))
    for one in today.sections:
        yield Paragraph((Plain(f"{one.title}: "), *one.spans))
    yield Heading(1, _("II. NEEDS A DECISION"))
    yield from _items(today.matters)


def _items(matters: tuple[Section, ...]) -> Iterator[Block]:
    for one in matters:
        yield Item((Plain(f"{one.title}: "), *one.spans))
    if not matters:
        yield Paragraph(plain(_("Nothing waits for a decision.")))
