"""Where figures are read again that are not made from the log: a mark each, and two ways back."""

from collections.abc import Callable
from dataclasses import dataclass

from cuakhau.figures import Data, Figure
from cuakhau.figures.kept.values import (
    DAYS_MARK,
    MATTERS_MARK,
    OVERLAPS_MARK,
    RELEASE_MARK,
    TASKS_MARK,
)
from cuakhau.operations.payments.revenue import sums as books
from cuakhau.planning.bench import trials
from cuakhau.planning.bench.quick import MARK as MARK_OF_TRIALS
from cuakhau.planning.runs import figures as runs
from cuakhau.portfolio.works.register import figures as register
from cuakhau.reports.bulletins.find import PRINTED, build_printed_data, read_printed
from cuakhau.reports.given import (
    clock_days,
    issued_days,
    overlap_found,
    remembered,
    task_counts,
)
from cuakhau.reports.indicators import entering
from cuakhau.reports.leader.today import matters, release
from cuakhau.turnover.reading import again as trade_again
from cuakhau.turnover.reading import known as trade
from cuakhau.zone.zone import Zone

Read = Callable[[Zone, Figure], Data]


@dataclass(frozen=True, slots=True)
class Source:
    """What a version of data begins with, how it is read as it was, and as it is now."""

    mark: str
    again: Read
    now: Read


SOURCES: tuple[Source, ...] = (
    Source(books.LEDGER, books.read_again, books.read_now),
    Source(
        PRINTED,
        lambda zone, stored: read_printed(zone, stored.data_version.log),
        lambda zone, _: build_printed_data(zone),
    ),
    Source(runs.MARK, runs.read_again, runs.read_again),  # a run that is done never changes
    Source(MARK_OF_TRIALS, trials.read_again, trials.read_again),  # nor does what was asked
    Source(trade.MARK, trade_again.ask_again, trade_again.ask_now),
    Source(
        remembered.MARK,
        lambda zone, _: remembered.read_works(zone),
        lambda zone, _: remembered.read_works(zone),
    ),
    Source(issued_days.MARK, issued_days.read_again, issued_days.read_now),
    Source(entering.MARK, entering.read_again, lambda zone, _: entering.read_entered(zone)),
    Source(MATTERS_MARK, matters.read_again, matters.read_again),
    Source(RELEASE_MARK, release.read_again, release.read_again),
    Source(DAYS_MARK, clock_days.read_again, clock_days.read_again),
    Source(TASKS_MARK, task_counts.read_again, task_counts.read_again),
    Source(OVERLAPS_MARK, overlap_found.read_again, overlap_found.read_again),
    Source(register.MARK, register.read_again, lambda zone, _: register.read_now(zone)),
)


def find_source(stored: Figure) -> Source | None:
    """Find where a figure is read again; `None` where it is made from the log."""
    log = stored.data_version.log
    return next((one for one in SOURCES if log.startswith(one.mark)), None)
