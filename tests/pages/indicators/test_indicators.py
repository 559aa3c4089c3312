"""Indicators: measured, entered with a source, beside their targets; every number opens."""

import re

import pytest
from django.db import DatabaseError, transaction

from cuakhau.figures.whole import read_whole
from cuakhau.journal import versions
from cuakhau.reports.behind.opening import find_stored, open_figure, resolve_today
from cuakhau.reports.indicators.models import Entry


@pytest.fixture
def board(lang_son):
    versions.ensure(lang_son.zone)
    return lang_son.sign_in("board")


def enter(board, name, period, **fields):
    path = f"indicators/{name}/?period={period}"
    board.get(path)
    return board.post(path, nonce=board.field("nonce"), **fields)


def test_target_and_actual_stand_beside_each_other_and_open(board, counts_hold):
    enter(board, "works_finished", "2017", kind="target", value="4", source="QĐ 12/2017")
    enter(board, "trained", "2017", kind="value", value="120", source="Văn phòng, 31/12/2017")
    page = board.get("indicators/?period=2017").content.decode()
    rows = {re.search(r"indicators/(\w+)/", row)[1]: re.sub(r"<[^>]+>", " ", row)
            for row in re.findall(r'<tr><th scope="row".*?</tr>', page)}  # fmt: skip
    assert re.findall(r"[\d.]+(?: projects|%)", rows["works_finished"]) == [
        "4 projects", "3 projects", "75.0%"
    ]  # fmt: skip
    assert "120 persons" in rows["trained"]
    assert "5,200,000,000" in rows["turnover_report"]
    assert "27.1%" in rows["turnover_report"] or "unknown" in rows["turnover_report"]
    for code in set(re.findall(r"/figure/(W-[\w-]+)/", page)):
        zone, stored = find_stored(code)
        assert open_figure(zone, stored).agrees, stored.query
    counts_hold(lambda: None, indicators=lambda: board.get("indicators/?period=2017"))


def test_the_latest_entry_counts_and_the_first_stays(board):
    for value in ("7", "9"):
        enter(board, "smuggling", "2016", kind="value", value=value, source="BC 389")
    page = board.get("indicators/?period=2016").content.decode()
    code = re.search(r'href="/figure/(W-[\w-]+)/"[^>]*>9 cases', page)[1]
    stored = read_whole(code)
    enter(board, "smuggling", "2016", kind="value", value="11", source="BC 389, sửa")
    zone, found = find_stored(code)
    assert open_figure(zone, found).again.value == stored.value == 9
    assert resolve_today(found).value == 11
    with pytest.raises(DatabaseError, match="what was entered stays"), transaction.atomic():
        Entry.objects.update(value="0")


@pytest.mark.parametrize(
    ("name", "period", "fields", "rule"),
    [
        ("turnover_report", "2019", {"kind": "target", "value": "1", "source": "x"}, "I1"),
        ("trained", "2018", {"kind": "value", "value": "-3", "source": "x"}, "I2"),
        ("trained", "2018", {"kind": "value", "value": "1.234,5", "source": "x"}, "I2"),
        ("trained", "2018", {"kind": "value", "value": "3", "source": " "}, "I3"),
        ("fees", "2018", {"kind": "value", "value": "3", "source": "x"}, "I4"),
    ],
)
def test_what_cannot_be_entered_says_why(board, name, period, fields, rule):
    answer = enter(board, name, period, **fields)
    assert rule in answer.content.decode()
    assert not Entry.objects.filter(indicator=name, first_day__year=int(period)).exists()
