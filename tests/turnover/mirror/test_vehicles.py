"""Vehicles beside declarations and fees: what is missing is listed and leads to the visit."""

import json
import re

from click.testing import CliRunner

from cuakhau.cli.trading._vehicles import command
from cuakhau.operations.declaring import GoodsLine
from cuakhau.operations.payments.books.days import book_day
from officers import desk_database, gate  # noqa: F401

OUT = ("permit", "customs_check", "payment", "yard_out_border_guard", "yard_out_customs",
       "exit_border_guard", "exit_customs")  # fmt: skip
PATH = "turnover/mirror/vehicles/"
BARE = (GoodsLine(description="fruit"),)
VALUED = (GoodsLine(description="fruit", value=500_000_000, currency="VND"),)


def passes(gate, **more):  # noqa: F811
    number = gate.declare(**more)
    gate.confirm(number, "border_guard_in", "customs_in")
    gate.write(number, "confirmed", step="yard_in", agency="yard_operator", place="inner_yard")
    gate.confirm(number, *OUT)
    return number


def test_what_a_vehicle_lacks_is_listed_and_leads_to_it(gate, monkeypatch):  # noqa: F811
    valued = passes(gate, goods_lines=VALUED)
    bare = passes(gate, goods_lines=BARE)
    silent = passes(gate)
    absent = gate.declare(goods_lines=VALUED)
    board = gate.sign_in("board")
    board.get(PATH)
    page = " ".join(board.page.split())
    groups = {
        code: set(re.findall(r'href="[^"]*/(\w[\w-]*)/">', items))
        for code, items in re.findall(r'aria-labelledby="odd-(\w+)">(.*?)</section>', page)
    }
    assert groups["no_value"] == {bare}
    assert groups["no_declaration"] == {silent}
    assert groups["no_vehicle"] == {absent}
    assert valued not in groups["no_value"] | groups["no_declaration"] | groups["no_vehicle"]
    assert "Differences" in page
    listed = board.get(PATH, file="csv").content.decode("utf-8-sig").splitlines()
    assert f'"Declared, the vehicle never came",,{absent},' in listed
    assert board.get(PATH, day="2020-01-01").status_code == 200
    assert "No vehicle went through" in board.page
    customs = gate.sign_in("customs")
    customs.get(PATH)
    assert "no fee charged" not in customs.page

    monkeypatch.setattr("cuakhau.cli.counting._told.find_zone", lambda _name: gate.zone)
    day = book_day(gate.zone, gate.now)
    said = CliRunner().invoke(command, ["--day", f"{day}", "--json"], catch_exceptions=False)
    told = json.loads(said.stdout)
    assert (told["vehicles"], told["valued"]) == (3, 1)
    assert {"code": "no_value", "visit": bare, "declaration": bare, "what": ""} in told["odd"]
