"""Today in one place: the page, the one-page brief and the message say the same of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cuakhau.figures import Data
from cuakhau.portfolio.works.register.reading import find_last
from cuakhau.reports.leader.section import Ground, Section
from cuakhau.reports.leader.today import flow, matters, money, release, works


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """How today goes, and what needs somebody."""

    sections: tuple[Section, ...]
    matters: tuple[Section, ...]


def gather(ground: Ground) -> Today:
    """Gather what this reader may know of today."""
    data = matters.build_matters(ground.zone, ground.at_us, matters.list_mine(ground))
    return Today(
        sections=tuple(_tell(ground, data)), matters=tuple(matters.tell_matters(ground, data))
    )


def _tell(ground: Ground, data: Data) -> Iterator[Section]:
    if ground.may("see_board"):
        take = flow.take_now(ground)
        yield flow.tell_flow(ground, take)
        yield flow.tell_backlog(ground, take)
    if ground.may("see_clock"):
        yield release.tell_release(ground)
    if ground.may("see_turnover"):
        yield money.tell_turnover(ground)
    if ground.may("see_revenue"):
        yield money.tell_fees(ground)
    if ground.may("see_works"):
        yield works.tell_works(ground, find_last(ground.zone.name))
    if ground.may("see_directives"):
        yield matters.tell_tasks(ground, data)
