"""The page of the year's end: what is known, one making for many who ask, and honest words."""

from datetime import UTC, date, datetime
from subprocess import CompletedProcess

import numpy as np
import pytest

from cuakhau.trade.facts import table_of
from cuakhau.trade.nowcast.months.panel import first_day, month_of
from cuakhau.turnover.forecast import making
from cuakhau.turnover.forecast.asked import read_asked
from cuakhau.turnover.forecast.months import closures_of, list_scopes, months_of
from cuakhau.turnover.forecast.pace import find_pace
from cuakhau.turnover.forecast.picture import Drawn, draw
from cuakhau.turnover.reading import known
from cuakhau.turnover.store.models import FILE, Import
from cuakhau.turnover.store.sent import Signed
from cuakhau.turnover.store.take import keep
from cuakhau.zone.history import load_history
from cuakhau.zone.load import find_zone, get_folder

SCOPE = "declared_lang_son_customs"
FIRST, UNTIL = month_of(date(2022, 1, 1)), month_of(date(2024, 8, 1))
HOLE = month_of(date(2022, 11, 1))
PATH = "turnover/forecast/"


def fact(month, way, usd, **more):
    last = date.fromordinal(first_day(month + 1).toordinal() - 1)
    known_us = int(datetime(2024, 8, 1, tzinfo=UTC).timestamp() * 1_000_000)
    return {
        "fact": f"{month}{way}{more}", "revision": 1, "known_us": known_us, "precision": "exact",
        "first_day": first_day(month), "last_day": last, "scope": SCOPE, "direction": way,
        "value_usd_cents": None if usd is None else round(usd * 100), "source": "extract",
        "day_ends": "00:00", "row": 1, **more,
    }  # fmt: skip


def make_facts():
    months = [month for month in range(FIRST, UNTIL) if month != HOLE]
    return table_of(
        fact(month, way, base * (1 + 0.2 * np.sin(month)), place=place, hs="0810")
        for month in months
        for way, base in (("export", 3e8), ("import", 2e8))
        for place in ("huu_nghi", "chi_ma")
    )


@pytest.fixture
def traded(gate):
    """A gate that took a file of its trade in."""
    facts = make_facts()
    made = Import(
        kind=FILE, source="extract", digest="x", rows=len(facts), good=len(facts), new=len(facts),
        revised=0, alike=0, aside=0, doubted=0,
    )  # fmt: skip
    keep(gate.zone, made, facts, Signed(by="clerk", at=gate.now, nonce="traded"))
    return gate


def test_without_months_the_page_says_so_and_asks_for_them(gate, monkeypatch):
    facts = table_of([fact(FIRST, "export", 5, last_day=date(2022, 12, 31))])
    monkeypatch.setattr(known, "published_facts", lambda _zone: facts)
    board = gate.sign_in("board")
    assert board.get(PATH).status_code == 200
    assert "No turnover is known by month" in board.page
    assert "Work it out" not in board.page


def test_many_ask_and_one_process_answers_them_all(traded, monkeypatch):
    begun = []
    monkeypatch.setattr(making, "make_beside", lambda *what: begun.append(what))
    board, customs = traded.sign_in("board"), traded.sign_in("customs")
    board.get(PATH)
    assert "Work it out" in board.page
    for person in (board, customs):
        person.post(f"{PATH}make/", scope=SCOPE, by="direction", nonce="one")
        person.get(PATH)
        assert "It is being worked out" in person.page
    assert len(begun) == 1
    making.make(*begun[0])
    customs.get(f"{PATH}part/", scope=SCOPE)
    assert "2024 will end at about" in customs.page
    assert "7 of 12 months known" in customs.page
    assert "1 month missing: 11/2022" in " ".join(customs.page.split())
    assert customs.page.count('<svg class="picture"') == 1
    assert "Each stretch of up to twelve months" in customs.page
    assert "<html" not in customs.page


def test_what_failed_is_told_and_may_be_tried_again(traded, monkeypatch):
    broken = CompletedProcess([], 1, stdout="", stderr="Traceback\nValueError: luck\n")
    monkeypatch.setattr(making.subprocess, "run", lambda *_, **__: broken)
    asked = read_asked(traded.zone, {}, traded.now)
    assert making.begin(traded.zone.name, asked.question, traded.wall)
    making.make(traded.zone.name, asked.question)
    board = traded.sign_in("board")
    board.get(PATH)
    assert "It could not be worked out" in board.page
    assert "load, submit" not in board.page  # not by itself, again and again
    assert making.begin(traded.zone.name, asked.question, traded.wall)
    assert not making.begin(traded.zone.name, asked.question, traded.wall)


def test_a_whole_counts_before_its_parts_and_a_missing_way_is_unknown():
    month = FIRST
    facts = table_of(
        [
            fact(month, "export", 10, place="a"),
            fact(month, "export", 4, place="a", hs="01"),
            fact(month, "import", 5, place="a", hs="01"),
            fact(month, "import", 6, place="a", hs="02"),
            fact(month + 1, "export", 7, place="a", hs="01"),
            fact(month + 1, "export", 9, place="b", hs="01"),
            fact(month + 1, "import", 1, place="b", hs="01"),
            fact(month + 2, "export", None, place="a", hs="01"),
            fact(month + 2, "export", 3, place="a", hs="02"),
            fact(month, "export", 99, place="a", scope="other"),
        ]
    )
    by_way = months_of(facts, SCOPE, "direction", UNTIL)
    assert by_way.names == ("export", "import")
    assert by_way.values.tolist() == pytest.approx(
        np.array([[10, 11], [16, 1], [np.nan, np.nan]]), nan_ok=True
    )
    by_gate = months_of(facts, SCOPE, "gate", UNTIL)
    assert by_gate.values.tolist() == pytest.approx(
        np.array([[21, np.nan], [np.nan, 10], [np.nan, np.nan]]), nan_ok=True
    )
    assert list_scopes(facts) == (SCOPE, "other")


def test_closures_and_the_pace_are_read_from_what_was_published():
    zone = find_zone("lang-son")
    history = load_history(get_folder("lang-son"))
    closures = closures_of(history.events, zone)
    assert closures == {"na_hinh": ((date(2026, 2, 15), date(2026, 2, 23)),)}
    pace = find_pace(history.counts, date(2024, 8, 22))
    assert (pace.low, pace.high, pace.row.last_day) == (1100 * 366, 1350 * 366, date(2023, 12, 31))
    assert find_pace(history.counts, date(2018, 1, 1)) is None


def test_a_hole_opens_the_line_of_the_picture():
    known_values = [1.0, 2.0, None, 3.0, 4.0]
    blank = [None] * 5
    picture = draw(
        Drawn(
            title="months <of> a year",
            known=known_values,
            expected=blank,
            naive=blank,
            bands=[(blank, blank), (blank, blank)],
            marks=[(0, "2024")],
            tops=("2", "4"),
            most=4.0,
        )  # fmt: skip
    )
    assert picture.count("<polyline") == 2
    assert "months &lt;of&gt; a year" in picture
    assert "style=" not in picture
