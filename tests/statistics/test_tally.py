"""The two tallies agree on any log, and the plain one says what the bulletin means."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
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


def test_a_clock_that_ran_ahead_counts_when_recorded_and_is_named():
    late = row("a", 9, "confirmed", 30, step="customs_in", recorded_us=WINDOW.until_us - 1)
    log = log_of(crossing("a", {"border_guard_in": 1}), late)
    found = plain.tally(EXAMPLE, log, WINDOW)
    assert (found.doubtful, found.cells["main", "arrived", "export_fruit"]) == (("a",), 1)


def test_who_left_without_having_come_is_named():
    log = log_of(crossing("a", OUT))
    assert plain.tally(EXAMPLE, log, WINDOW).out_unseen == ("a",)


hours = st.integers(-30, 40).map(lambda quarter: quarter / 1.0) | st.sampled_from([0.0, 24.0])
facts = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(
            ["confirmed"] * 9 + ["rerouted", "turned_back", "amended", "voided", "merged"]
        ),
        "hours": hours,
        "step": st.sampled_from(STEPS),
        "agency": st.sampled_from(["customs", "border_guard"]),
        "place": st.sampled_from([None, "main_road", "freight_road", "north_gate", "lane_out"]),
        "goods": st.sampled_from([None, "fruit", "ore", "new_vehicle"]),
        "procedure": st.sampled_from([None, "export", "import", "empty", "transload_giving"]),
        "recorded_h": st.sampled_from([0.0, 0.0, 3.0, -1.0]),
        "corrects": st.none() | st.integers(0, 20),
    }
)


@st.composite
def logs(draw: st.DrawFn) -> EventLog:
    events = []
    for number in range(draw(st.integers(1, 4))):
        subject, live = f"v{number}", []
        for seq, fact in enumerate(draw(st.lists(facts, max_size=12)), start=1):
            events.append(_drawn(subject, seq, fact, live))
    return from_events("example", events)


def _drawn(subject: str, seq: int, fact: dict[str, object], live: list[int]) -> Event:
    """One drawn row; a correction names a seat that stands, as `find_seat` asks."""
    told = dict(fact)
    at, late_h, aim = told.pop("hours"), told.pop("recorded_h"), told.pop("corrects")
    kind = "declared" if seq == 1 else told.pop("kind")
    told.pop("kind", None)
    told["recorded_us"] = WINDOW.since_us + int((at + late_h) * HOUR_US)
    corrects = live[aim % len(live)] if live and (kind == "voided" or aim) and aim else None
    if kind == "voided" and corrects is None:
        kind = "confirmed"
    if corrects is None:
        live.append(seq)
    else:
        live[live.index(corrects)] = seq
    return row(subject, seq, kind, at, corrects=corrects, other="v9", **told)


@settings(max_examples=100)
@given(logs(), st.sampled_from([-1, 0, 1]))
def test_both_ways_of_counting_agree(log, shift):
    window = window_of(EXAMPLE, DAY + timedelta(days=shift))
    assert plain.tally(EXAMPLE, log, window) == tally_sql.tally(EXAMPLE, log, window)
