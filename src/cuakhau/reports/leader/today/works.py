"""Works of the year by the register; what was published of them where there is no register."""

from django.utils.translation import gettext as _

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.format import format_money
from cuakhau.figures.works.published import ID as PUBLISHED
from cuakhau.figures.works.register import ALL, COUNT, MEASURES, MONEY
from cuakhau.journal.versions import read_history
from cuakhau.movement.times import local_day
from cuakhau.portfolio.works.register import figures
from cuakhau.portfolio.works.register.reading import UpTo, recall_register
from cuakhau.reports.given.works import count_works
from cuakhau.reports.leader.section import Ground, Section
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Said, Spans


def tell_works(ground: Ground, last: UpTo) -> Section:
    """Tell how many works there are in this year, and how much of the plan was paid out."""
    held = recall_register(ground.zone.name, last)
    spans, lead = _say_register(ground, last) if held else _say_published(ground)
    return Section(
        id="works",
        title=_("Works"),
        icon="building",
        spans=spans,
        address="portfolio:works",
        act="see_works",
        lead=lead,
    )


def tell_year(ground: Ground, last: UpTo, year: int) -> Spans:
    """Tell how many works a year had."""
    found = count_works(ground.zone, last, year)
    said = {name: say(figure, ground.language) for name, figure in found.items()}
    return compose(_counted(), said, year=str(year))


def _counted() -> str:
    return _("In {year}: {owned}, {finished} finished and in use, {carried_over} carried over.")


def _say_register(ground: Ground, last: UpTo) -> tuple[Spans, Said]:
    year = local_day(ground.zone, ground.at_us).year
    data = figures.recall_data(ground.zone, last)
    said = _count(ground, data, COUNT, year)
    for name in ("plan", "disbursed"):
        said[name] = _say_money(ground, measure(data, MONEY, year=year, measure=name, project=ALL))
    template = _(
        "In {year}: {owned}, {finished} finished and in use, {carried_over} carried over; paid out "
        "{disbursed} of the {plan} planned."
    )
    return compose(template, said, year=str(year)), said["owned"]


def _say_published(ground: Ground) -> tuple[Spans, Said | None]:
    history = read_history(ground.zone)
    years = {row.year for row in history.works if row.measure == "owned"}
    if not years:
        return plain(_("Nothing is recorded of works yet.")), None
    year = max(years)
    said = _count(ground, figures.build_published_data(ground.zone, history), PUBLISHED, year)
    template = _("In {year}: {owned}, {finished} finished and in use, {carried_over} carried over.")
    return compose(template, said, year=str(year)), said["owned"]


def _count(ground: Ground, data: Data, definition: str, year: int) -> dict[str, Said]:
    return {
        name: say(measure(data, definition, year=year, measure=name), ground.language)
        for name in MEASURES
    }


def _say_money(ground: Ground, figure: Figure) -> Said:
    amount = None if figure.value is None else int(figure.value)
    return Said(figure, format_money(amount, ground.language))
