"""The best use of a budget: three plans, each a scenario that can be opened."""

import re
from html import unescape

import pytest

from cuakhau.planning.budget import page
from cuakhau.planning.search.answer import Effort


@pytest.fixture(autouse=True)
def quick_search(monkeypatch):
    few = Effort(tries=6, search_days=1, give_up=3, search_runs=1, confirm_runs=6)
    monkeypatch.setattr(page, "EFFORT", few)
    monkeypatch.setattr(page, "DAYS", 1)


def test_three_plans_stand_beside_today_and_can_be_opened(twin_gate):
    board = twin_gate.sign_in("board")
    board.get("plan/budget/", budget="20", people="10")
    assert "budget/options?budget=20&amp;people=10" in board.page
    board.get("plan/budget/options", budget="20", people="10", day="2024-08-22")
    for word in ("Cheap", "Balanced", "Fast", "No plan of this budget can wait less than"):
        assert word in board.page
    text = re.search(r'name="text" value="([^"]+)"', board.page)
    board.post("plan/", nonce="n", show="1", day="2024-08-22", text=unescape(text[1]))
    assert "more than the sliders can" in board.page
    assert "[[servers]]" in board.page


def test_who_may_not_plan_searches_nothing(twin_gate):
    assert twin_gate.sign_in("province").get("plan/budget/").status_code == 403
