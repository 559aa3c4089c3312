"""What a report says of fees: how much, its growth, by gate and kind, and how it was taken."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Data, Figure, measure
from cuakhau.operations.payments.revenue.sums import build_data, read_books
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.periodic.shapes import (
    MILLION,
    Bar,
    draw,
    grow,
    list_spans,
    say_growth,
    say_scaled,
)
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Block, Paragraph, Spans, Table
from cuakhau.trade.periods import Period, name_period, year_before

FEES = ("charged", "waived", "cash", "bank", "debt")
ANY = "*"


def tell_fees(asked: Asked) -> Iterator[Block]:
    """Tell the fees of each period; where nothing was booked, that is said and no zero."""
    for period in asked.periods:
        data = _read(asked, period)
        if not _has_sums(data):
            yield Paragraph(plain(_("Nothing is booked in this period.")))
            continue
        figures = {name: _fee(data, period, name) for name in FEES}
        # Of a period that goes on, the same days of the year before are set beside it.
        past = year_before(Period(period.first, max(period.first, min(period.last, asked.day))))
        base = _read(asked, past)
        growth = None
        if _has_sums(base):
            growth = grow(asked, figures["charged"], _fee(base, past, "charged"))
        more, added = say_growth(growth)
        template = _(
            "Fees charged: {charged}{more}; let off: {waived}; taken in cash {cash} and by "
            "transfer {bank}; left on account: {debt}."
        ).replace("{more}", more)
        said = {name: say(figure, asked.language) for name, figure in figures.items()}
        yield Paragraph(compose(template, said | added))
        yield from _tell_by(asked, data, period, "gate")
        yield from _tell_by(asked, data, period, "charge")
        bars = [
            Bar(name, "", _fee(data, span, "charged"), MILLION)
            for name, span in list_spans(period)
            if any(span.first.isoformat() <= one.day <= span.last.isoformat()
                   for one in (data.books.sums if data.books else ()))
        ]  # fmt: skip
        caption = _("Fees charged, {period}").format(period=name_period(period, asked.language))
        yield from draw(caption, bars, ("", pgettext("document", "million dong")))


def _read(asked: Asked, period: Period) -> Data:
    books = asked.once(read_books, asked.zone, period.first, period.last)
    return build_data(asked.zone, books, 0)


def _has_sums(data: Data) -> bool:
    return data.books is not None and bool(data.books.sums)


def _fee(data: Data, period: Period, name: str, **part: str) -> Figure:
    about = {"gate": ANY, "charge": ANY, "goods": ANY, **part}
    days = {"since": period.first.isoformat(), "until": period.last.isoformat()}
    return measure(data, f"fees.{name}", **about, **days)


def _tell_by(asked: Asked, data: Data, period: Period, part: str) -> Iterator[Block]:
    assert data.books is not None
    names = sorted({getattr(one, part) for one in data.books.sums if getattr(one, part)})
    if len(names) < 2:
        return
    dated = asked.zone.at(period.last)

    def cells(**chosen: str) -> tuple[Spans, ...]:
        found = (_fee(data, period, name, **chosen) for name in ("charged", "waived"))
        return tuple((say_scaled(one, MILLION, asked.language, 2),) for one in found)

    yield Table(
        caption={
            "gate": _("Fees by gate, million dong"),
            "charge": _("Fees by kind, million dong"),
        }[part],
        heads=(
            {"gate": pgettext("document", "Gate"), "charge": pgettext("document", "Kind of fee")}[
                part
            ],
            pgettext("document", "Charged"),
            pgettext("document", "Let off"),
        ),
        rows=(
            *((plain(dated.name_of(one, asked.language)), *cells(**{part: one})) for one in names),
            (plain(pgettext("document", "Total")), *cells()),
        ),
        widths=(5, 2, 2),
        numeric=(1, 2),
    )
