"""A report of a year: whatever is recorded stands in it, and every number of it comes out again."""

from datetime import date

import pytest
from django.db import transaction

from cuakhau.planning.clock.keeping import keep_day
from cuakhau.planning.overlaps.keeping import refresh
from cuakhau.portfolio.directives import demo as directives
from cuakhau.portfolio.works.register import demo as works
from cuakhau.reports.behind.opening import resolve_today
from cuakhau.reports.issuing import issue
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.registry import build_document
from cuakhau.reports.paper.document import Chart, Heading, Said, Table, text_of
from cuakhau.trade.periods import read_period
from reports.days import DAY, NIGHT

PARTS = ("I. RESULTS", "II. WEAK POINTS", "III. TASKS AHEAD")


@pytest.fixture(scope="module")
def recorded(replayed, lang_son):
    """A day with its bulletin, clock and overlaps; works; directives: all of a demo zone."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("cuakhau.planning.overlaps.keeping.find_twin", lambda _zone: None)
        patch.setattr("cuakhau.reports.behind.opening.find_zone", lambda _name: lang_son)
        issue(replayed, DAY, by="test", at=NIGHT, nonce="periodic")
        assert keep_day(lang_son, DAY, NIGHT)
        assert refresh(lang_son, NIGHT)
        works.fill_demo(lang_son, by="test", at=NIGHT, today=NIGHT.date())
        directives.fill_demo(lang_son, by="test", at=NIGHT)
        yield lang_son
        transaction.set_rollback(True)


def build(zone, period, language="en", kind="yearly"):
    asked = Asked(
        zone=zone, periods=(read_period(period),), language=language, day=NIGHT.date(), at=NIGHT
    )
    return build_document(kind, asked)


def test_a_year_tells_what_is_recorded_and_each_figure_comes_out_again(recorded):
    document = build(recorded, "2024")
    heads = [one.text for one in document.blocks if isinstance(one, Heading)]
    assert [one for one in heads if one in PARTS] == list(PARTS)
    tables = {one.caption: one for one in document.blocks if isinstance(one, Table)}
    for caption in (
        "Vehicles by gate", "From arrival to release by gate", "Projects of 2024, billion dong",
        "Where the time of a vehicle at the gate goes", "Tasks and who is responsible",
    ):  # fmt: skip
        assert caption in tables
    cleared = [row for row in tables["Vehicles by gate"].rows if text_of(row[0]) == "Whole zone"]
    assert text_of(cleared[0][3]) == "1,243"  # as it was printed of that day
    charts = [one for one in document.blocks if isinstance(one, Chart)]
    assert any(one.caption == "Plan and disbursement of 2024 by project" for one in charts)
    weak = "\n".join(text_of(one.spans) for one in document.blocks if type(one).__name__ == "Item")
    for subject in ("Backlog:", "Time:", "Overlap:", "Works:", "Directives:"):
        assert subject in weak
    figures = document.figures()
    assert len(figures) > 60
    for figure in figures:
        again = resolve_today(figure)
        assert (again.value, again.unit) == (figure.value, figure.unit), figure.query


def test_a_year_of_which_nothing_is_recorded_says_so_and_holds_no_figure(recorded):
    document = build(recorded, "1999")
    assert document.figures() == ()
    text = "\n".join(span.text for span in document.spans())
    for told in (
        "Nothing is recorded of trade", "No bulletin was issued", "No day of this period",
        "Nothing is booked", "Nothing is recorded of projects", "No directive is recorded",
    ):  # fmt: skip
        assert told in text
    assert not any(isinstance(one, Said) for one in document.spans())


def test_a_report_of_a_day_looks_a_month_ahead_only(recorded):
    [table] = (
        one
        for one in build(recorded, str(DAY), kind="daily").blocks
        if isinstance(one, Table) and one.caption == "Tasks and who is responsible"
    )
    due = [date.fromisoformat(text_of(row[4])) for row in table.rows]
    assert due
    assert max(due) <= date(2024, 9, 22)
