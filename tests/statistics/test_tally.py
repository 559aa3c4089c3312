"""The two tallies agree on any log, and the plain one says what the bulletin means."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog, from_events
from cuakhau.statistics import tally as plain
from cuakhau.statistics import tally_sql
from cuakhau.zone.bulletin.day import window_of
from made_logs import DAY, EXAMPLE, HOUR_US, IN, OUT, STEPS, WINDOW, crossing, log_of, row


def count(*visits: list[Event]) -> dict[tuple[str, str, str], int]:
    log = log_of(*visits)
    found = plain.tally(EXAMPLE, log, WINDOW)
    assert found == tally_sql.tally(EXAMPLE, log, WINDOW)
    return dict(found.cells)


def test_arrived_and_cleared_on_the_day():
    assert count(crossing("a", {**IN, **OUT})) == {
        ("main", "arrived", "export_fruit"): 1,
        ("main", "cleared", "export_fruit"): 1,
    }


def test_the_last_of_both_forces_makes_the_arrival():
    assert count(crossing("a", {"border_guard_in": -1, "customs_in": 3})) == {
        ("main", "arrived", "export_fruit"): 1,
        ("main", "waiting", "export_fruit"): 1,
    }


@pytest.mark.parametrize(("hours", "cleared"), [(0, 0), (0.001, 1), (24, 1), (24.001, 0)])
def test_the_cut_off_belongs_to_the_day_it_ends(hours, cleared):
    cells = count(crossing("a", {**dict.fromkeys(IN, -1), **dict.fromkeys(OUT, hours)}))
    assert cells.get(("main", "cleared", "export_fruit"), 0) == cleared


def test_a_move_to_another_line_moves_the_stock():
    moved = [*crossing("a", IN), row("a", 9, "rerouted", 4, place="freight_road")]
    assert count(moved) == {
        ("main", "arrived", "export_fruit"): 1,
        ("main", "moved_out", "export_fruit"): 1,
        ("freight", "moved_in", "export_fruit"): 1,
        ("freight", "waiting", "export_fruit"): 1,
    }


def test_a_move_before_the_arrival_moves_nothing_but_the_line():
    moved = [*crossing("a", IN), row("a", 9, "rerouted", 0.5, place="freight_road")]
    assert count(moved) == {
        ("freight", "arrived", "export_fruit"): 1,
        ("freight", "waiting", "export_fruit"): 1,
    }


def test_what_was_merged_or_does_not_count_is_left_out():
    merged = [*crossing("a", {**IN, **OUT}), row("a", 9, "merged", 7, other="b")]
    assert count(merged, crossing("c", {**IN, **OUT}, procedure="empty")) == {}


def test_goods_that_nobody_named_stay_under_their_direction():
    assert count(crossing("a", {**IN, **OUT}, goods=None, procedure="import")) == {
        ("main", "arrived", "import"): 1,
        ("main", "cleared", "import"): 1,
    }


def test_a_voided_exit_leaves_the_vehicle_waiting():
    rows = [*crossing("a", {**IN, **OUT}), row("a", 9, "voided", 7, corrects=5)]
    assert count(rows)["main", "waiting", "export_fruit"] == 1


def test_a_move_in_the_instant_of_the_arrival_is_no_move():
    moved = [*crossing("a", IN), row("a", 9, "rerouted", 2, place="freight_road")]
    assert ("main", "moved_out", "export_fruit") not in count(moved)


def test_of_two_corrections_of_one_row_the_last_holds():
    facts = {"step": "customs_in", "agency": "customs"}
    rows = [*crossing("a", {"border_guard_in": 1, "customs_in": 30})]
    rows += [row("a", 8, "confirmed", 40, corrects=3, **facts)]
    assert count([*rows, row("a", 9, "confirmed", 3, corrects=8, **facts)]) == {
        ("main", "arrived", "export_fruit"): 1,
        ("main", "waiting", "export_fruit"): 1,
    }


def test_a_clock_that_ran_ahead_counts_when_recorded_and_is_named():
    late = row("a", 9, "confirmed", 30, step="customs_in", recorded_us=WINDOW.until_us - 1)
    log = log_of(crossing("a", {"border_guard_in": 1}), late)
    found = plain.tally(EXAMPLE, log, WINDOW)
    assert (found.doubtful, found.cells["main", "arrived", "export_fruit"]) == (("a",), 1)


def test_who_left_without_having_come_is_named():
    log = log_of(crossing("a", OUT))
    assert plain.tally(EXAMPLE, log, WINDOW).out_unseen == ("a",)


hours = st.integers(-20, 34).map(float) | st.sampled_from([0.0, 24.0])
roads = st.sampled_from(["main_road"] * 3 + ["freight_road"] * 3 + ["north_gate", "lane_out"])
declared = st.fixed_dictionaries(
    {
        "procedure": st.sampled_from(["export"] * 4 + ["import", "transload_giving", "empty"]),
        "goods": st.sampled_from([None, "fruit", "fruit", "ore", "new_vehicle"]),
        "place": roads,
    }
)
early, late = st.integers(-20, 8).map(float), st.integers(4, 34).map(float)
confirmed = st.fixed_dictionaries(
    {"border_guard_in": early, "customs_in": early},
    optional={"payment": hours, "exit_border_guard": late, "exit_customs": late},
)
mishaps = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(
            ["confirmed"] * 4 + ["rerouted"] * 4 + ["turned_back", "amended", "voided", "merged"]
        ),
        "hours": hours,
        "step": st.sampled_from(STEPS),
        "agency": st.sampled_from(["customs", "border_guard"]),
        "place": roads | st.none(),
        "goods": st.sampled_from([None, "fruit", "ore"]),
        "late_h": st.sampled_from([0.0, 0.0, 3.0, -1.0]),  # before it happened: a wrong clock
        "aim": st.none() | st.integers(0, 20),
    }
)
visits = st.tuples(declared, confirmed, st.lists(mishaps, max_size=4))


@st.composite
def logs(draw: st.DrawFn) -> EventLog:
    rows = []
    for number, (facts, steps, odd) in enumerate(draw(st.lists(visits, min_size=1, max_size=4))):
        visit = crossing(f"v{number}", steps, **facts)
        seats = [event.seq for event in visit]
        rows += visit + [_mishap(f"v{number}", dict(one), seats) for one in odd]
    return from_events("example", rows)


def _mishap(subject: str, facts: dict[str, object], seats: list[int]) -> Event:
    """One more row; where it corrects one, it names a row that stands, as the desk must."""
    kind, at, late_h = facts.pop("kind"), facts.pop("hours"), facts.pop("late_h")
    aim, seq = facts.pop("aim"), max(seats) + 1
    corrects = None if aim is None else seats[aim % len(seats)]
    if kind == "voided" and corrects is None:
        corrects = seats[-1]
    if corrects is None:
        seats.append(seq)
    else:
        seats[seats.index(corrects)] = seq
    told = {"recorded_us": WINDOW.since_us + int((at + late_h) * HOUR_US), "other": "v9", **facts}
    return row(subject, seq, kind, at, corrects=corrects, **told)


@given(logs(), st.sampled_from([-1, 0, 0, 0, 1]))
def test_both_ways_of_counting_agree(log, shift):
    window = window_of(EXAMPLE, DAY + timedelta(days=shift))
    assert plain.tally(EXAMPLE, log, window) == tally_sql.tally(EXAMPLE, log, window)
