"""What a report says of time at the gates: how long the release took, by gate, and what took it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.format import UNKNOWN
from cuakhau.figures.kept.values import CAUSE_OF_DAYS, RELEASE_OF_DAYS
from cuakhau.planning.clock.words import cause_word, charge_word
from cuakhau.reports.given.clock_days import (
    ALL,
    find_days,
    list_causes,
    list_gates,
    read_clock,
    read_days,
)
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.paper.compose import compose, plain, say, say_bare
from cuakhau.reports.paper.document import Block, Paragraph, Said, Spans, Table
from cuakhau.trade.periods import Period
from cuakhau.web.templatetags.words import lasting
from cuakhau.zone.zone import Zone

MEASURES = ("count", "mean", "median", "p90")
MOST_CAUSES = 8


def tell_release(asked: Asked) -> Iterator[Block]:
    """Tell the measured days of each period."""
    for period in asked.periods:
        found = asked.once(read_period, asked.zone, period)
        if found is None:
            yield Paragraph(plain(_("No day of this period is measured.")))
            continue
        data, days = found
        yield _say_release(asked, data, days)
        yield from _tell_gates(asked, data, days)
        yield from _tell_causes(asked, data, days)


def read_period(zone: Zone, period: Period) -> tuple[Data, str] | None:
    """Give the measured days of a period and how they are written; `None` where there are none."""
    days = find_days(zone, period.first, period.last)
    return (read_clock(zone, days), days) if days else None


def take_cause(data: Data, days: str, cause: str, agency: str, name: str) -> Figure:
    """Take how long a cause took a vehicle on average, or its share."""
    return measure(data, CAUSE_OF_DAYS, days=days, cause=cause, agency=agency, measure=name)


def name_cause(asked: Asked, cause: str, agency: str) -> str:
    """Name a cause with the agency that it is about."""
    if agency == ALL:
        return cause_word(cause)
    return charge_word(asked.zone, cause, agency, asked.language)


def _take(data: Data, days: str, name: str, *, gate: str = ALL, direction: str = "both") -> Figure:
    about = {"days": days, "gate": gate, "direction": direction, "measure": name}
    return measure(data, RELEASE_OF_DAYS, **about)


def _say_release(asked: Asked, data: Data, days: str) -> Paragraph:
    said = {name: _say(asked, _take(data, days, name)) for name in MEASURES}
    if said["median"].figure.value is None:
        return Paragraph(plain(_("No vehicle is known from arrival to release in this period.")))
    template = _(
        "Of {count} measured from arrival to release, half took no longer than {median}, nine in "
        "ten no longer than {p90}; the mean is {mean}. {days} of the period are measured."
    )
    number = str(len(read_days(days)))
    told = pgettext("document", "{number} days").format(number=number)
    return Paragraph(compose(template, said, days=told))


def _tell_gates(asked: Asked, data: Data, days: str) -> Iterator[Block]:
    gates = list_gates(data)
    if len(gates) < 2:
        return

    def row(name: str, gate: str) -> tuple[Spans, ...]:
        counts = (
            (say_bare(_take(data, days, "count", gate=gate, direction=way), asked.language),)
            for way in ("export", "import")
        )
        times = ((_say(asked, _take(data, days, one, gate=gate)),) for one in MEASURES[1:])
        return (plain(name), *counts, *times)

    dated = asked.zone.at(asked.periods[-1].last)
    yield Table(
        caption=_("From arrival to release by gate"),
        heads=(
            pgettext("document", "Gate"),
            pgettext("document", "Export vehicles"),
            pgettext("document", "Import vehicles"),
            pgettext("document", "Mean"),
            pgettext("document", "Median"),
            pgettext("document", "Nine in ten within"),
        ),
        rows=(
            *(row(dated.name_of(gate, asked.language), gate) for gate in gates),
            row(pgettext("document", "Whole zone"), ALL),
        ),
        widths=(5, 3, 3, 4, 4, 4),
        numeric=(1, 2, 3, 4, 5),
    )
    yield Paragraph(plain(_("Of fewer than five vehicles nothing is told.")))


def _tell_causes(asked: Asked, data: Data, days: str) -> Iterator[Block]:
    causes = list_causes(data)[:MOST_CAUSES]
    if not causes:
        return
    yield Table(
        caption=_("Where the time of a vehicle at the gate goes"),
        heads=(
            pgettext("document", "Cause"),
            pgettext("document", "Mean of all vehicles"),
            pgettext("document", "Share, %"),
        ),
        rows=tuple(
            (
                plain(name_cause(asked, cause, agency)),
                (_say(asked, take_cause(data, days, cause, agency, "mean")),),
                (say_bare(take_cause(data, days, cause, agency, "share"), asked.language),),
            )
            for cause, agency in causes
        ),
        widths=(7, 3, 2),
        numeric=(1, 2),
    )


def _say(asked: Asked, figure: Figure) -> Said:
    if figure.unit != "minute":
        return say(figure, asked.language)
    return Said(figure, UNKNOWN[asked.language] if figure.value is None else lasting(figure))
