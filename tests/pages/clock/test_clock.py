"""The pages of the clock: kept by the beat, read without the log, small cells withheld."""

import csv
import io
import re

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from cuakhau.journal import read
from cuakhau.movement.view import view
from cuakhau.planning.clock.keeping import keep_due
from cuakhau.planning.clock.models import ClockDay
from cuakhau.planning.clock.reading import open_day
from cuakhau.planning.clock.splitting import measure_split
from cuakhau.statistics.clock import attribute
from cuakhau.statistics.clock.causes import Spent

MINUTE_US = 60_000_000
PLACES = ("clock/", "clock/release/", "clock/agencies/customs/")


def let_pass(gate, visits, steps=()):
    """Vehicles come in, are checked and go, each an hour and a half after its declaration."""
    numbers = [gate.declare() for _ in range(visits)]
    for step in ("border_guard_in", "customs_in", *steps, "exit_border_guard", "exit_customs"):
        gate.later(minutes=20)
        for number in numbers:
            gate.confirm(number, step)
    return numbers


@pytest.fixture
def passed(gate):
    """Six vehicles that passed, two of them by way of plant quarantine, and the kept day."""
    let_pass(gate, 4)
    numbers = let_pass(gate, 2, steps=("plant_check",))
    assert keep_due(gate.zone, gate.now) == 1
    return numbers


def test_a_day_is_kept_once_and_anew_while_it_goes_on(gate, passed):
    assert keep_due(gate.zone, gate.now) == 0
    gate.later(minutes=11)
    assert keep_due(gate.zone, gate.now) == 1
    assert ClockDay.objects.filter(zone=gate.zone.name).count() == 1


def test_a_correction_of_an_old_day_makes_that_day_anew(gate, passed):
    gate.later(days=6)
    while keep_due(gate.zone, gate.now):
        pass
    days = ClockDay.objects.filter(zone=gate.zone.name)
    old = days.earliest("day")
    assert old.is_over
    gate.declare()  # what happens today changes no old day
    before = old.at
    gate.later(minutes=11)
    assert keep_due(gate.zone, gate.now) == 1
    [left] = [
        one for one in read.list_events(gate.zone.name, passed[0]) if one.step == "exit_customs"
    ]
    about = {"happened_us": left.happened_us, "agency": "customs"}
    gate.write(passed[0], "voided", corrects=left.seq, **about)
    assert keep_due(gate.zone, gate.now) == 1
    anew = days.earliest("day")
    assert (anew.day, anew.is_stale) == (old.day, False)
    assert anew.at > before
    ended = [
        open_day(one).visits.filter(pc.invert(open_day(one).visits["is_open"]))
        for one in (old, anew)
    ]
    assert [len(one) for one in ended] == [6, 5]
    assert keep_due(gate.zone, gate.now) == 0


def test_pages_show_the_causes_and_withhold_the_few(gate, passed, django_assert_max_num_queries):
    browser = gate.sign_in("border_guard")
    for place in PLACES:
        with django_assert_max_num_queries(12):
            assert browser.get(place).status_code == 200
    browser.get("clock/")
    assert "With Border Guard, waiting and service not separated" in browser.page
    row = browser.page.partition("With Plant quarantine")[2].partition("</tr>")[0]
    assert "…" in row
    assert "min" not in row
    browser.get("clock/behind/", cause="with", agency="plant_quarantine")
    assert not [number for number in passed if number in browser.page]
    browser.get("clock/behind/", cause="with", agency="border_guard")
    assert all(number in browser.page for number in passed)


def test_a_split_of_a_gate_withholds_what_is_few_at_any_gate():
    """Goods of three visits at one gate: told at no gate, since the whole less the others tells."""
    gates = ["a"] * 13 + ["b"] * 20
    goods = ["fruit"] * 10 + ["stone"] * 3 + ["fruit"] * 9 + ["stone"] * 11
    hours = {"opened_us": [0] * 33, "ended_us": [MINUTE_US * 60] * 33}
    told = {"gate": gates, "goods": goods, "outcome": ["left"] * 33, "is_open": [False] * 33}
    spent = {"visit": pa.array(range(33), pa.int32()), "cause": ["moving"] * 33}
    micros = {"agency": pa.array([None] * 33, pa.string()), "micros": [MINUTE_US * 60] * 33}
    days = Spent(pa.table({**told, **hours}), pa.table({**spent, **micros}))

    def seen(gate):
        rows = measure_split(days, "goods", gate)
        return {row.group[0]: row.visits for row in rows if row.cause == "all" and row.share}

    assert seen("") == {"": 33, "fruit": 19, "stone": 14}
    assert [seen(gate).get("") for gate in "ab"] == [13, 20]
    assert not [gate for gate in "ab" if "stone" in seen(gate)]


def test_pages_split_the_whole_and_open_the_visits_of_a_group(gate, passed):
    browser = gate.sign_in("board")
    browser.get("clock/", by="direction")
    assert "by=direction&amp;of=export&amp;cause=with" in browser.page
    browser.get("clock/behind/", by="direction", of="export", cause="with")
    assert all(number in browser.page for number in passed)
    browser.get("clock/behind/", by="direction", of="import", cause="with")
    assert not [number for number in passed if number in browser.page]
    browser.get("clock/release/", direction="export")
    assert "Arrival to removal" in browser.page.partition("</table>")[0]
    withheld = browser.page.split("told by fewer than 5 visits:")[1:]
    assert any("Phytosanitary inspection" in part.partition("</p>")[0] for part in withheld)


def test_the_page_of_a_vehicle_adds_up_and_stands_beside_its_visit(gate, passed):
    browser = gate.sign_in("customs")
    browser.get(f"visit/{passed[0]}/")
    assert f"clock/visits/{passed[0]}/" in browser.page
    browser.get(f"clock/visits/{passed[0]}/")
    log = read.log(gate.zone.name, subjects=[passed[0]])
    spent = sum(attribute(gate.zone, log)["micros"].to_pylist())
    seen = view(gate.zone, read.get_visit(gate.zone.name, passed[0]))
    assert spent == seen.ended_us - seen.declared_us == 100 * 60_000_000
    assert "1 h 40 min from declaration to exit" in browser.page


def test_the_published_files_hold_the_same_table(gate, passed):
    browser = gate.sign_in("board")
    told = browser.get("clock/release.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    whole = [row for row in rows if row["Measure"] == "Arrival to removal" and row["Visits"] == "6"]
    assert [row["Median, hours"] for row in whole][:1] == ["0.6667"]
    assert all(not row["Mean, hours"] for row in rows if "Plant quarantine" in row["Measure"])
    acts = "Border Guard: from its first to its last act"
    [guard] = [row for row in rows if row["Measure"] == acts and row["Direction"] == "export"]
    assert (guard["Part"], guard["Visits"]) == ("WCO Time Release Study", "6")
    assert 2 / 3 <= float(guard["P90, hours"]) <= 1.01  # two went by way of plant quarantine
    split = {row["Measure"]: row["Visits"] for row in rows if "TFI1 by activity" in row["Part"]}
    assert split["Customs controls"] == "6"
    assert split["Phytosanitary inspection"] == ""
    assert browser.get("clock/release.xlsx").content[:2] == b"PK"


def test_channels_are_seen_by_the_agency_that_sets_them_alone_and_few_are_withheld(gate):
    numbers = [gate.declare() for _ in range(17)]
    for step in ("border_guard_in", "customs_in"):
        gate.later(minutes=20)
        for number in numbers:
            gate.confirm(number, step)
    for place, number in enumerate(numbers):
        about = {"channel": "red" if place == 0 else "yellow" if place < 7 else "green"}
        gate.write(number, "confirmed", step="selection", agency="customs", payload=about)
    for step in ("exit_border_guard", "exit_customs"):
        gate.later(minutes=20)
        for number in numbers:
            gate.confirm(number, step)
    keep_due(gate.zone, gate.now)
    customs, place = gate.sign_in("customs"), "clock/agencies/customs/"
    assert customs.get(place).headers["Cache-Control"] == "no-store"
    table = customs.page.partition("By channel")[2].partition("</table>")[0]
    cells = [re.findall(r">([^<>]+)</t[hd]>", line) for line in table.split("<tr>")[2:]]
    told = {line[0]: line[1:] for line in cells if "Whole time" in table and len(line) == 5}
    assert (told["Green"][0], told["Red"][0], told["Yellow"][0]) == ("10", "…", "…")
    for role in ("border_guard", "board"):
        other = gate.sign_in(role)
        other.get(place)
        assert "By channel" not in other.page
        assert "Green" not in other.page
    released = gate.sign_in("board").get("clock/release.csv").content.decode()
    assert "Green" not in released


def test_a_firm_sees_no_clock(gate, passed):
    assert gate.sign_in("declarant").get("clock/").status_code == 403
