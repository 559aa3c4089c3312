"""The search on problems whose best plan is known."""

import random

import pytest
from hypothesis import given, settings

from cuakhau.planning.search.lever import Budget, Lever, Room
from cuakhau.planning.search.walk.local import Searcher, Seen, spend
from planning.search.rooms import rooms


def posts(works, today=2):
    return tuple(
        Lever(
            id=str(n), kind="officers", target=str(n), low=1, high=40, today=today, vnd=10,
            people=1.0, agency="customs",
        )
        for n, _ in enumerate(works)
    )  # fmt: skip


def waiting(works):
    """Queues that fall with each officer: the best plan goes with the square roots of the work."""

    def evaluate(plan):
        each = [work / value for work, value in zip(works, plan, strict=True)]
        return Seen(sum(each), tuple(each))

    return evaluate


def test_people_are_moved_to_where_the_work_is():
    works = (1.0, 4.0, 16.0)
    room = Room(posts(works, today=7), Budget(vnd=0, people=0))
    searcher = Searcher(waiting(works), luck=random.Random(1))
    best = searcher.improve(room, room.today, tries=400, give_up=120)
    assert best == (3, 6, 12)
    assert sum(best) == 21


def test_a_budget_is_spent_where_it_helps():
    works = (1.0, 100.0)
    room = Room(posts(works), Budget(vnd=50, people=9))
    searcher = Searcher(waiting(works), luck=random.Random(2))
    best = searcher.improve(room, room.today, tries=200, give_up=80)
    assert sum(best) == 9
    assert best[1] >= 7


def test_a_plan_is_run_once():
    runs = []

    def evaluate(plan):
        runs.append(plan)
        return waiting((1.0, 2.0))(plan)

    room = Room(posts((1.0, 2.0)), Budget(vnd=40, people=9))
    searcher = Searcher(evaluate, luck=random.Random(3))
    searcher.improve(room, room.today, tries=100, give_up=50)
    assert len(runs) == len(set(runs)) == len(searcher.seen)


@settings(max_examples=40, deadline=None)
@given(rooms())
def test_no_plan_that_is_tried_leaves_the_room(room):
    searcher = Searcher(lambda plan: Seen(-float(sum(plan)), (1.0,) * len(plan)))
    searcher.improve(room, room.today, tries=30, give_up=15)
    assert all(room.allows(plan) for plan in searcher.seen)


@given(rooms())
def test_spending_ends_when_nothing_more_fits(room):
    worth = [0.0 if lever.share else 1.0 for lever in room.levers]
    plan = spend(room, room.today, worth)
    assert room.allows(plan)
    for place, lever in enumerate(room.levers):
        more = room.turned(plan, [(place, lever.step)])
        assert lever.share or more == plan or not room.allows(more)


def test_spending_follows_what_it_is_worth():
    room = Room(posts((1, 1)), Budget(vnd=60, people=9))
    assert spend(room, room.today, [2.0, 1.0]) == pytest.approx((6, 4), abs=1)
