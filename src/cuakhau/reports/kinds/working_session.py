"""The report to a working session: results, weak points, and the tasks that were given.

Each statement of the session stands in it. Where one holds figures, they are taken from the facts
of trade and the works, not from its words; the rest is told as it was stated.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cuakhau.figures.format import UNKNOWN
from cuakhau.journal.versions import read_history
from cuakhau.reports.kinds.framing import frame, say_periods
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.trade_part import tell_trade
from cuakhau.reports.kinds.works_part import tell_works
from cuakhau.reports.paper.compose import plain
from cuakhau.reports.paper.document import (
    Block,
    Document,
    Heading,
    Item,
    Paragraph,
    Table,
)
from cuakhau.reports.render import CODES
from cuakhau.trade.periods import Period
from cuakhau.zone.history import History
from cuakhau.zone.published import PublishedSession, PublishedStatement

WITH_FIGURES = ("trade", "works")  # areas whose results are told from figures


def build_working_session(asked: Asked) -> Document:
    """Build the report on some periods for the session that came after them."""
    history = read_history(asked.zone)
    session = find_session(history, asked.periods)
    stated = [one for one in history.statements if session and one.session == session.id]
    with override(CODES[asked.language]):
        return frame(
            asked,
            "working-session",
            type_name=pgettext("document", "Report"),
            abstract=_("Results of {periods}, weak points and tasks ahead").format(
                periods=say_periods(asked)
            ),
            blocks=_blocks(asked, history, session, stated),
            receivers=_receivers(history, session),
        )


def find_session(history: History, periods: tuple[Period, ...]) -> PublishedSession | None:
    """Find the first session after the end of the periods, within a year."""
    end = max(one.last for one in periods)
    after = [one for one in history.sessions if 0 <= (one.day - end).days <= 366]
    return min(after, key=lambda one: one.day, default=None)


def _blocks(
    asked: Asked,
    history: History,
    session: PublishedSession | None,
    stated: list[PublishedStatement],
) -> Iterator[Block]:
    if session is not None:
        told = getattr(session, asked.language)
        yield Paragraph(plain(_("{session}.").format(session=told)))
    yield Heading(1, _("I. RESULTS"))
    yield Heading(2, _("1. Exports and imports"))
    yield from tell_trade(asked)
    yield Heading(2, _("2. Construction investment projects"))
    yield from tell_works(asked)
    yield Heading(2, _("3. Other work"))
    results = [one for one in stated if one.part == "result" and one.area not in WITH_FIGURES]
    yield from _items(asked, results)
    yield Heading(1, _("II. WEAK POINTS"))
    yield from _items(asked, [one for one in stated if one.part == "weakness"])
    yield Heading(1, _("III. TASKS AHEAD"))
    yield from tell_tasks(asked, history, [one for one in stated if one.part == "instruction"])


def _items(asked: Asked, stated: list[PublishedStatement]) -> Iterator[Block]:
    for one in stated:
        yield Item(plain(getattr(one, asked.language)))
    if not stated:
        yield Paragraph(plain(_("Nothing is recorded of this period.")))


def tell_tasks(asked: Asked, history: History, stated: list[PublishedStatement]) -> Iterator[Block]:
    """Tell the tasks that a session gave, as a table."""
    if not stated:
        yield Paragraph(plain(_("No task was given.")))
        return
    names = {one.id: getattr(one, asked.language) for one in history.units}
    unknown = UNKNOWN[asked.language]

    def name(unit: str) -> str:
        return names.get(unit, unit)

    yield Table(
        caption=_("Tasks and who is responsible"),
        heads=(
            pgettext("document", "No."),
            pgettext("document", "Task"),
            pgettext("document", "Responsible"),
            pgettext("document", "Cooperating"),
            pgettext("document", "Due"),
        ),
        rows=tuple(
            (
                plain(str(number)),
                plain(getattr(one, asked.language)),
                plain(name(one.responsible) if one.responsible else unknown),
                plain("; ".join(name(unit) for unit in one.cooperating) or "–"),
                plain(unknown),
            )
            for number, one in enumerate(stated, start=1)
        ),
        widths=(4, 30, 16, 18, 8),
    )
    if any(one.basis == "assigned" for one in stated):
        note = _("The instructions name no unit; the units are proposed here.")
        yield Paragraph(plain(note))


def _receivers(history: History, session: PublishedSession | None) -> Iterator[str]:
    names = {one.id: one.vi for one in history.units}
    if session is not None:
        yield f"- {names.get(session.held_by, session.held_by)};"
