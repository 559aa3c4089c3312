"""The best use of a budget: a search in the background, three plans that can be opened."""

import re
from html import unescape

import msgspec
import numpy as np
import pytest

from cuakhau.planning.experiments.interval import Interval
from cuakhau.planning.models import Study
from cuakhau.planning.search.answer import Effort
from cuakhau.planning.studies import runner, searching
from cuakhau.planning.studies.bought import Bought, Offer
from cuakhau.planning.studies.packing import pack, unpack

ASKED = {"budget": "20", "people": "10", "day": "2024-08-22", "nonce": "n"}


@pytest.fixture(autouse=True)
def quick_search(monkeypatch):
    few = Effort(tries=6, search_days=1, give_up=3, search_runs=1, confirm_runs=6)
    monkeypatch.setattr(searching, "EFFORT", few)
    monkeypatch.setattr(searching, "DAYS", 1)


def test_three_plans_stand_beside_today_and_can_be_opened(twin_gate):
    board = twin_gate.sign_in("board")
    for _ in range(2):  # asked twice, it is searched once
        page = board.post("plan/budget/", **ASKED).headers["Location"].partition("plan/")[2]
    board.get(f"plan/{page}")
    assert "waits for its turn" in board.page
    assert runner.make_waiting(lambda: twin_gate.wall) == 1
    board.get(f"plan/{page}")
    for word in ("Cheap", "Balanced", "Fast", "No plan of this budget can wait less than"):
        assert word in board.page
    assert "20 million dong a day, 10 people more" in board.page
    assert runner.make_waiting(lambda: twin_gate.wall) == 0
    board.post("plan/budget/", **ASKED)
    assert runner.make_waiting(lambda: twin_gate.wall) == 0, "a kept answer is not made again"
    board.get(f"plan/{page}")
    text = re.search(r'name="text" value="([^"]+)"', board.page)
    board.post("plan/", nonce="n", show="1", day="2024-08-22", text=unescape(text[1]))
    assert "more than the sliders can" in board.page
    assert "[[servers]]" in board.page


def test_a_search_is_stopped_and_begun_again(twin_gate):
    board = twin_gate.sign_in("board")
    board.post("plan/budget/", **ASKED)
    study = Study.objects.get(zone=twin_gate.zone.name)
    assert twin_gate.sign_in("province").post(f"plan/studies/{study.pk}/stop").status_code == 403
    board.post(f"plan/studies/{study.pk}/stop", nonce="n")
    assert runner.make_waiting(lambda: twin_gate.wall) == 0
    board.get("plan/budget/", study=study.pk)
    assert "stopped by hand" in board.page
    board.post(f"plan/studies/{study.pk}/again", nonce="n")
    board.get("plan/budget/", study=study.pk)
    assert "waits for its turn" in board.page


def test_a_price_that_nobody_knows_is_refused_with_rule_and_cure(twin_gate):
    board = twin_gate.sign_in("board")
    board.post("plan/budget/", **{**ASKED, "kind": "places", "price.place_day": ""})
    runner.make_waiting(lambda: twin_gate.wall)
    board.get("plan/budget/", study=Study.objects.get(zone=twin_gate.zone.name).pk)
    assert "P82" in board.page
    assert "Start it again" in board.page


def test_a_day_that_is_none_is_refused(twin_gate):
    board = twin_gate.sign_in("board")
    board.post("plan/budget/", **{**ASKED, "day": "soon"})
    assert "P98" in board.page
    assert not Study.objects.filter(zone=twin_gate.zone.name).exists()


def test_who_may_not_plan_searches_nothing(twin_gate):
    assert twin_gate.sign_in("province").get("plan/budget/").status_code == 403


def test_an_answer_comes_back_with_plain_numbers():
    unsure = Interval(mean=np.float64(1.5), low=None, high=None, n=np.int64(1))
    offer = Offer(key="fast", cost_vnd=7, people=0.5, wait_s=unsure, saves_s=unsure, scenario="")
    told = Bought(
        offers=(offer,),
        front=((7, np.float64(2.5)),),
        bound_s=np.float64(0.5),
        tried=3,
        is_sure=np.bool_(True),
        days=2,
        assumed=("officer_hour",),
    )
    back = unpack(Study(kind="budget", answer=pack(told)))
    assert back == msgspec.structs.replace(told, is_sure=True)
    assert type(back.bound_s) is float
