"""When it is down: desks work on numbered sheets, and what stands on them is entered later."""

import re
from datetime import timedelta

import pytest

from cuakhau.journal import read
from cuakhau.operations.shifts import paper
from cuakhau.statistics.bulletin import count_day

FIELDS = ("sheet", "row", "vehicle", "step", "time")
AT_ONCE = 100  # rows in one grid
IN, OUT = "border_guard_in", "exit_border_guard"


class Clerk:
    """An officer with a desk of paper."""

    def __init__(self, gate, agency="border_guard"):
        self.gate, self.officer = gate, gate.sign_in(agency)
        self.name = self.officer.person.username

    def print_sheets(self, count):
        self.officer.post("paper/print", count=count)
        return [int(one) for one in re.findall(r'sheet-number">\w+ (\d+)<', self.officer.page)]

    def enter(self, rows, nonce=None):
        """Rows of sheet, row, vehicle, step, time."""
        self.officer.get("paper/")
        nonce = nonce or self.officer.field("nonce")
        columns = dict(zip(FIELDS, zip(*rows, strict=True), strict=True))
        person = [self.name] * len(rows)
        self.officer.post("paper/", nonce=nonce, day="2024-08-22", person=person, **columns)
        return nonce

    @property
    def rules(self):
        return re.findall(r'class="rule">(\w+)<', self.officer.page)


@pytest.fixture
def clerk(gate):
    return Clerk(gate)


def confirmed(gate, number):
    return [row for row in read.list_events(gate.zone.name, number) if row.kind == "confirmed"]


def test_a_pack_has_the_worklist_and_sheets_with_numbers_of_their_own(gate, clerk):
    number = gate.declare("12C-123.45")
    assert clerk.print_sheets(2) == [1, 2]
    assert number in clerk.officer.page
    assert "12C-123.45" in clerk.officer.page
    assert clerk.print_sheets(1) == [3]
    assert Clerk(gate, "customs").print_sheets(1) == [1]


def test_a_row_is_entered_with_the_time_it_happened_its_person_and_its_sheet(gate, clerk):
    number = gate.declare("12C-123.45")
    clerk.print_sheets(1)
    gate.later(hours=2)
    clerk.enter([("1", "4", "12345", IN, "1215")])
    [row] = confirmed(gate, number)
    assert row.happened_us == int((gate.now - timedelta(minutes=105)).timestamp() * 1_000_000)
    assert (row.way, row.payload) == ("paper", {"sheet": 1, "row": 4, "person": clerk.name})
    assert row.by == clerk.name


def test_all_mistakes_of_the_grid_come_at_once_and_nothing_is_written_or_lost(gate, clerk):
    number = gate.declare("12C-123.45")
    clerk.print_sheets(1)
    clerk.enter(
        [
            ("1", "1", "12345", IN, "1145"),  # good
            ("9", "1", "12345", IN, "1145"),  # no such sheet; given above
            ("1", "21", "99999", "customs_in", "25:00"),  # row, vehicle, step, time
            ("1", "1", "12345", OUT, "23:59"),  # the same row again; not yet
        ]
    )
    assert sorted(clerk.rules) == sorted(["S1", "S10", "S2", "S5", "S6", "S7", "S4", "S8"])
    assert confirmed(gate, number) == []
    assert 'value="25:00"' in clerk.officer.page


def test_a_row_that_was_entered_is_not_entered_twice(gate, clerk):
    one, two = gate.declare("12C-123.45"), gate.declare("29C-888.88")
    clerk.print_sheets(1)
    nonce = clerk.enter([("1", "1", "12345", IN, "1145")])
    clerk.enter([("1", "1", "88888", IN, "1146")])
    assert clerk.rules == ["S3"]
    clerk.enter([("1", "1", "12345", IN, "1145")], nonce)
    assert (len(confirmed(gate, one)), len(confirmed(gate, two))) == (1, 0)


def test_a_sheet_is_missing_until_it_is_entered_or_comes_back_blank(gate, clerk):
    gate.declare("12C-123.45")
    clerk.print_sheets(3)
    clerk.enter([("2", "1", "12345", IN, "1145")])

    def missing():
        return [one.number for one in paper.list_missing(gate.zone.name, "border_guard")]

    assert missing() == [1, 3]
    clerk.officer.post("paper/", act="blank", number="3")
    assert missing() == [1]
    assert "came back blank" in clerk.officer.page


def test_nobody_signs_for_another_desk(gate, clerk):
    gate.declare("12C-123.45")
    clerk.print_sheets(1)
    clerk.name = Clerk(gate, "customs").name
    clerk.enter([("1", "1", "12345", IN, "1145")])
    assert clerk.rules == ["S9"]


def test_drill_two_hours_on_paper_for_a_hundred_vehicles_and_the_bulletin_balances(gate):
    numbers = [gate.declare(f"12C-{100 + n}.45") for n in range(100)]
    started = gate.now
    gate.later(hours=2, minutes=30)  # two hours down, then half an hour to enter
    for agency, steps in (("border_guard", (IN, OUT)), ("customs", ("customs_in", "exit_customs"))):
        clerk = Clerk(gate, agency)
        acts = [(n, number, steps[0], n) for n, number in enumerate(numbers)]
        acts += [(n, number, steps[1], n + 20) for n, number in enumerate(numbers[:80])]
        sheets = clerk.print_sheets(-(-len(acts) // paper.ROWS))
        rows = []
        for place, (_n, number, step, minutes) in enumerate(acts):
            at = started + timedelta(hours=7, minutes=minutes)
            sheet, row = sheets[place // paper.ROWS], place % paper.ROWS + 1
            rows.append((str(sheet), str(row), number, step, f"{at:%H:%M}"))
        for first in range(0, len(rows), AT_ONCE):
            clerk.enter(rows[first : first + AT_ONCE])
            assert clerk.rules == []
        assert paper.list_missing(gate.zone.name, agency) == []
    log = read.log(gate.zone.name)
    day = count_day(gate.zone, log, gate.now.date(), opening={("*", "export"): 0})
    counted = {name: day.total.value(name, "export") for name in ("arrived", "cleared", "waiting")}
    assert counted == {"arrived": 100, "cleared": 80, "waiting": 20}
    assert day.differences == ()
