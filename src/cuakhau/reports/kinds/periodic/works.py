"""What a report says of works: how many, the money of the year, each project of the register."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.entered.values import NO_DATA
from cuakhau.figures.format import format_money
from cuakhau.figures.whole import write_whole
from cuakhau.figures.works.register import ALL, MONEY
from cuakhau.portfolio.works.register.figures import recall_data
from cuakhau.portfolio.works.register.reading import Held, find_last, recall_register
from cuakhau.portfolio.works.rules.count import is_of
from cuakhau.portfolio.works.rules.project import state_of
from cuakhau.portfolio.works.screen.words import say_state
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.periodic.directives import is_short
from cuakhau.reports.kinds.periodic.shapes import Bar, draw, say_scaled
from cuakhau.reports.kinds.works_part import tell_works
from cuakhau.reports.paper.compose import compose, plain, say_bare
from cuakhau.reports.paper.document import Block, Paragraph, Said, Spans, Table

BILLION = 1_000_000_000
MOST_BARS = 12


def tell_projects(asked: Asked) -> Iterator[Block]:
    """Tell the works of each year of the periods, and each project that the register has of it."""
    yield from tell_works(asked)
    last = asked.once(find_last, asked.zone.name)
    held, data = recall_register(asked.zone.name, last), recall_data(asked.zone, last)
    for year in sorted({one.first.year for one in asked.periods}):
        mine = [
            one for one in held if one.project.by_board and is_of(one.project, one.entries, year)
        ]
        if mine:
            yield from _tell_money(asked, data, year)
        if mine and not is_short(asked):
            yield from _tell_year(asked, data, mine, year)


def take_money(data: Data, year: int, name: str, project: str = ALL) -> Figure:
    """Take the plan of a year or what was disbursed of it."""
    return measure(data, MONEY, year=year, measure=name, project=project)


def attain(asked: Asked, of: Figure, on: Figure) -> Figure:
    """Take one figure in percent of another."""
    nothing = build_without_log(asked.zone, NO_DATA, 0)
    return measure(nothing, "derived.attainment", of=write_whole(of), on=write_whole(on))


def _tell_money(asked: Asked, data: Data, year: int) -> Iterator[Block]:
    plan, paid = (take_money(data, year, one) for one in ("plan", "disbursed"))
    if plan.value is not None and paid.value is not None:
        share = attain(asked, paid, plan)
        template = _("Capital plan of {year}: {plan}; disbursed {paid}, {share} of the plan.")
        said = {"plan": _money(asked, plan), "paid": _money(asked, paid),
                "share": Said(share, f"{say_bare(share, asked.language).text} %")}  # fmt: skip
        yield Paragraph(compose(template, said, year=str(year)))


def _tell_year(asked: Asked, data: Data, mine: list[Held], year: int) -> Iterator[Block]:
    rows = [_row(asked, data, one, year) for one in mine]
    yield Table(
        caption=_("Projects of {year}, billion dong").format(year=year),
        heads=(
            pgettext("document", "No."),
            pgettext("document", "Project"),
            pgettext("document", "Standing"),
            pgettext("document", "Plan"),
            pgettext("document", "Disbursed"),
            pgettext("document", "% of plan"),
        ),
        rows=tuple((plain(str(number)), *row) for number, row in enumerate(rows, start=1)),
        widths=(3, 18, 9, 6, 7, 6),
        numeric=(3, 4, 5),
    )
    bars = [
        Bar(one.project.code, _sum_word(name), take_money(data, year, name, one.project.code),
            BILLION)
        for one in mine[:MOST_BARS]
        for name in ("plan", "disbursed")
    ]  # fmt: skip
    caption = _("Plan and disbursement of {year} by project").format(year=year)
    yield from draw(caption, bars, ("", pgettext("document", "billion dong")))


def _row(asked: Asked, data: Data, one: Held, year: int) -> tuple[Spans, ...]:
    plan, paid = (take_money(data, year, name, one.project.code) for name in ("plan", "disbursed"))
    share = attain(asked, paid, plan)
    return (
        plain(f"{one.project.name} ({one.project.code})"),
        plain(say_state(state_of(one.project))),
        (say_scaled(plan, BILLION, asked.language),),
        (say_scaled(paid, BILLION, asked.language),),
        (say_bare(share, asked.language),),
    )


def _sum_word(name: str) -> str:
    return {
        "plan": pgettext("document", "Plan"),
        "disbursed": pgettext("document", "Disbursed"),
    }[name]


def _money(asked: Asked, figure: Figure) -> Said:
    amount = None if figure.value is None else int(figure.value)
    return Said(figure, format_money(amount, asked.language))
