"""The minutes of a meeting: as it was recorded here, or as a session was published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cuakhau.figures.format import format_day
from cuakhau.journal.versions import read_history
from cuakhau.reports.kinds.framing import frame
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.short.meeting import find_meeting, say_words, tell_meeting
from cuakhau.reports.kinds.trade_part import tell_trade
from cuakhau.reports.kinds.working_session import WITH_FIGURES, find_session, tell_tasks
from cuakhau.reports.kinds.works_part import tell_works
from cuakhau.reports.paper.compose import plain
from cuakhau.reports.paper.document import Block, Document, Heading, Item, Paragraph
from cuakhau.reports.render import CODES
from cuakhau.zone.history import History
from cuakhau.zone.published import PublishedSession, PublishedStatement


def build_minutes(asked: Asked) -> Document:
    """Build the minutes of a recorded meeting, or of the first session after some periods."""
    meeting = find_meeting(asked)
    history = read_history(asked.zone)
    session = find_session(history, asked.periods)
    with override(CODES[asked.language]):
        if meeting is not None:
            about, blocks = say_words(meeting.title, asked.language), tell_meeting(asked, meeting)
        else:
            told = getattr(session, asked.language) if session else ""
            about = told or _("No session is recorded within a year of these periods")
            blocks = _blocks(asked, history, session)
        return frame(
            asked,
            "minutes",
            type_name=pgettext("document", "Minutes"),
            abstract=about,
            blocks=blocks,
        )


def _blocks(asked: Asked, history: History, session: PublishedSession | None) -> Iterator[Block]:
    if session is None:
        yield Paragraph(plain(_("No session is recorded within a year of these periods")))
        return
    stated = [one for one in history.statements if one.session == session.id]
    names = {one.id: getattr(one, asked.language) for one in history.units}
    yield Heading(1, _("I. WHEN AND WHO"))
    yield Paragraph(plain(_("Day: {day}.").format(day=format_day(session.day, asked.language))))
    held_by = names.get(session.held_by, session.held_by)
    yield Paragraph(plain(_("Held by: {unit}.").format(unit=held_by)))
    units = {one for row in stated for one in (row.responsible, *row.cooperating) if one}
    if units:
        listed = "; ".join(sorted(names.get(one, one) for one in units))
        yield Paragraph(plain(_("Units that were given tasks: {units}.").format(units=listed)))
    yield Heading(1, _("II. WHAT WAS STATED"))
    yield from tell_trade(asked)
    yield from tell_works(asked)
    for part in ("result", "weakness"):
        yield from _items(asked, [one for one in stated if one.part == part])
    yield Heading(1, _("III. CONCLUSIONS"))
    yield from tell_tasks(asked, history, [one for one in stated if one.part == "instruction"])


def _items(asked: Asked, stated: list[PublishedStatement]) -> Iterator[Block]:
    for one in stated:
        if one.part != "result" or one.area not in WITH_FIGURES:
            yield Item(plain(getattr(one, asked.language)))
