"""The flow by the hour and the state now."""

from cuakhau.statistics.backlog import count_waiting_goods
from cuakhau.statistics.flow import measure_flow
from made_logs import EXAMPLE, HOUR_US, IN, OUT, WINDOW, crossing, log_of, row


def test_hours_waiting_and_how_far_they_are():
    log = log_of(
        crossing("a", {**IN, **OUT}),
        crossing("b", IN, procedure="import", goods="ore"),
        crossing("c", {}, place="freight_road"),
    )
    flow = measure_flow(EXAMPLE, log, WINDOW.since_us, WINDOW.until_us)
    told = [(h.line, h.direction, h.arrived, h.cleared) for h in flow.hours]
    assert told == [("main", "export", 1, 0), ("main", "export", 0, 1), ("main", "import", 1, 0)]
    assert flow.hours[0].hour_us == WINDOW.since_us + HOUR_US
    assert flow.waiting == {("main", "import"): 1}
    assert flow.stands == {("main", "in_gate"): 1, ("freight", "declared"): 1}


def test_the_state_is_of_the_instant_asked_about():
    log = log_of([*crossing("a", {**IN, **OUT}), row("a", 9, "rerouted", 4, place="freight_road")])
    flow = measure_flow(EXAMPLE, log, WINDOW.since_us, WINDOW.since_us + 3 * HOUR_US)
    assert flow.waiting == {("main", "export"): 1}
    later = measure_flow(EXAMPLE, log, WINDOW.since_us, WINDOW.since_us + 5 * HOUR_US)
    assert later.waiting == {("freight", "export"): 1}


def test_what_waits_is_counted_by_goods():
    log = log_of(
        crossing("a", IN, goods="ore"), crossing("b", IN), crossing("c", {**IN, **OUT}),
        crossing("d", IN, goods=None),
    )  # fmt: skip
    assert count_waiting_goods(EXAMPLE, log, WINDOW.until_us) == {
        ("main", "export_other", "ore"): 1,
        ("main", "export_fruit", "fruit"): 1,
        ("main", "export", None): 1,
    }
