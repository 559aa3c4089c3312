"""The bulletin of a day: what is known, what is not, and whether it adds up."""

from datetime import timedelta

import pytest

from cuakhau.statistics.bulletin import count_day
from made_logs import DAY, EXAMPLE, IN, OUT, counted, crossing, log_of, row

COMPARED = [counted("counted", 0, 0), counted("counted", 0, 0, place="freight_road")]


def test_a_line_that_nobody_counted_is_unknown_and_not_in_the_total():
    day = count_day(EXAMPLE, log_of(crossing("a", {**IN, **OUT})), DAY)
    assert day.line("freight").value("cleared", "all") is None
    assert (day.total.value("cleared", "all"), day.uncounted) == (1, ("freight",))


def test_the_backlog_at_the_start_is_unknown_until_somebody_compared():
    log = log_of(crossing("a", dict.fromkeys(IN, -1)))
    assert count_day(EXAMPLE, log, DAY).line("main").value("opening", "export") is None
    day = count_day(EXAMPLE, log_of(crossing("a", dict.fromkeys(IN, -1)), *COMPARED), DAY)
    assert day.line("main").value("opening", "export_fruit") == 1
    assert (day.line("main").opening_from, day.differences) == ("log", ())


def test_a_published_backlog_is_used_where_the_log_knows_none():
    day = count_day(EXAMPLE, log_of(crossing("a", IN)), DAY, opening={("*", "export"): 7})
    assert (day.total.value("opening", "export"), day.total.opening_from) == (7, "published")
    assert [(d.kind, d.line, d.amount) for d in day.differences] == [("balance", "*", -7)]


def test_who_left_unseen_unbalances_the_line():
    day = count_day(EXAMPLE, log_of(crossing("a", OUT), *COMPARED), DAY)
    found = {(d.kind, d.line, d.heading, d.amount) for d in day.differences}
    assert ("balance", "main", "export_fruit", 1) in found
    assert ("out_unseen", "*", "all", 1) in found


@pytest.mark.parametrize(
    ("step", "amount", "waiting"), [(None, -1, 1), ("cleared", 1, 1), ("arrived", 2, 4)]
)
def test_a_correction_by_count_keeps_its_record_and_the_balance(step, amount, waiting):
    facts = {"procedure": "export", "goods": "fruit", "seq": 2, "step": step}
    log = log_of(
        crossing("a", IN), crossing("b", IN), *COMPARED, counted("counted", 9, amount, **facts)
    )
    day = count_day(EXAMPLE, log, DAY)
    assert day.line("main").value("waiting", "export_fruit") == waiting
    assert day.differences == ()
    assert [(c.subject, c.seq, c.amount) for c in day.corrections] == [
        ("main_road@2024-08", 2, amount)
    ]
    after = count_day(EXAMPLE, log, DAY + timedelta(days=1))
    assert after.line("main").value("opening", "export_fruit") == waiting


def test_a_day_sheet_counts_a_place_without_visits():
    sheet = counted("day_counted", 24, 9, step="cleared", place="freight_road", procedure="export")
    day = count_day(EXAMPLE, log_of(crossing("a", {**IN, **OUT}), sheet), DAY)
    freight = day.line("freight")
    assert (freight.basis, freight.value("cleared", "export")) == (("hand",), 9)
    assert freight.value("cleared", "export_fruit") is None  # nobody gave the split
    assert freight.value("cleared", "import") is None
    assert day.total.value("cleared", "export") == 10


def test_a_corrected_day_sheet_counts_as_corrected():
    facts = {"step": "cleared", "place": "freight_road", "procedure": "export"}
    first = counted("day_counted", 24, 9, **facts)
    second = counted("day_counted", 24, 8, seq=2, corrects=1, **facts)
    day = count_day(EXAMPLE, log_of(first, second), DAY)
    assert day.line("freight").value("cleared", "export") == 8


def test_a_sheet_for_a_place_on_the_log_is_not_added():
    sheet = counted("day_counted", 24, 9, step="cleared", procedure="export")
    day = count_day(EXAMPLE, log_of(crossing("a", {**IN, **OUT}), sheet), DAY)
    assert day.line("main").value("cleared", "export") == 1
    assert [(d.kind, d.line, d.amount) for d in day.differences] == [("two_counts", "main", 9)]


def test_a_sheet_of_nothing_is_nothing_of_each_kind():
    sheet = counted("day_counted", 24, 0, step="cleared", place="freight_road")
    day = count_day(EXAMPLE, log_of(sheet), DAY)
    assert day.line("freight").value("cleared", "import_new") == 0


def test_vehicles_of_no_line_are_named_and_counted():
    day = count_day(EXAMPLE, log_of(crossing("a", {**IN, **OUT}, place="north_gate")), DAY)
    assert ("no_line", "", 1) in [(d.kind, d.line, d.amount) for d in day.differences]
    assert day.total.value("cleared", "all") == 1


def test_unsplit_goods_leave_the_split_unknown_and_the_sum_known():
    day = count_day(EXAMPLE, log_of(crossing("a", {**IN, **OUT}, goods=None)), DAY)
    assert day.line("main").value("cleared", "export") == 1
    assert day.line("main").value("cleared", "export_fruit") is None


def test_the_origins_of_the_day_are_named():
    made_up = row("b", 1, "declared", 3, procedure="export", place="main_road", origin="replay")
    day = count_day(EXAMPLE, log_of(crossing("a", IN), [made_up]), DAY)
    assert day.origins == ("desk", "replay")


def test_a_sheet_that_gives_one_measure_leaves_the_other_totals_known():
    sheet = counted("day_counted", 24, 0, step="cleared", place="freight_road")
    day = count_day(EXAMPLE, log_of(crossing("a", IN), *COMPARED[:1], sheet), DAY)
    assert day.total.value("cleared", "export") == 0
    assert day.total.value("waiting", "export") == 1
    assert (day.total.opening_from, day.differences) == ("log", ())
