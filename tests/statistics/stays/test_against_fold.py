"""Read by columns or folded visit by visit: the same stays, on any log."""

from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cuakhau.movement.log import EventLog, from_events
from cuakhau.statistics.stays import OUTCOMES, Stays, list_steps, read_stays
from cuakhau.statistics.stays.rows import UNKNOWN_US
from made_logs import EXAMPLE, HOUR_US, WINDOW, row
from slow_stays import tell_all

KINDS = (
    *(("confirmed",) * 8), "turned_back", "rerouted", "moved", "amended", "merged", "written_off",
    "sighted", "correction_asked",
)  # fmt: skip
STEPS = (
    "border_guard_in", "customs_in", "yard_in", "payment", "yard_out_customs",
    "yard_out_border_guard", "exit_border_guard", "exit_customs", None,
)  # fmt: skip
PLACES = ("main_road", "freight_road", "inner_yard", None)


@st.composite
def logs(draw: st.DrawFn) -> EventLog:
    events = []
    for visit in range(draw(st.integers(0, 4))):
        subject = f"v{visit}"
        seq = 0
        origin = draw(st.sampled_from(("desk", "simulated")))
        if draw(st.integers(0, 9)):
            seq = 1
            procedure = draw(st.sampled_from(("export", "import", "empty", "nowhere", None)))
            events.append(
                row(subject, 1, "declared", draw(st.integers(-3, 3)), procedure=procedure,
                    goods=draw(st.sampled_from(("fruit", None))), place="main_road", origin=origin)
            )  # fmt: skip
        for _ in range(draw(st.integers(0, 9))):
            seq += 1
            events.append(_draw_row(draw, subject, seq, origin))
    return from_events("example", events)


def _draw_row(draw: st.DrawFn, subject: str, seq: int, origin: str):
    at = draw(st.integers(-2, 12)) / 2
    kind = draw(st.sampled_from(KINDS))
    facts: dict[str, object] = {"origin": origin}
    if kind in ("confirmed", "correction_asked"):
        facts["step"] = draw(st.sampled_from(STEPS))
        lasted = draw(st.sampled_from((None, -1, 0, 1, 2, 5)))
        if lasted is not None:
            facts["started_us"] = WINDOW.since_us + int((at - lasted / 2) * HOUR_US)
    if kind in ("confirmed", "moved", "sighted", "rerouted", "amended"):
        facts["place"] = draw(st.sampled_from(PLACES))
    if kind == "merged":
        facts["other"] = "v9"
    if seq > 2 and draw(st.integers(0, 3)) == 0:
        facts["corrects"] = draw(st.integers(2, seq - 1))
        kind = draw(st.sampled_from((kind, "voided")))
    event = row(subject, seq, kind, at, **facts)
    if draw(st.integers(0, 9)) == 0:  # a clock that ran ahead
        event = msgspec.structs.replace(event, recorded_us=event.happened_us - HOUR_US)
    return event


def value(number: int) -> int | None:
    return None if number == UNKNOWN_US else int(number)


def told(stays: Stays) -> dict[str, dict[str, object]]:
    found = {}
    for at, subject in enumerate(stays.rows.subjects.to_pylist()):
        outcome = OUTCOMES[stays.outcome[at]]
        found[subject] = {"outcome": outcome}
        if outcome in ("unknown", "merged"):
            continue
        found[subject] |= {
            "arrived": value(stays.arrived_us[at]),
            "ended": value(stays.ended_us[at]),
            "stay": value(stays.stay_us[at]),
            "served": int(stays.served_us[at]),
            "yard": value(stays.yard_us[at]),
            "gate": _word(stays.gate, at),
            "goods": _word(stays.goods, at),
        }
    return found


def _word(words, at: int) -> str | None:
    code = words.codes[at]
    return words.names[code] if code >= 0 else None


def sound(log: EventLog) -> bool:
    """The fold refuses a correction of a row that was itself replaced; the columns follow it."""
    try:
        list(log.visits())
    except ValueError:
        return False
    return True


@given(logs())
def test_the_columns_say_what_the_fold_says(log):
    if not sound(log):
        return
    expected = tell_all(EXAMPLE, log)
    stays = read_stays(EXAMPLE, log)
    assert told(stays) == {subject: _kept(facts) for subject, facts in expected.items()}


def _kept(facts: dict[str, object]) -> dict[str, object]:
    """Nothing more is asked of a visit that is no vehicle of its own, or of no known procedure."""
    if facts["outcome"] in ("unknown", "merged"):
        return {"outcome": facts["outcome"]}
    return {name: what for name, what in facts.items() if name != "waits"}


@given(logs())
def test_each_wait_is_charged_to_the_step_that_ended_it(log):
    if not sound(log):
        return
    expected = Counter()
    for facts in tell_all(EXAMPLE, log).values():
        if facts["outcome"] in ("left", "turned_back", "inside", "written_off"):
            expected.update(facts["waits"])
    stays = read_stays(EXAMPLE, log)
    waited = {one.step: one.waited_us for one in list_steps(stays) if one.step}
    assert {s: w for s, w in waited.items() if w} == {
        s: w for s, w in expected.items() if w and s != "~"
    }
