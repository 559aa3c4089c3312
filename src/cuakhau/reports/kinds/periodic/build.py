"""The reports of a day, a week, a month, a quarter, a half, nine months, a year: one shape.

Results by area, each from figures; the weak points that the data show; the tasks ahead with who is
responsible. What nobody recorded is said so in a sentence: no zero, and no empty line.
"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cuakhau.reports.kinds.framing import frame, say_periods
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.periodic.directives import tell_ahead, tell_directives
from cuakhau.reports.kinds.periodic.fees import tell_fees
from cuakhau.reports.kinds.periodic.flow import tell_flow
from cuakhau.reports.kinds.periodic.lines import tell_lines
from cuakhau.reports.kinds.periodic.release import tell_release
from cuakhau.reports.kinds.periodic.targets import tell_targets
from cuakhau.reports.kinds.periodic.weak import tell_weak
from cuakhau.reports.kinds.periodic.works import tell_projects
from cuakhau.reports.kinds.trade_part import is_published, tell_trade
from cuakhau.reports.paper.compose import plain
from cuakhau.reports.paper.document import Block, Chart, Document, Heading, Paragraph, Said, Table
from cuakhau.reports.render import CODES

SHORT = ("daily", "weekly")
Tell = Callable[[Asked], Iterator[Block]]


def build_periodic(kind: str) -> Callable[[Asked], Document]:
    """Give what builds the reports of one length."""

    def build(asked: Asked) -> Document:
        with override(CODES[asked.language]):
            about = _("Results of {periods}, weak points and tasks ahead")
            if kind in SHORT:
                about = _("Work of the border gates, {periods}")
            return frame(
                asked,
                kind,
                type_name=pgettext("document", "Report"),
                abstract=about.format(periods=say_periods(asked)),
                blocks=_blocks(asked),
            )

    return build


def _blocks(asked: Asked) -> Iterator[Block]:
    results = list(_tell_results(asked))
    yield Heading(1, _("I. RESULTS"))
    yield from results
    if any(_has_figures(one) for one in results):  # else there is nothing to judge
        yield Heading(1, _("II. WEAK POINTS"))
        yield from tell_weak(asked)
        yield Heading(1, _("III. TASKS AHEAD"))
        yield from tell_ahead(asked)
    yield Paragraph(plain(_("So reported on {periods}.").format(periods=say_periods(asked))))


def _tell_results(asked: Asked) -> Iterator[Block]:
    parts: tuple[tuple[str, Tell], ...] = (
        (_("Exports and imports"), _tell_trade),
        (_("Vehicles through the gates"), tell_flow),
        (_("Time from arrival to release"), tell_release),
        (_("Fees"), tell_fees),
        (_("Construction investment projects"), tell_projects),
        (_("Directives carried out"), tell_directives),
    )
    for number, (title, tell) in enumerate(parts, start=1):
        yield Heading(2, f"{number}. {title}")
        yield from tell(asked)
    targets = list(tell_targets(asked))
    if targets:
        yield Heading(2, f"{len(parts) + 1}. {_('Indicators')}")
        yield from targets


def _tell_trade(asked: Asked) -> Iterator[Block]:
    lines = list(tell_lines(asked))
    if is_published(asked) or not lines:
        yield from tell_trade(asked)
    yield from lines


def _has_figures(block: Block) -> bool:
    if isinstance(block, Table | Chart):
        return True
    return not isinstance(block, Heading) and any(isinstance(one, Said) for one in block.spans)
