"""The page of the mirror puts two published accounts side by side, and says why they differ."""

from datetime import date

import pytest

from cuakhau.trade.facts import fact_key, table_of
from cuakhau.turnover.store.models import FILE, Import
from cuakhau.turnover.store.sent import Signed
from cuakhau.turnover.store.take import keep
from officers import desk_database, gate, lang_son  # noqa: F401

pytestmark = pytest.mark.django_db
PATH = "turnover/mirror/"


def test_the_board_reads_what_parts_two_accounts(lang_son):  # noqa: F811
    board = lang_son.sign_in("board")
    board.get(PATH)
    # 51,990,563 thousand through the province, 4,975,000 thousand declared.
    assert "-47,015,563,000" in board.page
    assert "they count different things" in board.page
    assert "period=2023" in board.page
    board.get(PATH, period="quarter", theirs="declared_lang_son_customs")
    assert "The two agree." in board.page
    board.get(PATH, freight="nan", period="decade", ours="nothing")
    assert "51,990,563,000" in board.page


def test_what_was_taken_in_is_compared_by_rate_and_hour(gate):  # noqa: F811
    for scope, rate, ends in (("ours", 7.0, "20:00"), ("theirs", 7.7, "00:00")):
        fact = {
            "revision": 1, "first_day": date(2024, 1, 1), "last_day": date(2024, 1, 31),
            "day_ends": ends, "place": "main_road", "scope": scope, "direction": "export",
            "hs": "08106000", "value": 77_000_00, "currency": "CNY", "usd_rate": rate,
            "value_usd_cents": round(77_000_00 / rate), "source": scope, "precision": "exact",
            "row": 1,
        }  # fmt: skip
        rows = table_of([fact | {"fact": fact_key(fact)}])
        made = Import(kind=FILE, source=scope, digest=scope, rows=1, good=1, new=1, revised=0,
                      alike=0, aside=0, doubted=0)  # fmt: skip
        keep(gate.zone, made, rows, Signed(by="clerk", at=gate.now, nonce=scope))
    board = gate.sign_in("board")
    board.get(PATH, ours="ours", theirs="theirs", period="month")
    page = " ".join(board.page.split())
    assert "another rate of the currency: 7 / 7.7" in page
    assert "days end at another hour: 20:00 / 00:00" in page
