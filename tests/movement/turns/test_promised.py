"""By when a step is promised: the closest promise counts, working minutes run in working hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cuakhau.movement.turns.promised import find_due, find_promise
from cuakhau.zone.hours import find_next_opening
from cuakhau.zone.waiting import Promise
from journal.example import EXAMPLE
from movement.rows import LANG_SON

NOON = datetime(2024, 8, 22, 5, tzinfo=UTC)  # twelve o'clock in Việt Nam, a Thursday
MINUTE_US = 60_000_000


class Trip:
    """What a promise looks at of a visit."""

    def __init__(self, procedure="export", goods=None, gate_place="main_road"):
        self.procedure, self.goods, self.gate_place = procedure, goods, gate_place


def micros(at):
    return int(at.timestamp() * 1_000_000)


def promised(*rows):
    zone = replace(EXAMPLE, version="of-this-test", promises=rows)
    return lambda step, at=NOON, **trip: find_promise(zone, Trip(**trip), step, micros(at))


def row(row_id, within_min=60, **more):
    return Promise(id=row_id, step="permit", within_min=within_min, basis="a law", **more)


def due(zone, step, at=NOON, **trip):
    found = find_due(zone, Trip(**trip), step, micros(at))
    return None if found is None else datetime.fromtimestamp(found / 1_000_000, UTC)


@pytest.mark.parametrize(
    ("trip", "expected"),
    [
        ({}, "any"),
        ({"procedure": "import"}, "of_imports"),
        ({"goods": "farm_produce"}, "of_produce"),
        ({"goods": "fruit"}, "of_fruit"),
        ({"goods": "fruit", "procedure": "import"}, "of_fruit"),
        ({"goods": "ore"}, "any"),
        ({"goods": "ore", "procedure": "import"}, "of_imports"),
    ],
)
def test_the_closest_promise_counts(trip, expected):
    find = promised(
        row("any"),
        row("of_imports", procedures=("import",)),
        row("of_produce", goods="farm_produce"),
        row("of_fruit", goods="fruit"),
    )
    assert find("permit", **trip).id == expected


def test_what_nobody_promised_is_unknown_and_no_zero():
    assert promised(row("of_imports", procedures=("import",)))("permit") is None
    assert promised(row("any"))("health_check") is None
    assert due(replace(EXAMPLE, version="without", promises=()), "permit") is None


def test_a_promise_holds_on_its_days_alone():
    find = promised(row("new", valid_from=date(2024, 8, 22), valid_until=date(2024, 8, 23)))
    assert find("permit").id == "new"
    assert find("permit", NOON - timedelta(days=1)) is None
    assert find("permit", NOON + timedelta(days=1)) is None


def test_minutes_of_the_clock_run_at_night():
    evening = NOON + timedelta(hours=11)
    assert due(EXAMPLE, "customs_check", evening, goods="ore") == evening + timedelta(minutes=240)


@pytest.mark.parametrize(
    ("since_h", "due_h"),
    [(0, 1), (7.5, 19.5), (9, 20), (-8, -4)],  # open from 7 to 20, that is −5 to +8 from noon
)
def test_working_minutes_run_only_while_the_gate_works(since_h, due_h):
    since = NOON + timedelta(hours=since_h)
    assert due(EXAMPLE, "permit", since) == NOON + timedelta(hours=due_h)


def test_working_minutes_wait_for_the_end_of_a_closure():
    eve_of_tet = datetime(2025, 1, 27, 13, 30, tzinfo=UTC)  # 20:30, when the gate has closed
    opens = find_next_opening(EXAMPLE, "north_gate", "vn", eve_of_tet)
    assert opens > eve_of_tet + timedelta(days=4)
    assert due(EXAMPLE, "permit", eve_of_tet) == opens + timedelta(minutes=60)


def test_hours_that_nobody_published_give_no_promise():
    zone = replace(EXAMPLE, version="no-hours", hours=())
    assert due(zone, "permit") is None
    assert due(EXAMPLE, "permit", gate_place=None) is None
    assert due(zone, "health_check") == NOON + timedelta(minutes=30)


def test_lang_son_promises_what_the_law_says_and_nothing_else():
    assert [(one.step, one.within_min, one.counts) for one in LANG_SON.promises] == [
        ("customs_check", 480, "working")
    ]
    assert all("54/2014/QH13" in one.basis and one.source for one in LANG_SON.promises)
