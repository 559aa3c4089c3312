"""The whole search on the example zone: within its budget, better than the plain plans, bounded."""

import pytest

from cuakhau.planning.experiments.replicate import Stopped, Watch
from cuakhau.planning.search.answer import Effort, find_plans
from cuakhau.planning.search.choice.front import non_dominated
from cuakhau.planning.search.lever import Budget
from cuakhau.planning.search.refusals import PlanRefused
from planning.search.grounds import example, search

EFFORT = Effort(tries=36, give_up=20, search_runs=1, search_days=2, confirm_runs=12)
BUDGET = Budget(vnd=3_000_000, people=4)


@pytest.fixture(scope="module")
def answer():
    return find_plans(example(), search("officers", "opening"), BUDGET, effort=EFFORT)


def test_every_plan_keeps_the_budget(answer):
    assert answer.tried >= 36
    for judged in answer.judged:
        assert answer.room.allows(judged.plan)
        assert judged.cost_vnd <= BUDGET.vnd
        assert judged.people <= BUDGET.people + 1e-9


def test_the_quickest_is_no_worse_than_the_plain_plans_and_none_beats_the_bound(answer):
    fast = answer.get(answer.options.fast.plan)
    assert fast.wait_s.mean <= answer.today.wait_s.mean
    assert fast.wait_s.mean <= answer.proportional.wait_s.mean
    assert fast.saves_s.mean >= 0
    # Run by run: on the same luck no plan waits less than where nobody queues.
    assert answer.bound_s > 0
    for judged in answer.judged:
        assert answer.bound_s <= sum(run.wait_each_s for run in judged.runs[:10]) / 10


def test_options_lie_on_the_front_of_what_was_confirmed(answer):
    points = [judged.point for judged in answer.judged]
    assert answer.front == non_dominated(points)
    for option in (answer.options.cheap, answer.options.balanced, answer.options.fast):
        assert option in answer.front
    assert all(len(judged.runs) >= 10 for judged in answer.judged)
    seeds = [[run.seed for run in judged.runs[:10]] for judged in answer.judged]
    assert all(one == seeds[0] for one in seeds)


def test_the_same_question_has_the_same_answer(answer):
    again = find_plans(example(), search("officers", "opening"), BUDGET, effort=EFFORT)
    assert again.options == answer.options
    assert again.front == answer.front


@pytest.mark.parametrize(
    ("budget", "rule"),
    [
        (Budget(vnd=-1, people=0), "P84"),
        (Budget(vnd=0, people=-2), "P84"),
        (Budget(vnd=10, people=0), "P81"),
    ],
)
def test_a_budget_that_buys_nothing_is_refused(budget, rule):
    with pytest.raises(PlanRefused) as refused:
        find_plans(example(), search("opening"), budget, effort=EFFORT)
    assert refused.value.rule == rule
    for language in ("vi", "en", "zh"):
        assert "{" not in refused.value.reason(language)


def test_whoever_stops_the_search_stops_it():
    told = []
    watch = Watch(told=lambda done, wanted: told.append(done), stop=lambda: len(told) >= 3)
    with pytest.raises(Stopped) as stopped:
        find_plans(example(), search("officers"), BUDGET, effort=EFFORT, watch=watch)
    assert stopped.value.wanted == EFFORT.tries
    assert len(told) < 20


def test_slots_that_move_are_bounded_by_the_fluid_alone():
    few = Effort(tries=9, give_up=9, search_runs=1, search_days=1, confirm_runs=10)
    answer = find_plans(example(1), search("slots"), BUDGET, effort=few)
    assert all(answer.room.allows(judged.plan) for judged in answer.judged)
    assert answer.bound_s <= min(judged.wait_s.mean for judged in answer.judged)
