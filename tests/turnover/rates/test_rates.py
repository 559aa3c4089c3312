"""Rates: entered by hand, file or command; facts are told in dollars by them, and name them."""

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from cuakhau.cli.trading._rates import command
from cuakhau.server import here
from cuakhau.trade.facts import fact_key, table_of
from cuakhau.turnover.rates.reading import Saying, read_file, read_rate
from cuakhau.turnover.rates.refusals import RateRefused
from cuakhau.turnover.store.models import FILE, Import
from cuakhau.turnover.store.reading import read_facts
from cuakhau.turnover.store.sent import Signed, digest_rows
from cuakhau.turnover.store.take import keep

PATH, TODAY = "turnover/rates/", date(2024, 8, 22)
GOOD = {"currency": "cny", "day": "2024-07-20", "rate": "7,20", "source": "bank 12"}


def refused(**changed):
    known = [read_rate(Saying(**GOOD), [], TODAY)]
    with pytest.raises(RateRefused) as told:
        read_rate(Saying(**GOOD | changed), known, TODAY)
    return told.value.rule


def test_a_rate_is_read_as_people_write_it_and_refused_with_its_rule():
    assert read_rate(Saying(**GOOD), [], TODAY).per_usd == 7.2
    for text, number in (("25.450", 25450), ("25,450.5", 25450.5), ("25.450,5", 25450.5)):
        assert read_rate(Saying(**GOOD | {"rate": text}), [], TODAY).per_usd == number
    assert [refused(rate="-1"), refused(rate="x"), refused(currency="USD"), refused(source=" "),
            refused(day="2024-08-23"), refused(day="2024-13-01"), refused(rate="0.139")] == [
        "F81", "F81", "F82", "F84", "F83", "F83", "F85"]  # fmt: skip
    rows = "Ngày;Đồng tiền;Tỷ giá;Nguồn\n20/07/2024;VND;25.400;NH\n21/07/2024;VND;25.410;NH\n"
    assert [one.per_usd for one in read_file(rows, [], TODAY)] == [25400, 25410]
    with pytest.raises(RateRefused) as told:
        read_file(rows + "22/07/2024;VND;2,5;NH\n", [], TODAY)
    assert (told.value.rule, told.value.facts["row"]) == ("F86", 4)


@pytest.fixture
def waiting(gate):
    """A gate with a fact of 720 yuan, whose value in dollars nobody knows."""
    fact = {
        "revision": 1, "first_day": date(2024, 7, 1), "last_day": date(2024, 7, 31),
        "day_ends": "00:00", "place": "main_road", "scope": "s", "direction": "export",
        "hs": "08106000", "value": 72_000, "currency": "CNY", "source": "x", "precision": "exact",
        "row": 2,
    }  # fmt: skip
    rows = table_of([fact | {"fact": fact_key(fact)}])
    made = Import(kind=FILE, source="x", digest=digest_rows(rows), rows=1, good=1, new=1, revised=0,
                  alike=0, aside=0, doubted=0)  # fmt: skip
    keep(gate.zone, made, rows, Signed(by="clerk", at=gate.now, nonce="w"))
    return gate


def told(gate):
    facts = read_facts(gate.zone.name, at_us=2**62).to_pylist()
    return [(one["revision"], one["value_usd_cents"], one["rate_source"]) for one in facts]


def test_a_rate_tells_what_waited_and_a_corrected_one_tells_it_again(waiting, monkeypatch):
    board = waiting.sign_in("board")
    board.get(PATH)
    assert "Values that no rate tells in dollars" in board.page
    assert "07/2024" in board.page
    assert waiting.sign_in("customs").post(PATH, **GOOD, nonce="a").status_code == 403
    for _again in range(2):
        board.post(PATH, **GOOD, nonce="b")
    assert told(waiting) == [(2, 10_000, "bank 12, 2024-07-20")]
    board.get("turnover/rows", scope="s", period="2024-07")
    assert "7.2 CNY/USD · bank 12, 2024-07-20" in " ".join(board.page.split())

    rows = "currency,day,rate,source\nCNY,2024-07-20,7.5,bank 13\n"
    sent = SimpleUploadedFile("rates.csv", rows.encode(), "text/csv")
    board.post(PATH, act="import", file=sent, nonce="c")
    assert told(waiting) == [(3, 9_600, "bank 13, 2024-07-20")]
    board.get(PATH)
    rates = re.findall(r'data-label="until"[^>]*>(.*?)</td>', board.page, re.S)
    assert [re.sub("<[^>]+>", "", one).strip() for one in rates] == ["2024-08-20", "replaced"]
    assert board.post(PATH, **GOOD | {"rate": "0.13"}, nonce="d").status_code == 422
    assert "F85" in board.page

    monkeypatch.setattr("cuakhau.cli.counting._told.find_zone", lambda _name: waiting.zone)
    monkeypatch.setattr(here, "zone_now", lambda _name: waiting.now)
    asked = ["add", "CNY", "2024-07-25", "8", "--source", "bank 14", "--json"]
    said = CliRunner().invoke(command, asked, catch_exceptions=False)
    assert json.loads(said.stdout)["facts"] == 1
    assert told(waiting) == [(4, 9_000, "bank 14, 2024-07-25")]
    said = CliRunner().invoke(command, ["list", "--lang", "en"], catch_exceptions=False)
    assert "CNY  8  from 2024-07-25 until 2024-08-25  bank 14" in said.stdout
