"""Every minute has one cause: sums are exact whatever the log says, and the rule is kept."""

import msgspec
import numpy as np
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cuakhau.movement.log import from_events
from cuakhau.statistics.clock import CAUSES, attribute, read_clock
from cuakhau.statistics.clock.refusals import ClockRefused
from made_logs import EXAMPLE, HOUR_US, row

MINUTE_US = 60_000_000
STEPS = (
    "registration", "border_guard_in", "customs_in", "yard_in", "permit", "customs_check",
    "payment", "yard_out_customs", "exit_border_guard", "exit_customs", "selection", "transload",
)  # fmt: skip
AGENCIES = ("border_guard", "customs", "fee_collector", "transport_station", "yard_operator")
KINDS = (
    "confirmed", "confirmed", "confirmed", "confirmed", "held", "released", "correction_asked",
    "amended", "moved", "rerouted", "crossed", "returned", "turned_back", "started", "called",
)  # fmt: skip


@st.composite
def visits(draw, name="v"):
    """A visit of any rows in any order, clocks that run backwards and equal times among them."""
    procedure = draw(st.sampled_from(["export", "import", "transload_giving", "unheard_of", None]))
    told = {"procedure": procedure, "goods": "fruit", "place": "main_road"}
    rows = [row(name, 1, "declared", draw(st.integers(-30, 3)), **told)]
    for seq in range(2, draw(st.integers(2, 16))):
        hours = draw(st.integers(-8, 60)) / 4
        started = draw(st.none() | st.integers(-40, 4))
        about = {
            "agency": draw(st.sampled_from(AGENCIES)),
            "way": draw(st.sampled_from(["scan", "camera"])),
        }
        if (kind := draw(st.sampled_from(KINDS))) in ("confirmed", "started", "correction_asked"):
            about["step"] = draw(st.sampled_from(STEPS))
        made = row(name, seq, kind, hours, **about)
        if started is not None:
            about["started_us"] = made.happened_us + started * 15 * MINUTE_US
            made = row(name, seq, kind, hours, **about)
        rows.append(made)
    return rows


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(visits(), min_size=1, max_size=3))
def test_the_minutes_of_a_visit_sum_to_its_time_and_never_overlap(logs):
    events = [
        msgspec.structs.replace(one, subject=f"v{n}") for n, rows in enumerate(logs) for one in rows
    ]
    clock = read_clock(EXAMPLE, from_events("example", events))
    names = ("visit", "started_us", "ended_us", "micros")
    table = {name: np.asarray(clock.table[name]) for name in names}
    spent = np.bincount(table["visit"], weights=table["micros"], minlength=len(clock.visits))
    length = np.asarray(clock.visits["ended_us"]) - np.asarray(clock.visits["opened_us"])
    assert (length >= 0).all()
    assert spent.astype(np.int64).tolist() == length.tolist()
    for visit in range(len(clock.visits)):
        here = table["visit"] == visit
        spans = sorted(
            {
                *zip(
                    table["started_us"][here].tolist(),
                    table["ended_us"][here].tolist(),
                    strict=True,
                )
            }
        )
        assert all(before[1] == after[0] for before, after in zip(spans, spans[1:], strict=False))
        for since, until in spans:
            shared = here & (table["started_us"] == since)
            assert table["micros"][shared].sum() == until - since
            assert np.ptp(table["micros"][shared]) <= 1
    assert set(pc.unique(clock.table["cause"]).to_pylist()) <= set(CAUSES)


def causes_of(rows, subject="v"):
    """The stretches of one visit, as (cause, agency, minutes), in order."""
    table = attribute(EXAMPLE, from_events("example", rows))
    told = [r for r in table.to_pylist() if r["visit"] == subject]
    return [(r["cause"], r["agency"], round(r["micros"] / MINUTE_US, 1)) for r in told]


def test_concurrent_waits_are_shared_equally_among_the_agencies_that_can_act():
    rows = [
        row("v", 1, "declared", 11, procedure="empty", place="main_road"),
        row("v", 2, "confirmed", 12, step="border_guard_in", agency="border_guard",
            started_us=row("v", 2, "confirmed", 11.9).happened_us),
        row("v", 3, "confirmed", 13, step="customs_in", agency="customs"),
        row("v", 4, "confirmed", 14, step="exit_border_guard", agency="border_guard"),
        row("v", 5, "confirmed", 14, step="exit_customs", agency="customs"),
    ]  # fmt: skip
    assert causes_of(rows) == [
        ("trader", None, 54.0),
        ("served", "border_guard", 6.0),
        ("with", "customs", 60.0),
        ("with", "border_guard", 30.0),
        ("with", "customs", 30.0),
    ]


def test_a_late_tick_is_not_charged_and_is_measured():
    rows = [
        row("v", 1, "declared", 11, procedure="empty", place="main_road"),
        row("v", 2, "confirmed", 12, step="customs_in", agency="customs"),
        row("v", 3, "confirmed", 13, step="exit_border_guard", agency="border_guard"),
        row("v", 4, "confirmed", 14, step="border_guard_in", agency="border_guard"),
        row("v", 5, "confirmed", 15, step="exit_customs", agency="customs"),
    ]
    told = causes_of(rows)
    assert sum(minutes for cause, agency, minutes in told if agency == "border_guard") == 60
    clock = read_clock(EXAMPLE, from_events("example", rows))
    assert clock.visits["late_us"].to_pylist() == [HOUR_US]


@pytest.mark.parametrize("tick", [16, 18])
def test_loading_is_service_of_the_vehicle_that_takes_the_goods_too(tick):
    began = row("g", 9, "confirmed", 15).happened_us
    rows = [
        row("g", 1, "declared", 11, procedure="transload_giving", place="main_road"),
        row("g", 2, "confirmed", 12, step="yard_in", agency="yard_operator"),
        row("g", 3, "linked", 14, other="v"),
        row("g", 4, "confirmed", 16, step="transload", agency="yard_operator", started_us=began),
        row("v", 1, "declared", 11, procedure="transload_receiving", place="main_road"),
        row("v", 2, "confirmed", 12, step="border_guard_in", agency="border_guard"),
        row("v", 3, "confirmed", 12, step="customs_in", agency="customs"),
        row("v", 4, "confirmed", 13, step="yard_in", agency="yard_operator"),
        row("v", 5, "confirmed", tick, step="transload", agency="customs"),
        row("v", 6, "turned_back", 19),
    ]
    told = causes_of(rows)
    assert ("partner", None, 60.0) in told  # from 13 on, until linked
    assert ("waiting", "yard_operator", 60.0) in told
    assert ("served", "yard_operator", 60.0) in told
    clock = read_clock(EXAMPLE, from_events("example", rows))
    assert clock.visits["subject"].to_pylist() == ["g", "v"]
    assert clock.visits["late_us"].to_pylist() == [0, (tick - 16) * HOUR_US]
    apart = [one for one in rows if one.kind != "linked"]
    undone = row("g", 5, "unlinked", 14.5, other="v")
    for unlinked in (apart, [*rows[:4], undone, *rows[4:]]):
        assert not any(cause == "served" for cause, _, _ in causes_of(unlinked))


def test_selection_leaves_no_trace():
    rows = [
        row("v", 1, "declared", 11, procedure="export", place="main_road"),
        row("v", 2, "confirmed", 12, step="border_guard_in", agency="border_guard"),
        row("v", 3, "confirmed", 12, step="customs_in", agency="customs"),
        row("v", 4, "confirmed", 12, step="yard_in", agency="yard_operator"),
        row("v", 6, "confirmed", 14, step="customs_check", agency="customs"),
        row("v", 7, "confirmed", 15, step="exit_border_guard", agency="border_guard"),
        row("v", 8, "confirmed", 15, step="exit_customs", agency="customs"),
    ]
    selected = row("v", 5, "confirmed", 13, step="selection", agency="customs",
                   started_us=row("v", 5, "confirmed", 12.5).happened_us)  # fmt: skip
    assert causes_of(rows) == causes_of([*rows, selected])


def test_a_log_of_another_zone_is_refused():
    log = from_events("elsewhere", [])
    with pytest.raises(ClockRefused, match="L1"):
        attribute(EXAMPLE, log)
