"""The minutes of a meeting that was recorded: when and who, the conclusions, the tasks given."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.accounts.units import list_units
from cuakhau.figures.format import UNKNOWN, format_day, format_short_day
from cuakhau.portfolio.directives.models import HISTORY, MEETING, Meeting, Task
from cuakhau.portfolio.directives.standing import due_of, list_tasks
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.paper.compose import plain
from cuakhau.reports.paper.document import Block, Heading, Item, Paragraph, Spans, Table
from cuakhau.zone.types import Language


def find_meeting(asked: Asked) -> Meeting | None:
    """Find the meeting that is asked for, else the last one that was recorded of the periods.

    A session of the zone's history is told by what was published of it.
    """
    held = Meeting.objects.filter(zone=asked.zone.name, kind=MEETING).exclude(origin=HISTORY)
    if asked.meeting is not None:
        return held.filter(pk=asked.meeting).first()
    first, last = (min(one.first for one in asked.periods), max(one.last for one in asked.periods))
    return held.filter(day__range=(first, last)).order_by("day", "pk").last()


def say_words(words: Mapping[str, str], language: Language) -> str:
    """Say words in a language, else in the one they were written in."""
    return words.get(language) or words.get("vi") or next(iter(words.values()), "")


def tell_meeting(asked: Asked, meeting: Meeting) -> Iterator[Block]:
    """Tell a meeting. What nobody wrote down is said to be unknown."""
    language = asked.language
    names = {unit: said[language] for unit, said in list_units(asked.zone).items()}
    yield Heading(1, _("I. WHEN AND WHO"))
    yield Paragraph(plain(_("Day: {day}.").format(day=format_day(meeting.day, language))))
    held_by = names.get(meeting.held_by, meeting.held_by)
    yield Paragraph(plain(_("Held by: {unit}.").format(unit=held_by)))
    came = "; ".join(names.get(one, one) for one in meeting.attended) or UNKNOWN[language]
    yield Paragraph(plain(_("Who came: {units}.").format(units=came)))
    yield Heading(1, _("II. CONCLUSIONS"))
    lines = [one for one in say_words(meeting.conclusion, language).splitlines() if one.strip()]
    for line in lines:
        yield Item(plain(line.strip()))
    if not lines:
        yield Paragraph(plain(_("No conclusion was written down.")))
    yield Heading(1, _("III. TASKS GIVEN"))
    tasks = list(list_tasks(asked.zone.name).filter(directive__meeting=meeting).order_by("pk"))
    if not tasks:
        yield Paragraph(plain(_("No task was given.")))
        return
    yield Table(
        caption=_("Tasks and who is responsible"),
        heads=(
            pgettext("document", "No."),
            pgettext("document", "Task"),
            pgettext("document", "Responsible"),
            pgettext("document", "Cooperating"),
            pgettext("document", "Due"),
        ),
        rows=tuple(_row(asked, number, one, names) for number, one in enumerate(tasks, start=1)),
        widths=(4, 28, 16, 18, 11),
    )
    yield Paragraph(plain(_("The minutes were read to all who were there, and they agreed.")))


def _row(asked: Asked, number: int, task: Task, names: dict[str, str]) -> tuple[Spans, ...]:
    due = due_of(task)

    def name(units: list[str]) -> str:
        return "; ".join(names.get(one, one) for one in units) or "–"

    return (
        plain(str(number)),
        plain(say_words(task.text, asked.language)),
        plain(name(task.responsible)),
        plain(name(task.cooperating)),
        plain(format_short_day(due, asked.language) if due else UNKNOWN[asked.language]),
    )
