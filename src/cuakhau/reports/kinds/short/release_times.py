"""The table of release times: each measured day of the periods, by direction."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.format import UNKNOWN, format_short_day
from cuakhau.figures.kept.values import RELEASE
from cuakhau.planning.clock.models import ClockDay
from cuakhau.reports.kinds.framing import frame, say_periods
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.leader.today.release import DIRECTIONS, MEASURES, build_data
from cuakhau.reports.paper.compose import plain, say_bare
from cuakhau.reports.paper.document import Block, Document, Paragraph, Said, Spans, Table
from cuakhau.reports.render import CODES
from cuakhau.web.templatetags.words import lasting

MOST_DAYS = 31


def build_release_times(asked: Asked) -> Document:
    """Build the table of the days of the periods whose clock is kept."""
    with override(CODES[asked.language]):
        return frame(
            asked,
            "release-times",
            type_name=pgettext("document", "Release times"),
            abstract=_("From arrival to release, {periods}").format(periods=say_periods(asked)),
            blocks=_blocks(asked),
        )


def _blocks(asked: Asked) -> Iterator[Block]:
    rows = [row for period in asked.periods for row in _days(asked, period.first, period.last)]
    if not rows:
        yield Paragraph(plain(_("No day of this period is measured.")))
        return
    yield Table(
        caption=_("From arrival to release"),
        heads=(
            _("Day"),
            pgettext("document", "Direction"),
            pgettext("document", "Vehicles"),
            pgettext("document", "Mean"),
            pgettext("document", "Median"),
            pgettext("document", "Nine in ten within"),
        ),
        rows=tuple(rows),
        widths=(3, 3, 2, 3, 3, 3),
        numeric=(2, 3, 4, 5),
    )
    yield Paragraph(plain(_("Of fewer than five vehicles nothing is told.")))


def _days(asked: Asked, first: object, last: object) -> Iterator[tuple[Spans, ...]]:
    kept = ClockDay.objects.filter(zone=asked.zone.name, day__range=(first, last))
    for row in kept.order_by("day")[:MOST_DAYS]:
        data = build_data(asked.zone, row)
        until_us = int(row.ends_at.timestamp() * 1_000_000)
        for direction in DIRECTIONS:
            about: dict[str, str | int] = {
                "day": row.day.isoformat(), "until_us": until_us, "direction": direction
            }  # fmt: skip
            cells = (_cell(asked, data, measure=one, **about) for one in MEASURES)
            day = plain(format_short_day(row.day, asked.language))
            yield (day, plain(_direction(direction)), *cells)


def _cell(asked: Asked, data: Data, **about: str | int) -> Spans:
    figure: Figure = measure(data, RELEASE, **about)
    if figure.unit != "minute":
        return (say_bare(figure, asked.language),)
    text = UNKNOWN[asked.language] if figure.value is None else lasting(figure)
    return (Said(figure, text),)


def _direction(direction: str) -> str:
    return {
        "both": _("both directions"),
        "export": pgettext("direction", "export"),
        "import": pgettext("direction", "import"),
    }[direction]
