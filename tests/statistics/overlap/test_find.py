"""What agencies do twice: known overlaps are found, and what only looks like one is not."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from cuakhau.movement.log import EventLog, from_table
from cuakhau.movement.secrecy import secret_steps
from cuakhau.statistics.overlap import find_overlaps
from cuakhau.statistics.overlap.noise import LEAST, wilson
from overlaps.perturbing import Wrong, perturb


def by_key(found):
    return {one.key: set(one.visits) for one in found.findings}


def test_findings_are_those_of_plain_loops_to_the_last_vehicle(planted, slow):
    found = by_key(find_overlaps(planted.zone, planted.log))
    assert found == {key: slow.get(key) for key in found}
    kinds = {key.partition("|")[0] for key in found}
    assert kinds == {"same_thing", "asked_twice", "same_stop", "order_wait", "no_outcome"}


def test_planted_overlaps_are_found_in_a_log_that_is_a_little_wrong(planted, slow):
    """One seed; `tests/long` has twenty that were never looked at."""
    found = by_key(find_overlaps(planted.zone, perturb(planted.log, 12, Wrong())))
    right = [key for key in found if len(slow.get(key, ())) >= LEAST]
    assert len(right) / len(found) >= 0.95
    assert set(planted.visits) <= set(found)
    hits = sum(len(found[key] & visits) for key, visits in planted.visits.items())
    assert hits / sum(map(len, planted.visits.values())) >= 0.9  # two of three errors hide one


def test_minutes_and_hours_are_those_that_were_planted(planted):
    found = {one.key: one for one in find_overlaps(planted.zone, planted.log).findings}
    for key, minutes in planted.delay_min.items():
        one = found[key]
        assert one.minutes.value == pytest.approx(minutes, rel=0.1)
        assert one.minutes.low < one.minutes.value < one.minutes.high
        hours = one.minutes.value / 60 * one.hits / 2 * 365
        assert one.hours_a_year.value == pytest.approx(hours)
        assert (one.share.low, one.share.high) == wilson(one.hits, one.of)


def test_a_repeated_tick_and_a_second_look_of_one_agency_are_no_overlap(planted, slow):
    twice = perturb(planted.log, 5, Wrong(dropped=0, repeated=1, moved=0))
    found = by_key(find_overlaps(planted.zone, twice))
    assert {key for key in found if key not in slow} == set()
    assert not [key for key in found if key.endswith("|x_far_scale")]


def test_the_log_of_a_desk_and_of_a_simulation_are_read_by_the_same_code(zone, log):
    desk = pa.array(["desk"] * len(log), pa.string())
    at = log.table.schema.get_field_index("origin")
    same = EventLog(log.zone, log.table.set_column(at, "origin", desk))
    assert find_overlaps(zone, same) == find_overlaps(zone, log)


def test_selection_is_no_part_of_any_finding(zone, log):
    """Without the rows of a selection the findings are the same to the letter."""
    steps = pa.array(sorted(secret_steps(zone)))
    without = log.table.filter(pc.invert(pc.is_in(log.table["step"], value_set=steps)))
    assert len(without) < len(log)
    assert find_overlaps(zone, from_table(log.zone, without)) == find_overlaps(zone, log)


def test_what_a_row_does_not_say_is_read_from_the_zone_and_a_silent_check_is_told(zone, log):
    """A desk writes neither what was looked at nor what was found."""
    table = log.table
    at = table.schema.get_field_index("looked_at")
    table = table.set_column(at, "looked_at", pa.array([0] * len(log), pa.int16()))
    at = table.schema.get_field_index("found")
    table = table.set_column(at, "found", pa.nulls(len(log), pa.string()))
    found = find_overlaps(zone, EventLog(log.zone, table)).findings
    loud = find_overlaps(zone, log).findings
    told = {one.key for one in found if one.kind != "no_outcome"}
    assert told == {one.key for one in loud}
    silent = [one for one in found if one.kind == "no_outcome"]
    assert silent
    assert all(one.hits == one.of for one in silent if one.steps[0] == "customs_in")
    assert {one.bases[0] for one in silent if one.steps[0] == "permit"} == {"Example 4"}


def test_bad_rows_cost_nobody_a_negative_minute(zone, log):
    """Starts after ends, equal times, visits still open, visits without a check."""
    rows = log.table.to_pylist()
    for row in rows[::7]:
        if row["started_us"] is not None:
            row["started_us"] = row["happened_us"] + 60_000_000
    for row in rows[::11]:
        row["happened_us"] = rows[0]["happened_us"]
    kept = [row for row in rows if row["kind"] == "declared" or row["seq"] % 5]
    table = pa.Table.from_pylist(kept, schema=log.table.schema)
    found = find_overlaps(zone, from_table(log.zone, table)).findings
    assert found
    assert all(one.minutes is None or one.minutes.value >= 0 for one in found)
    nothing = find_overlaps(zone, from_table(log.zone, table.slice(0, 0)))
    assert (nothing.visits, nothing.findings) == (0, ())
