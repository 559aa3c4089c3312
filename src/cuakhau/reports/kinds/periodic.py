"""The reports of a day, a week, a month, a quarter, a half, nine months, a year: one shape.

Results by area, each from figures; then the weak points and the tasks that are open. What nobody
recorded is said so in a sentence: no zero, and no empty line.
"""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cuakhau.figures import Data, measure
from cuakhau.operations.payments.revenue.sums import build_data, read_books
from cuakhau.reports.kinds.framing import frame, say_periods
from cuakhau.reports.kinds.issued_days import read_issued_days
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.trade_part import tell_trade
from cuakhau.reports.kinds.works_part import tell_works
from cuakhau.reports.paper.compose import compose, plain, say, say_bare
from cuakhau.reports.paper.document import Block, Document, Heading, Paragraph, Said, Table
from cuakhau.reports.render import CODES, HEADING_WORDS
from cuakhau.trade.periods import Period, name_period
from cuakhau.zone.bulletin.headings import Heading as Column

COLUMNS: tuple[Column, ...] = ("all", "export", "export_fruit", "import")
FEES = ("charged", "waived", "cash", "bank", "debt")
MOST_DAYS = 31  # of a table day by day


def build_periodic(kind: str) -> Callable[[Asked], Document]:
    """Give what builds the reports of one length."""

    def build(asked: Asked) -> Document:
        with override(CODES[asked.language]):
            return frame(
                asked,
                kind,
                type_name=pgettext("document", "Report"),
                abstract=_("Work of the border gates, {periods}").format(
                    periods=say_periods(asked)
                ),
                blocks=_blocks(asked),
            )

    return build


def _blocks(asked: Asked) -> Iterator[Block]:
    parts = (
        (_("Vehicles through the gates"), _tell_flow),
        (_("Exports and imports"), tell_trade),
        (_("Fees"), _tell_fees),
        (_("Construction investment projects"), tell_works),
    )
    for number, (title, tell) in enumerate(parts, start=1):
        yield Heading(1, f"{number}. {title}")
        yield from tell(asked)


def _tell_flow(asked: Asked) -> Iterator[Block]:
    for period in asked.periods:
        data = read_issued_days(asked.zone, period.first, period.last)
        about = {"since": period.first.isoformat(), "until": period.last.isoformat()}
        said = {
            name: say(measure(data, "issued.sum", measure=what, heading=heading, **about),
                      asked.language)
            for name, what, heading in (
                ("all", "cleared", "all"),
                ("export", "cleared", "export"),
                ("imported", "cleared", "import"),
                ("back", "turned_back", "export"),
            )
        }  # fmt: skip
        if said["all"].figure.value is None:
            yield Paragraph(plain(_("No bulletin was issued for this period.")))
            continue
        days = measure(data, "issued.days", measure="cleared", heading="all", **about)
        yield Paragraph(
            compose(
                _("Cleared: {all}; export {export}, import {imported}; turned back {back}. This "
                  "is the sum of {days} with an issued bulletin, of {length} in {period}."),
                {**said, "days": say(days, asked.language)},
                length=_length(period),
                period=name_period(period, asked.language),
            )
        )  # fmt: skip
        yield from _tell_days(asked, data)


def _tell_days(asked: Asked, data: Data) -> Iterator[Block]:
    days = [one.day for one in data.issued][-MOST_DAYS:]
    if len(days) < 2:
        return

    def cell(day: str, heading: Column) -> tuple[Said]:
        about = {"measure": "cleared", "heading": heading, "since": day, "until": day}
        return (say_bare(measure(data, "issued.sum", **about), asked.language),)

    yield Table(
        caption=_("Cleared by day"),
        heads=(_("Day"), *(HEADING_WORDS[one][asked.language] for one in COLUMNS)),
        rows=tuple(
            (plain(f"{day:%d/%m/%Y}"), *(cell(day.isoformat(), one) for one in COLUMNS))
            for day in days
        ),
        widths=(3, 2, 2, 2, 2),
        numeric=(1, 2, 3, 4),
    )


def _tell_fees(asked: Asked) -> Iterator[Block]:
    for period in asked.periods:
        books = read_books(asked.zone, period.first, period.last)
        data = build_data(asked.zone, books, 0)
        about = {"since": books.since, "until": books.until, "gate": "*", "charge": "*",
                 "goods": "*"}  # fmt: skip
        if not books.sums:
            yield Paragraph(plain(_("Nothing is booked in this period.")))
            continue
        figures = {
            name: say(measure(data, f"fees.{name}", **about), asked.language) for name in FEES
        }
        template = _(
            "Fees charged: {charged}; let off: {waived}; taken in cash {cash} and by transfer "
            "{bank}; left on account: {debt}."
        )
        yield Paragraph(compose(template, figures))


def _length(period: Period) -> str:
    return str((period.last - period.first).days + 1)
