"""What a report says of directives: what was given and done in the period, and the tasks ahead."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.accounts.units import list_units
from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.format import UNKNOWN, format_short_day
from cuakhau.figures.kept.values import MATTERS, TASKS
from cuakhau.portfolio.directives.models import ACCEPTED, Task
from cuakhau.portfolio.directives.screen.lists import show_word
from cuakhau.portfolio.directives.standing import (
    Wanted,
    choose,
    due_of,
    is_overdue,
    list_tasks,
    state_of,
)
from cuakhau.reports.given.task_counts import count_tasks
from cuakhau.reports.kinds.kind import Asked, time_of
from cuakhau.reports.leader.today.matters import OF_TASKS, build_matters
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Block, Paragraph, Spans, Table
from cuakhau.zone.zone import Zone

MONTH, SHORT = timedelta(days=31), timedelta(days=27)
MOST_ROWS = 40


def tell_directives(asked: Asked) -> Iterator[Block]:
    """Tell what was given and accepted in each period."""
    for period in asked.periods:
        data = count_tasks(asked.zone, period.first, period.last, _at_us(asked))
        about = {"since": period.first.isoformat(), "until": period.last.isoformat()}
        figures = {
            name: measure(data, TASKS, measure=name, at_us=_at_us(asked), **about)
            for name in ("given", "tasks", "accepted")
        }
        if not any(figure.value for figure in figures.values()):
            yield Paragraph(plain(_("No directive is recorded of this period.")))
            continue
        said = {name: say(figure, asked.language) for name, figure in figures.items()}
        template = _("Given: {given}, with {tasks} to do; accepted as done: {accepted}.")
        if not figures["given"].value:
            template = _("No new directive was given; accepted as done: {accepted}.")
        yield Paragraph(compose(template, said))


def take_tasks(asked: Asked) -> dict[str, Figure]:
    """Take how many tasks are open, due within a week and overdue, as of the report."""
    data = asked.once(_count_tasks, asked.zone, _at_us(asked))
    return {
        one.removeprefix("tasks_"): measure(data, MATTERS, matter=one, at_us=_at_us(asked))
        for one in OF_TASKS
    }


def _count_tasks(zone: Zone, at_us: int) -> Data:
    return build_matters(zone, at_us, list(OF_TASKS))


def tell_ahead(asked: Asked) -> Iterator[Block]:
    """Tell the tasks that are open: what, who, until when. A short period looks a month ahead."""
    open_ones = [one for one in list_tasks(asked.zone.name) if state_of(one) != ACCEPTED]
    chosen = [one for one in choose(open_ones, Wanted(), asked.day) if _is_ahead(asked, one)]
    if not chosen:
        yield Paragraph(plain(_("No task is due in the time ahead.")))
        return
    said = {name: say(figure, asked.language) for name, figure in take_tasks(asked).items()}
    template = _("Open: {open}; due within a week: {due}; overdue: {overdue}.")
    yield Paragraph(compose(template, said))
    units = {name: names[asked.language] for name, names in list_units(asked.zone).items()}
    yield Table(
        caption=_("Tasks and who is responsible"),
        heads=(
            pgettext("document", "No."),
            pgettext("document", "Task"),
            pgettext("document", "Responsible"),
            pgettext("document", "Cooperating"),
            pgettext("document", "Due"),
            pgettext("document", "Standing"),
        ),
        rows=tuple(
            _row(asked, number, one, units) for number, one in enumerate(chosen[:MOST_ROWS], 1)
        ),
        widths=(4, 26, 14, 15, 12, 10),
    )


def _is_ahead(asked: Asked, task: Task) -> bool:
    due = due_of(task)
    return not is_short(asked) or (due is not None and due <= asked.day + MONTH)


def is_short(asked: Asked) -> bool:
    """Tell whether a report is of days only, and looks but a month ahead."""
    return all(one.last - one.first < SHORT for one in asked.periods)


def _row(asked: Asked, number: int, task: Task, units: dict[str, str]) -> tuple[Spans, ...]:
    due = due_of(task)

    def name(named: list[str]) -> str:
        return "; ".join(units.get(one, one) for one in named) or "–"

    standing = "overdue" if is_overdue(task, asked.day) else state_of(task)
    return (
        plain(str(number)),
        plain(task.text.get(asked.language) or task.text.get("vi", "")),
        plain(name(task.responsible)),
        plain(name(task.cooperating)),
        plain(format_short_day(due, asked.language) if due else UNKNOWN[asked.language]),
        plain(show_word(standing)),
    )


def _at_us(asked: Asked) -> int:
    return int(time_of(asked).timestamp() * 1_000_000)
