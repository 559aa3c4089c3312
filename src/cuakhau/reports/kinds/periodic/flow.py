"""What a report says of vehicles: sums of issued bulletins by gate and day, or as published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.issued.printed import HIGH, ID, LOW, find_count
from cuakhau.reports.bulletins.find import build_printed_data
from cuakhau.reports.given.issued_days import read_issued_days
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.periodic.shapes import MOST_DAYS, Bar, draw, grow, list_spans, say_growth
from cuakhau.reports.paper.compose import compose, plain, say, say_bare
from cuakhau.reports.paper.document import Block, Paragraph, Said, Spans, Table
from cuakhau.reports.render import HEADING_WORDS
from cuakhau.trade.periods import Period, name_period, year_before
from cuakhau.zone.bulletin.headings import Heading as Column
from cuakhau.zone.bulletin.printed import WHOLE_ZONE

COLUMNS: tuple[Column, ...] = ("all", "export", "export_fruit", "import")
WAYS: tuple[Column, ...] = ("export", "import")


def tell_flow(asked: Asked) -> Iterator[Block]:
    """Tell the vehicles of each period."""
    for period in asked.periods:
        data = asked.once(read_issued_days, asked.zone, period.first, period.last)
        if _sum(data, period, "cleared", "all").value is None:
            yield Paragraph(plain(_("No bulletin was issued for this period.")))
            yield from _tell_published(asked, period)
            continue
        yield Paragraph(_say_sum(asked, data, period))
        yield from _tell_gates(asked, data, period)
        yield from _tell_spans(asked, data, period)
        yield from _draw(asked, data, period)


def _sum(data: Data, period: Period, what: str, heading: str) -> Figure:
    about = {"measure": what, "heading": heading, **_days(period)}
    return measure(data, "issued.sum", **about)


def _days(period: Period) -> dict[str, str]:
    return {"since": period.first.isoformat(), "until": period.last.isoformat()}


def _say_sum(asked: Asked, data: Data, period: Period) -> Spans:
    told = (("all", "cleared", "all"), ("export", "cleared", "export"),
            ("imported", "cleared", "import"), ("back", "turned_back", "export"))  # fmt: skip
    figures = {name: _sum(data, period, what, heading) for name, what, heading in told}
    said = {name: say(figure, asked.language) for name, figure in figures.items()}
    past = year_before(period)
    before = asked.once(read_issued_days, asked.zone, past.first, past.last)
    days, days_before = (
        measure(one, "issued.days", measure="cleared", heading="all", **_days(of))
        for one, of in ((data, period), (before, past))
    )
    # Sums of unlike many days say nothing of growth.
    is_alike = days.value == days_before.value
    base = _sum(before, past, "cleared", "all")
    more, growth = say_growth(grow(asked, figures["all"], base) if is_alike else None)
    template = _(
        "Cleared: {all}{more}; export {export}, import {imported}; turned back {back}. This is the "
        "sum of {days} with an issued bulletin, of {length} in {period}."
    ).replace("{more}", more)
    length = str((period.last - period.first).days + 1)
    said |= {"days": say(days, asked.language), **growth}
    return compose(template, said, length=length, period=name_period(period, asked.language))


def _tell_gates(asked: Asked, data: Data, period: Period) -> Iterator[Block]:
    lines = list(dict.fromkeys(key[0] for one in data.issued for key in one.values))
    last = max(one.day for one in data.issued).isoformat()

    def cell(line: str, what: str, heading: str, since: str, until: str) -> Spans:
        about = {"line": line, "measure": what, "heading": heading, "since": since, "until": until}
        return (say_bare(measure(data, "issued.line", **about), asked.language),)

    whole = tuple(_days(period).values())
    rows = [
        (
            plain(_name_line(asked, line)),
            *(cell(line, "cleared", heading, *whole) for heading in (*WAYS, "all")),
            cell(line, "turned_back", "export", *whole),
            cell(line, "waiting", "export", last, last),
        )
        for line in sorted(lines, key=lambda one: one == WHOLE_ZONE)
    ]
    if len(rows) > 2:
        yield Table(
            caption=_("Vehicles by gate"),
            heads=(
                pgettext("document", "Gate"),
                *(HEADING_WORDS[one][asked.language].capitalize() for one in (*WAYS, "all")),
                pgettext("document", "Turned back"),
                pgettext("document", "Export waiting at the end"),
            ),
            rows=tuple(rows),
            widths=(5, 3, 3, 3, 3, 3),
            numeric=(1, 2, 3, 4, 5),
        )


def _name_line(asked: Asked, line: str) -> str:
    if line == WHOLE_ZONE:
        return pgettext("document", "Whole zone")
    return asked.zone.at(asked.periods[-1].last).name_of(line, asked.language)


def _list_told(data: Data, period: Period) -> list[tuple[str, Period]]:
    days = {one.day for one in data.issued}
    return [
        (name, span)
        for name, span in list_spans(period)
        if any(span.first <= day <= span.last for day in days)
    ]


def _tell_spans(asked: Asked, data: Data, period: Period) -> Iterator[Block]:
    spans = _list_told(data, period)
    if len(spans) < 2:
        return
    is_by_day = (period.last - period.first).days < MOST_DAYS

    def cell(span: Period, heading: Column) -> Spans:
        return (say_bare(_sum(data, span, "cleared", heading), asked.language),)

    yield Table(
        caption=_("Cleared by day") if is_by_day else _("Cleared by month"),
        heads=(
            _("Day") if is_by_day else pgettext("document", "Month"),
            *(HEADING_WORDS[one][asked.language].capitalize() for one in COLUMNS),
        ),
        rows=tuple(
            (plain(name), *(cell(span, heading) for heading in COLUMNS)) for name, span in spans
        ),
        widths=(3, 2, 2, 3, 2),
        numeric=(1, 2, 3, 4),
    )


def _draw(asked: Asked, data: Data, period: Period) -> Iterator[Block]:
    spans = _list_told(data, period)
    bars = [
        Bar(
            name,
            HEADING_WORDS[heading][asked.language].capitalize(),
            _sum(data, span, "cleared", heading),
        )
        for name, span in spans
        for heading in WAYS
    ]
    titles = ("", pgettext("document", "vehicles"))
    yield from draw(
        _("Vehicles cleared, {period}").format(period=_name(asked, period)), bars, titles
    )
    waiting = [
        Bar(name, "", measure(data, "issued.most", line=WHOLE_ZONE, measure="waiting",
                              heading="export", **_days(span)))
        for name, span in spans
    ]  # fmt: skip
    caption = _("Export vehicles waiting at the cut-off, the most of each time")
    yield from draw(caption, waiting, titles)


def _name(asked: Asked, period: Period) -> str:
    return name_period(period, asked.language)


def _tell_published(asked: Asked, period: Period) -> Iterator[Block]:
    """Tell what was printed of the period as a whole, then of single days of it."""
    data = build_printed_data(asked.zone)
    for what, template in (
        ("cleared", _("Published of {period}: {all} cleared.")),
        ("cleared_per_day", _("Published of {period}: {all} cleared a day.")),
    ):
        about = {"measure": what, "direction": "both", **_days(period)}
        if find_count(data, about) is not None:
            said = {"all": _say_ends(asked, data, about)}
            yield Paragraph(compose(template, said, period=_name(asked, period)))
    days = sorted(
        {
            one.first_day
            for one in data.printed
            if one.first_day == one.last_day and period.first <= one.first_day <= period.last
            and (one.measure, one.unit) == ("cleared", "vehicle")
        }
    )  # fmt: skip
    rows = []
    for day in days[-MOST_DAYS:]:
        about = {"day": day.isoformat(), "line": WHOLE_ZONE, "measure": "cleared"}
        cells = [measure(data, "bulletin.printed", heading=one, **about) for one in ("all", *WAYS)]
        if any(one.value is not None for one in cells):
            rows.append(
                (plain(f"{day:%d/%m/%Y}"), *((say_bare(one, asked.language),) for one in cells))
            )
    if rows:
        yield Table(
            caption=_("Days that were published"),
            heads=(
                _("Day"),
                *(HEADING_WORDS[one][asked.language].capitalize() for one in ("all", *WAYS)),
            ),
            rows=tuple(rows),
            widths=(3, 2, 2, 2),
            numeric=(1, 2, 3),
        )


def _say_ends(asked: Asked, data: Data, about: dict[str, str]) -> Said:
    low, high = (measure(data, ID, end=end, **about) for end in (LOW, HIGH))
    if high.value is None:
        return say(low, asked.language)
    bare = say_bare(low, asked.language).text
    return Said(high, f"{bare}–{say(high, asked.language).text}")
