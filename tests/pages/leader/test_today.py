"""The leader's page: what it says is counted, opens, and asks the database seldom."""

import re

import pytest

from cuakhau.server import clock, zones
from cuakhau.zone.load import find_zone
from officers import Gate


@pytest.fixture
def lang_son(desk_database, monkeypatch):
    here = Gate(find_zone("lang-son"))
    monkeypatch.setattr(zones, "served", lambda: {here.zone.name: here.zone})
    monkeypatch.setattr(clock, "now", lambda _: here.now)
    monkeypatch.setattr(clock, "wall_now", lambda: here.wall)
    return here


def test_each_number_of_today_opens_and_comes_out_again(lang_son, counts_hold):
    board = lang_son.sign_in("board")
    page = board.get("today/").content.decode()
    for subject in ("flow", "backlog", "release", "turnover", "fees", "works", "bulletin"):
        assert f'id="{subject}"' in page, subject
    codes = sorted(set(re.findall(r'href="(/figure/W-[\w-]+/)"', page)))
    assert len(codes) > 12
    for code in codes:
        opened = board.client.get(code).content.decode()
        assert "Computed again from the log: the same" in opened, code
    counts_hold(lambda: None, today=lambda: board.get("today/"))
