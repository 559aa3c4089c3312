"""Tables of the clock: bins of 15 seconds keep their promise, parts add up, small cells hide."""

from collections import defaultdict
from dataclasses import replace
from math import ceil

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cuakhau.movement.log import from_events
from cuakhau.statistics.clock import read_clock
from cuakhau.statistics.clock.measuring.clocks import Skew, list_skews
from cuakhau.statistics.clock.measuring.offsets import Offset, list_offsets
from cuakhau.statistics.clock.measuring.rates import list_rates
from cuakhau.statistics.clock.publishing import LEAST, withhold
from cuakhau.statistics.clock.tables import ALL, WIDTH_US, add_counts, count_visits, measure
from made_logs import EXAMPLE, row

BY = ("direction", "agency")


def passing(number, procedure="empty", ahead_h=0.0):
    """A visit whose customs clock runs `ahead_h` hours ahead."""
    late = number * 0.013
    times = {"border_guard_in": 1, "customs_in": 1.02 + late, "exit_border_guard": 2 + 2 * late,
             "exit_customs": 2.1 + 2 * late}  # fmt: skip
    rows = [row(f"v{number:03d}", 1, "declared", 0.5, procedure=procedure, place="main_road")]
    for seq, (step, hours) in enumerate(times.items(), start=2):
        agency = "customs" if "customs" in step else "border_guard"
        at = hours + (ahead_h if agency == "customs" else 0)
        rows.append(row(f"v{number:03d}", seq, "confirmed", at, step=step, agency=agency))
    return rows


def clock_of(rows):
    return read_clock(EXAMPLE, from_events("example", rows))


def test_bins_of_fifteen_seconds_are_off_by_half_a_bin_at_most_and_parts_add_up():
    parts = [[r for n in range(s, s + 12) for r in passing(n)] for s in (0, 12, 24)]
    exact = measure(count_visits(clock_of(sum(parts, [])).spent, BY), BY)
    counts = [count_visits(clock_of(part).spent, BY, width_us=WIDTH_US) for part in parts]
    binned = measure(add_counts(counts), BY, width_us=WIDTH_US)
    assert [(r.group, r.cause, r.count, r.total_us) for r in exact] == [
        (r.group, r.cause, r.count, r.total_us) for r in binned
    ]
    for one, other in zip(exact, binned, strict=True):
        assert abs(one.mean_s.value - other.mean_s.value) < 1e-6
        for name in ("median_s", "p90_s"):
            off = getattr(one, name).value - getattr(other, name).value
            assert abs(off) <= WIDTH_US / 2e6
    whole = sum(r.total_us for r in exact if r.cause == ALL)
    assert sum(r.total_us for r in exact if r.cause != ALL) == whole


VISITS = st.lists(
    st.tuples(
        st.sampled_from(["export", "import", None]),
        st.dictionaries(st.sampled_from(["served", "waiting"]), st.integers(1, 5), min_size=1),
    ),
    max_size=30,
)
COUNTED = pa.schema(
    [("direction", pa.string()), ("cause", pa.string()), ("bin", pa.int64()),
     ("count", pa.int64()), ("total_us", pa.int64()), ("squares", pa.float64())]
)  # fmt: skip


@settings(max_examples=60)
@given(VISITS)
def test_measures_are_those_of_the_lengths_themselves(visits):
    """In any order and in parts, as counts of parts of a log come."""
    cells, rows = defaultdict(list), []
    for way, causes in visits:
        spent = {**causes, ALL: sum(causes.values())}
        for cause, length in spent.items():
            cells[way, cause].append(length)
            told = (cause, length, 1, length, (length / 1e6) ** 2)
            rows.append((way, *told))
        rows.append((way, "visits", 0, 1, 0, 0.0))
    counts = pa.Table.from_pylist([dict(zip(COUNTED.names, r, strict=True)) for r in rows], COUNTED)
    found = measure(counts, ("direction",))
    assert {(one.group[0], one.cause) for one in found} == set(cells)
    for one in found:
        lengths = sorted(cells[one.group[0], one.cause])
        of_group = cells[one.group[0], ALL]
        assert (one.visits, one.count) == (len(of_group), len(lengths))
        assert (one.total_us, one.share) == (sum(lengths), sum(lengths) / sum(of_group))
        assert one.mean_s.value == pytest.approx(sum(lengths) / len(of_group) / 1e6)
        for told, part in ((one.median_s, 0.5), (one.p90_s, 0.9)):
            assert told.value == lengths[ceil(len(lengths) * part) - 1] / 1e6


def test_no_withheld_cell_can_be_worked_out_from_the_others():
    rows = measure(count_visits(clock_of([r for n in range(9) for r in passing(n)]).spent, BY), BY)
    few = [replace(r, count=2) if r.cause == "trader" else r for r in rows]
    told = withhold([*few, *(replace(r, group=("all", r.group[1])) for r in few)], BY)
    for group in {r.group[0] for r in told}:
        cells = [r for r in told if r.group[0] == group and r.cause != ALL]
        hidden = [r for r in cells if r.count is None]
        assert len(hidden) >= 2
        assert all(r.mean_s.value is None and r.share is None for r in hidden)
    assert all(r.count >= LEAST for r in told if r.count is not None)
    assert withhold(rows, BY) == tuple(rows)


def test_clocks_that_disagree_are_shown_and_nothing_is_shifted():
    rows = [r for n in range(40) for r in passing(n, ahead_h=-1.5)]
    clock = clock_of(rows)
    [skew] = [
        one for one in list_skews(clock) if {one.of, one.ahead} == {"border_guard", "customs"}
    ]
    assert skew.disagree
    assert skew.low_s <= -1.5 * 3600 <= skew.high_s < 0
    assert not any(one.disagree for one in list_skews(clock_of(
        [r for n in range(40) for r in passing(n)])))  # fmt: skip
    assert clock.rows.at_us.tolist() == [e.happened_us for e in rows]
    off = {one.agency: one for one in list_offsets(list_skews(clock))}
    for agency, truth_s in (("customs", -0.75 * 3600), ("border_guard", 0.75 * 3600)):
        assert off[agency].low_s <= truth_s <= off[agency].high_s


def test_offsets_of_agencies_fit_all_pairs_and_stay_unknown_where_nothing_ties_them():
    def skew(of, ahead, low_s, high_s):
        return Skew(of=of, ahead=ahead, pairs=50, low_s=low_s, high_s=high_s)

    truth = {"a": -100.0, "b": 20.0, "c": 80.0}
    ways = [("a", "b", 30), ("a", "c", 60), ("b", "c", 10)]
    tied = [skew(x, y, truth[y] - truth[x] - w, truth[y] - truth[x] + w) for x, y, w in ways]
    loose = [skew("c", "d", None, 5.0), skew("b", "d", 9.0, 3.0)]
    told = {one.agency: one for one in list_offsets([*tied, *loose])}
    assert told["d"] == Offset(agency="d", pairs=0, ahead_s=None, low_s=None, high_s=None)
    for agency, ahead_s in truth.items():
        assert told[agency].ahead_s == pytest.approx(ahead_s)
        assert told[agency].low_s < ahead_s < told[agency].high_s
    wide = {name: told[name].high_s - told[name].low_s for name in truth}
    assert wide["a"] > wide["b"]  # the pairs of a are the less sure ones
    assert told["a"].is_off
    [again] = [one for one in list_offsets([*tied[:2], skew("b", "c", 390.0, 410.0)])
               if one.agency == "b"]  # fmt: skip
    assert again.high_s - again.low_s > 2 * wide["b"]  # pairs that do not fit make it less sure


def test_rates_count_what_they_say():
    gone = [r for n in range(8) for r in passing(n)]
    back = [row("w", 1, "declared", -30, procedure="export", place="main_road"),
            row("w", 2, "confirmed", 1, step="border_guard_in", agency="border_guard"),
            row("w", 3, "turned_back", 2, agency="customs")]  # fmt: skip
    absent = [row("x", 1, "declared", -30, procedure="export", place="main_road")]
    rates = {one.name: (one.count, one.of) for one in list_rates(clock_of(gone + back + absent))}
    assert rates["turned_back"] == (1, 9)
    assert rates["no_show"] == (1, 2)
    assert rates["out_of_order"] == (0, 9)
