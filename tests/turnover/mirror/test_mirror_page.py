"""The page of the mirror puts two published accounts side by side, and says why they differ."""

import pytest

from cuakhau.trade.facts import facts_of_history
from cuakhau.turnover.mirror import views
from cuakhau.zone.history import load_history
from cuakhau.zone.load import get_folder
from officers import desk_database, gate  # noqa: F401

pytestmark = pytest.mark.django_db
PATH = "turnover/mirror/"


def test_the_board_reads_what_parts_two_accounts(gate, monkeypatch):  # noqa: F811
    board = gate.sign_in("board")
    facts = facts_of_history(load_history(get_folder("lang-son")))
    monkeypatch.setattr(views, "facts_known", lambda zone, known_us: facts)
    views._list_scopes.cache_clear()
    board.get(PATH)
    # 51,990,563 thousand through the province, 4,975,000 thousand declared.
    assert "-47,015,563,000" in board.page
    assert "they count different things" in board.page
    assert "period=2023" in board.page
    board.get(PATH, period="quarter", theirs="declared_lang_son_customs")
    assert "The two agree." in board.page
    board.get(PATH, freight="nan", period="decade", ours="nothing")
    assert "51,990,563,000" in board.page
    views._reconcile.cache_clear()
    views._list_scopes.cache_clear()
