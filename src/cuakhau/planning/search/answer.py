"""The whole search: budget in, three named plans out, with what confirms and what bounds them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from cuakhau.planning.experiments.interval import Interval, interval_of, paired
from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.experiments.replicate import UNWATCHED, Stopped, Watch, do_all
from cuakhau.planning.search.baselines import proportional
from cuakhau.planning.search.choice.choosing import FIRST_RUNS, Chosen, choose_best
from cuakhau.planning.search.choice.front import Options, Point, choose_options, non_dominated
from cuakhau.planning.search.finding import Search, find_levers
from cuakhau.planning.search.fluid.start import Fluid, find_fluid
from cuakhau.planning.search.ground import Ground
from cuakhau.planning.search.judging import Judge, bound_s
from cuakhau.planning.search.lever import Budget, Plan, Room
from cuakhau.planning.search.refusals import (
    p81_a_budget_buys_something,
    p84_a_budget_is_not_below_zero,
    refuse,
)
from cuakhau.planning.search.walk.local import Searcher, Seen, spend
from cuakhau.planning.search.walk.moves import neighbours

SHARES = (1 / 3, 2 / 3, 1.0)  # of the budget: plans for every purse, so that the front is filled
FINALISTS = 8
INDIFFERENCE = 0.01  # of today's waiting: closer plans are as good as one another
LEAST_INDIFFERENCE_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to search: plans tried, days and seeds of each try, runs that confirm.

    What confirms runs all the days, under seeds that the search has not seen.
    """

    tries: int = 240
    search_days: int = 4
    give_up: int = 60
    search_runs: int = 2
    confirm_runs: int = 40
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A plan with what fresh runs say of it. `saves_s`: of waiting, beside today's plan."""

    plan: Plan
    cost_vnd: int
    people: float
    wait_s: Interval
    saves_s: Interval
    runs: tuple[Measured, ...]

    @property
    def point(self) -> Point:
        """The plan as a point of the front."""
        return Point(self.plan, self.cost_vnd, self.wait_s.mean or 0.0)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Three plans beside two plain ones, the front, and the least that any plan can wait.

    `is_sure`: the quickest was chosen with the stated chance; else it is the quickest so far.
    """

    room: Room
    today: Judged
    proportional: Judged
    options: Options
    judged: tuple[Judged, ...]
    front: tuple[Point, ...]
    bound_s: float
    tried: int
    is_sure: bool

    def get(self, plan: Plan) -> Judged:
        """Give what is known of a plan that was confirmed."""
        return next(one for one in self.judged if one.plan == plan)


@dataclass
class _Task:
    ground: Ground
    room: Room
    effort: Effort
    watch: Watch
    measured: dict[tuple[Plan, int], Measured] = field(default_factory=dict)

    @property
    def judge(self) -> Judge:
        return Judge(self.ground, self.room.levers, ())

    @property
    def search_judge(self) -> Judge:
        seeds = range(self.effort.seed, self.effort.seed + self.effort.search_runs)
        few = replace(self.ground, days=min(self.ground.days, self.effort.search_days))
        return Judge(few, self.room.levers, tuple(seeds))

    def fresh(self, run: int) -> int:
        """Give the seed of a confirming run: none that the search has seen."""
        return self.effort.seed + self.effort.search_runs + run


def find_plans(
    ground: Ground,
    search: Search,
    budget: Budget,
    *,
    effort: Effort | None = None,
    watch: Watch = UNWATCHED,
) -> Answer:
    """Search the plans that a budget allows. Raises `PlanRefused`, `TwinMistakes`, `Stopped`."""
    if budget.vnd < 0 or budget.people < 0:
        raise refuse(p84_a_budget_is_not_below_zero, vnd=budget.vnd, people=budget.people)
    room = Room(find_levers(ground, search), budget)
    _require_a_choice(room)
    task = _Task(ground, room, effort or Effort(), watch)
    plain = proportional(ground, room, task.effort.seed)
    fluid = find_fluid(ground, room)
    searcher = Searcher(_Counted(task).see, watch=watch, luck=random.Random(task.effort.seed))
    try:
        _search(task, searcher, [plain, *([fluid.start] if fluid else [])])
        finalists = _finalists(room, searcher)
        chosen = _confirm(task, [*dict.fromkeys([room.today, plain, *finalists])])
    except Stopped:  # of a few runs of one round; whoever stopped wants to hear of plans
        raise Stopped(dict(enumerate(searcher.seen)), task.effort.tries) from None
    return _answer(task, plain, chosen, searcher, fluid)


def _require_a_choice(room: Room) -> None:
    if next(neighbours(room, room.today), None) is None:
        cheapest = min(room.levers, key=lambda lever: (lever.vnd * lever.step, lever.people))
        raise refuse(
            p81_a_budget_buys_something,
            vnd=f"{room.budget.vnd:,}",
            people=room.budget.people,
            cheapest=f"{cheapest.id}: {cheapest.vnd * cheapest.step:,}",
        )


def _search(task: _Task, searcher: Searcher, begin: list[Plan]) -> None:
    best = task.room.today
    (today,) = searcher.look([best])
    for share in SHARES:
        room = task.room.within(task.room.budget.part(share))
        starts = [best, spend(room, task.room.today, today.pressure)]
        starts += [plan for plan in begin if room.allows(plan)]
        waits = searcher.look(starts)
        start = min(zip(starts, waits, strict=True), key=lambda pair: pair[1].wait_s)[0]
        tries = task.effort.tries // len(SHARES)
        best = searcher.improve(room, start, tries=tries, give_up=task.effort.give_up)


class _Counted:
    """Tells the watcher of each plan that was run, whichever thread ran it."""

    def __init__(self, task: _Task) -> None:
        self.task, self.judge, self.done = task, task.search_judge, 0

    def see(self, plan: Plan) -> Seen:
        seen = self.judge.see(plan)
        self.done += 1
        self.task.watch.told(min(self.done, self.task.effort.tries), self.task.effort.tries)
        return seen


def _finalists(room: Room, searcher: Searcher) -> list[Plan]:
    """Take plans of the front, from the cheapest to the quickest; the quickest for sure."""
    points = [Point(plan, room.cost_vnd(plan), seen.wait_s) for plan, seen in searcher.seen.items()]
    front = non_dominated(points)
    if len(front) <= FINALISTS:
        return [point.plan for point in front]
    step = (len(front) - 1) / (FINALISTS - 1)
    return [front[round(n * step)].plan for n in range(FINALISTS)]


def _confirm(task: _Task, plans: list[Plan]) -> Chosen:
    ready = cache(task.judge.make_ready)

    def measured(pair: tuple[Plan, int]) -> Measured:
        plan, seed = pair
        return ready(plan)(seed)

    def sample(places: Sequence[int], runs: Sequence[int]) -> list[list[float]]:
        wanted = [(plans[place], task.fresh(run)) for place in places for run in runs]
        new = [pair for pair in wanted if pair not in task.measured]
        found = do_all(measured, new, watch=Watch(stop=task.watch.stop))
        task.measured.update(zip(new, found, strict=True))
        return [
            [task.measured[plans[place], task.fresh(run)].wait_each_s for run in runs]
            for place in places
        ]

    (first,) = sample([0], range(FIRST_RUNS))
    today = sum(first) / len(first)
    return choose_best(
        sample,
        len(plans),
        indifference=max(LEAST_INDIFFERENCE_S, INDIFFERENCE * today),
        most=task.effort.confirm_runs,
    )


def _answer(
    task: _Task, plain: Plan, chosen: Chosen, searcher: Searcher, fluid: Fluid | None
) -> Answer:
    room = task.room
    plans = list(dict.fromkeys(plan for plan, _ in task.measured))
    judged = {plan: _judged(task, plan) for plan in plans}
    today = judged[room.today]
    front = non_dominated([one.point for one in judged.values()])
    options = choose_options(front, today.wait_s.mean or 0.0)
    hours_s = bound_s(task.ground, room, [task.fresh(run) for run in range(FIRST_RUNS)])
    return Answer(
        room=room,
        today=today,
        proportional=judged[plain],
        options=options,
        judged=tuple(judged.values()),
        front=front,
        bound_s=max(hours_s, fluid.wait_s if fluid else 0.0),
        tried=len(searcher.seen),
        is_sure=chosen.is_sure,
    )


def _judged(task: _Task, plan: Plan) -> Judged:
    """Judge a plan by the runs that it has, in pairs with today's plan."""
    runs = tuple(made for (one, _), made in task.measured.items() if one == plan)
    base = {seed: made for (one, seed), made in task.measured.items() if one == task.room.today}
    pairs = [made for made in runs if made.seed in base]
    return Judged(
        plan=plan,
        cost_vnd=task.room.cost_vnd(plan),
        people=task.room.more_people(plan),
        wait_s=interval_of([made.wait_each_s for made in runs]),
        saves_s=paired(
            [made.wait_each_s for made in pairs], [base[made.seed].wait_each_s for made in pairs]
        ),
        runs=runs,
    )
