"""The two ways to count a live figure agree: the board's tally, and its vehicles one by one."""

from functools import partial
from itertools import product

import pytest

from cuakhau.figures import build_data, live
from cuakhau.figures.behind import BELONGS, OF_TIME, STANDS, list_behind
from cuakhau.figures.figure import DataVersion
from cuakhau.zone.bulletin.day import window_of
from operations.test_board import DAY, HOUR_US, count

CELLS = ("live.cleared", "live.waiting")
WHOLES = ("live.arrived", "live.turned_back", "live.longest_wait")


@pytest.fixture(scope="module", params=[0, 9])
def looked_at(request, lang_son, replayed):
    """A board of the day, and the log as far as it was recorded by then."""
    now_us = window_of(lang_son, DAY).until_us - request.param * HOUR_US
    log = replayed.log().recorded_until(now_us)
    return count(lang_son, log, now_us), build_data(lang_son, log, version="test")


def taker(board):
    return partial(live.take, board, version=DataVersion(zone="x", zone_version="x", log="test"))


def list_figures_of_ways(board):
    take = taker(board)
    for way, direction in product(board.ways, ("export", "import")):
        yield take("live.way_waiting", way=way.id, direction=direction)
        yield take("live.way_cleared", way=way.id, direction=direction)
        yield take("live.way_last_hour", way=way.id)
        yield take("live.way_arrived_last_hour", way=way.id)
    for step in board.steps:
        yield take("live.step_waiting", step=step.step)
        if step.p90_us is not None:
            yield take("live.step_overdue", step=step.step)


def list_figures(board):
    take = taker(board)
    lines = ["*", *(line.id for line in board.lines)]
    for definition, line, heading in product(CELLS, lines, board.cleared):
        yield take(definition, line=line, heading=heading)
    for definition, line in product(WHOLES, lines):
        yield take(definition, line=line)
    for hour in board.hours:
        for definition in (name for name in BELONGS if name.endswith("_in_hour")):
            yield take(definition, hour_us=hour.since_us)
    for yard in board.yards:
        yield take("live.standing", yard=yard.id)
    for wait in board.oldest:
        yield take("live.wait", visit=wait.subject)
    yield take("live.expected")
    yield take("live.beyond_limit")


def test_as_many_vehicles_belong_to_a_figure_as_it_says(looked_at):
    board, data = looked_at
    seen = set()
    for figure in [*list_figures(board), *list_figures_of_ways(board)]:
        found = list_behind(data, figure.definition, figure.parameters)
        if figure.definition in OF_TIME:
            assert len(found) == (figure.value is not None)
            assert [(board.now_us - one.passage.arrived_us) // 60_000_000 for one in found] == (
                [figure.value] if found else []
            )
        else:
            assert len(found) == figure.value, figure.query
        seen.add(figure.definition)
    assert seen == {*STANDS, *(name for name in BELONGS if name.startswith("live."))}


def test_a_figure_that_counts_no_vehicles_has_none_behind_it(looked_at):
    _, data = looked_at
    assert list_behind(data, "live.capacity", {"at_us": 0, "yard": "bao_nguyen"}) is None


def test_the_vehicles_of_a_bulletin_are_those_it_counts(lang_son, replayed):
    data = build_data(lang_son, replayed.log(), version="test")
    wanted = {("*", "all"): 1243, ("huu_nghi", "all"): 784, ("*", "export_fruit"): 234}
    for (line, heading), number in wanted.items():
        about = {"day": DAY.isoformat(), "line": line, "heading": heading}
        assert len(list_behind(data, "bulletin.cleared", about)) == number
