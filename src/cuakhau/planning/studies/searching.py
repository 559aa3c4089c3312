"""A search for the best use of a budget, as a study: it takes half a minute and both cores."""

from collections.abc import Iterator
from datetime import date

from cuakhau.planning.refusals import p91_zone_has_a_twin, refuse
from cuakhau.planning.search.answer import Answer, Effort, Judged, find_plans
from cuakhau.planning.search.finding import Search
from cuakhau.planning.search.ground import Ground
from cuakhau.planning.search.lever import Budget
from cuakhau.planning.search.prices import Prices, prices_of
from cuakhau.planning.search.scenario import scenario_of, write
from cuakhau.planning.studies.bought import Bought, Offer
from cuakhau.planning.studies.job import Job

DAYS = 2
# A look; `cuakhau plan` searches longer and confirms more.
EFFORT = Effort(tries=45, search_days=2, give_up=15, search_runs=1, confirm_runs=10)


def find_bought(job: Job) -> Bought:
    """Search the plans of a budget. Raises `PlanRefused`, `TwinMistakes`, `Stopped`."""
    if job.twin is None:
        raise refuse(p91_zone_has_a_twin, zone=job.zone.name)
    first_day = date.fromisoformat(job.asked["day"])
    ground = Ground(job.zone, job.twin, first_day, DAYS)
    said = Prices({(kind, ""): vnd for kind, vnd in job.asked["prices"].items()})
    prices = said.over(prices_of(ground.window.twin.prices))
    search = Search(tuple(job.asked["kinds"]), prices)
    budget = Budget(vnd=job.asked["vnd"], people=job.asked["people"])
    answer = find_plans(ground, search, budget, effort=EFFORT, watch=job.watch)
    return Bought(
        offers=tuple(_list_offers(ground, answer)),
        front=tuple((point.cost_vnd, point.wait_s) for point in answer.front),
        bound_s=answer.bound_s,
        tried=answer.tried,
        is_sure=answer.is_sure,
        days=DAYS,
        assumed=tuple(
            dict.fromkeys(
                row.kind
                for row in ground.window.twin.prices
                if row.basis == "assumed" and row.kind not in job.asked["prices"]
            )
        ),
    )


def _list_offers(ground: Ground, answer: Answer) -> Iterator[Offer]:
    options = answer.options
    yield _offer(ground, answer, "today", answer.today)
    yield _offer(ground, answer, "proportional", answer.proportional)
    yield _offer(ground, answer, "cheap", answer.get(options.cheap.plan))
    yield _offer(ground, answer, "balanced", answer.get(options.balanced.plan))
    yield _offer(ground, answer, "fast", answer.get(options.fast.plan))


def _offer(ground: Ground, answer: Answer, key: str, judged: Judged) -> Offer:
    turned = zip(answer.room.levers, judged.plan, strict=True)
    return Offer(
        key=key,
        cost_vnd=judged.cost_vnd,
        people=judged.people,
        wait_s=judged.wait_s,
        saves_s=judged.saves_s,
        scenario="" if key == "today" else write(scenario_of(ground, turned, name=key)),
    )
