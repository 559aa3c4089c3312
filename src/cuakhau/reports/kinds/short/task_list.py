"""The list of open tasks: what, by whom, until when, and how each stands."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cuakhau.accounts.units import name_unit
from cuakhau.figures import measure
from cuakhau.figures.format import UNKNOWN, format_short_day
from cuakhau.figures.kept.values import MATTERS
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
from cuakhau.reports.kinds.framing import frame
from cuakhau.reports.kinds.kind import Asked, time_of
from cuakhau.reports.leader.today.matters import OF_TASKS, build_matters
from cuakhau.reports.paper.compose import compose, plain, say
from cuakhau.reports.paper.document import Block, Document, Paragraph, Spans, Table
from cuakhau.reports.render import CODES


def build_task_list(asked: Asked) -> Document:
    """Build the list of the tasks that are not accepted yet, the overdue ones first."""
    with override(CODES[asked.language]):
        day = format_short_day(asked.day, asked.language)
        return frame(
            asked,
            "task-list",
            type_name=pgettext("document", "Task list"),
            abstract=_("Open tasks as of {day}").format(day=day),
            blocks=_blocks(asked),
        )


def _blocks(asked: Asked) -> Iterator[Block]:
    at_us = int(time_of(asked).timestamp() * 1_000_000)
    data = build_matters(asked.zone, at_us, list(OF_TASKS))
    said = {
        one.removeprefix("tasks_"): say(
            measure(data, MATTERS, matter=one, at_us=at_us), asked.language
        )
        for one in OF_TASKS
    }
    template = _("Open: {open}; due within a week: {due}; overdue: {overdue}.")
    yield Paragraph(compose(template, said))
    tasks = [one for one in list_tasks(asked.zone.name) if state_of(one) != ACCEPTED]
    if not tasks:
        yield Paragraph(plain(_("No task is open.")))
        return
    rows = choose(tasks, Wanted(), asked.day)
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
        rows=tuple(_row(asked, number, one) for number, one in enumerate(rows, start=1)),
        widths=(4, 28, 15, 16, 9, 9),
    )


def _row(asked: Asked, number: int, task: Task) -> tuple[Spans, ...]:
    language, due = asked.language, due_of(task)

    def name(units: list[str]) -> str:
        return "; ".join(name_unit(asked.zone, one, language) for one in units) or "–"

    standing = "overdue" if is_overdue(task, asked.day) else state_of(task)
    return (
        plain(str(number)),
        plain(task.text.get(language) or task.text.get("vi", "")),
        plain(name(task.responsible)),
        plain(name(task.cooperating)),
        plain(format_short_day(due, language) if due else UNKNOWN[language]),
        plain(show_word(standing)),
    )
