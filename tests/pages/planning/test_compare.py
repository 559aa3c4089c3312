"""Runs side by side: on the page, as a workbook, as a paragraph."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cuakhau.planning.compare.build import judge
from cuakhau.planning.compare.chart import HEIGHT, Line, draw
from cuakhau.planning.runs.figures import open_kept, put_beside
from cuakhau.planning.runs.values import changes_of

HALF = 'base = "{zone}"\n\n[[demand]]\nfactor = 0.5\n'


@pytest.fixture
def two(twin_gate, done):
    """Today's zone, and half of its vehicles."""
    base = twin_gate.zone.name.removesuffix("-demo")
    return done(name="Today"), done(HALF.format(zone=base), name="Half")


@pytest.fixture
def board(twin_gate):
    return twin_gate.sign_in("board")


def test_two_runs_stand_beside_one_another_with_their_differences(board, two):
    board.get("plan/compare/", run=[run.pk for run in two])
    for word in ("Today", "Half", "base of the differences", "clearly worse", "all vehicles"):
        assert word in board.page
    opened = re.search(r'href="(/figure/W-[\w-]+/)" title="change: vehicles through', board.page)
    behind = board.client.get(opened[1]).content.decode()
    assert "Computed again from the log: the same" in behind
    assert f"base = {two[0].pk}" in behind


def test_another_run_may_be_the_base(board, two):
    board.get("plan/compare/", run=[run.pk for run in two], base=two[1].pk)
    assert board.page.index("Half</strong>") < board.page.index("Today</strong>")
    assert "clearly better" in board.page


def test_a_run_beside_itself_differs_by_nothing(two):
    measured = open_kept(two[0]).measured
    assert set(changes_of(measured, measured).values()) <= {0, None}


def test_each_measure_of_gates_can_be_chosen(board, two):
    board.get("plan/compare/", run=[run.pk for run in two], measure="inside")
    assert 'measure=inside#groups-title" aria-current="true"' in board.page


def test_runs_of_other_days_are_not_paired(board, two, done):
    longer = done(days=2)
    assert board.get("plan/compare/", run=[two[0].pk, longer.pk]).status_code == 422
    assert "P97" in board.page


@pytest.mark.parametrize(("chosen", "rule"), [(0, "P95"), (6, "P95")])
def test_only_so_many_stand_side_by_side(board, ask, chosen, rule):
    runs = [ask().pk for _ in range(chosen)]
    assert board.get("plan/compare/", run=runs).status_code == 422
    assert rule in board.page


def test_a_run_that_is_not_over_is_not_compared(board, ask):
    assert board.get("plan/compare/", run=ask().pk).status_code == 422
    assert "P94" in board.page


@pytest.mark.parametrize(
    ("ends", "said"),
    [((-3, -5, -1), "better"), ((3, 1, 5), "worse"), ((1, -1, 3), "unclear"), ((0, 0, 0), "same")],
)
def test_a_difference_is_judged_by_its_interval(two, ends, said):
    figure = open_kept(two[0]).take("wait_mean", group="all", of="mean")
    assert judge("wait_mean", [replace(figure, value=value) for value in ends]) == said


def test_an_unknown_end_leaves_a_difference_unknown(two):
    known = put_beside(*(open_kept(run) for run in two)).take("inside", group="all", of="mean")
    unknown = replace(known, value=None)
    assert judge("inside", [unknown, known, known]) == "unknown"


def test_one_more_officer_costs_his_hours(twin_gate, done):
    base = twin_gate.zone.name.removesuffix("-demo")
    more = f'base = "{base}"\n\n[[servers]]\npost = "cashiers"\nadd = 1\n'
    today, another = (open_kept(done(text)) for text in ("", more))
    change = put_beside(today, another).take("cost", group="all", of="mean")
    assert today.take("cost", group="all", of="mean").value > 0
    assert change.value == 13 * 100_000  # from 7:00 to 20:00


def test_the_workbook_holds_numbers_as_numbers_and_their_sources(board, two):
    answer = board.get("plan/compare/report.xlsx", run=[run.pk for run in two])
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Results", "Yards by the hour", "Parameters", "Sources"]
    rows = list(book["Results"].iter_rows(min_row=2, values_only=True))
    waits = [row for row in rows if row[:2] == ("The whole zone", "Mean wait")]
    assert [row[3] for row in waits] == ["A", "B"]
    assert all(isinstance(value, int) for row in waits for value in row[4:7])
    assert waits[0][7] is None
    assert isinstance(waits[1][7], int)
    told = {row[1]: row[2] for row in book["Parameters"].iter_rows(values_only=True)}
    assert told["Digest of the rows"] == two[1].rows
    assert any(str(row[3]).startswith("F-") for row in book["Sources"].iter_rows(values_only=True))


def test_a_name_is_no_formula(board, done):
    run = done(name="=1+1")
    answer = board.get("plan/compare/report.xlsx", run=run.pk)
    cells = load_workbook(BytesIO(answer.content))["Parameters"].iter_rows(values_only=True)
    assert "'=1+1" in {row[2] for row in cells}


def test_the_paragraph_links_its_figures_and_lists_their_codes(board, two):
    board.get("plan/compare/paragraph", run=[run.pk for run in two])
    assert board.page.count('class="figure"') > 15
    assert len(set(re.findall(r"<code>F-[\w-]+</code>", board.page))) > 8
    assert "With “Half” the mean wait is" in board.page
    for address in dict.fromkeys(re.findall(r'href="(/figure/W-[\w-]+/)"', board.page)):
        opened = board.client.get(address).content.decode()
        assert "Computed again from the log: the same" in opened, address
        assert f"№ {two[1].pk}" in opened or f"№ {two[0].pk}" in opened


def test_a_chart_stays_within_its_frame_and_shows_places_that_are_near(two):
    kept = open_kept(two[0])
    ends = ([kept.take("yard_hour", group="yard/inner_yard", hour=h, of=e) for h in range(24)]
            for e in ("mean", "low", "high"))  # fmt: skip
    line = Line("A", *ends)
    top = max(line.high, key=lambda one: float(one.value))
    chart = draw([line], top, ceiling=int(top.value) + 1)
    heights = [int(y) for y in re.findall(r"\d+ (\d+)", chart["lines"][0]["band"])]
    assert min(heights) >= 0
    assert max(heights) <= HEIGHT
    assert chart["ceiling_y"] == 0
    assert draw([line], top, ceiling=10_000)["ceiling_y"] is None
