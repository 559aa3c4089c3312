"""Counted by SQL over columns or visit by visit from the fold: the same, whoever looks."""

from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from cuakhau.movement.log import EventLog, from_events
from cuakhau.movement.secrecy import secret_steps
from cuakhau.statistics.process.asking import count_all
from cuakhau.statistics.process.counts import Counts, add_up
from cuakhau.statistics.process.steps import join_steps, list_steps
from made_logs import EXAMPLE, HOUR_US, row
from slow.process import count

KINDS = (
    *(("confirmed",) * 8), "turned_back", "moved", "held", "amended", "started", "linked",
    "written_off",
)  # fmt: skip
STEPS = (
    "border_guard_in", "customs_in", "customs_check", "payment", "selection", "exit_border_guard",
    "exit_customs", "transload", "not_a_step", None,
)  # fmt: skip
PROCEDURES = ("export", "transload_giving", "empty", "nowhere", None)
FEWER = settings(max_examples=max(1, settings.default.max_examples // 4))
FEW = settings(max_examples=max(1, settings.default.max_examples // 10))


@st.composite
def logs(draw: st.DrawFn) -> EventLog:
    """Visits with equal times, repeats, corrections of corrections, no declaration, no end."""
    events = []
    for visit in range(draw(st.integers(1, 6))):
        subject, seq, seats = f"v{visit}", 0, {}  # of each seat the row that stands
        if draw(st.integers(0, 9)):
            seq, seats[1], procedures = (
                1,
                1,
                ("export", "transload_giving", "empty", "nowhere", None),
            )
            procedure = draw(st.sampled_from(procedures))
            events.append(row(subject, 1, "declared", draw(st.integers(0, 2)), procedure=procedure))
        for _ in range(draw(st.integers(0, 9))):
            seq += 1
            facts = {"agency": draw(st.sampled_from(("customs", "border_guard", None)))}
            kind = draw(st.sampled_from(KINDS))
            if kind in ("confirmed", "started", "held"):
                facts["step"] = draw(st.sampled_from(STEPS))
            seat = seq
            if seats and draw(st.integers(0, 3)) == 0:
                seat = draw(st.sampled_from(sorted(seats)))
                facts["corrects"] = draw(st.sampled_from((seat, seats[seat])))
                kind = draw(st.sampled_from((kind, "voided")))
            seats[seat] = seq
            event = row(subject, seq, kind, draw(st.integers(0, 3)), **facts)
            if draw(st.integers(0, 9)) == 0:  # a clock that ran ahead
                event = msgspec.structs.replace(event, recorded_us=event.happened_us - HOUR_US)
            events.append(event)
    return from_events("example", events)


def told(counts: Counts) -> dict[str, Counter]:
    """The counts as the oracle says them."""
    passes = Counter()
    for link, times in counts.links.items():
        passes[link.before, link.activity] += times.visits
    return {
        "links": Counter({tuple(link): times.count for link, times in counts.links.items()}),
        "visits_of_link": passes,
        "sums": Counter({tuple(link): times.sum_us for link, times in counts.links.items()}),
        "gaps": Counter(
            {
                (tuple(link), bucket): number
                for link, times in counts.links.items()
                for bucket, number in times.buckets.items()
            }
        ),
        "ends": counts.ends,
        "variants": counts.variants,
        "findings": counts.findings,
    }


assert secret_steps(EXAMPLE) == {"selection"}


@FEWER
@given(logs(), st.sampled_from((None, "customs", "border_guard")))
def test_sql_counts_as_the_fold_does_for_everybody_who_looks(log, viewer):
    steps = list_steps(EXAMPLE, log, viewer=viewer)
    counts = count_all(EXAMPLE, steps)
    slow = count(EXAMPLE, log, viewer)
    assert told(counts) == slow
    again = Counter(
        name for way, number in slow["variants"].items() for name in way for _ in range(number)
    )
    assert {name: one.visits + one.extra for name, one in counts.repeats.items()} == again
    broken = sum(slow["findings"].values())
    assert (counts.conforming == counts.visits) == (broken == 0)


@FEW
@given(logs(), logs())
def test_counts_of_parts_add_up_and_their_steps_join(one, other):
    events = [msgspec.structs.replace(row, subject=f"w{row.subject}") for row in other.events()]
    parts = [list_steps(EXAMPLE, log, viewer=None) for log in (one, from_events("example", events))]
    together = from_events("example", [*one.events(), *events])
    whole = count_all(EXAMPLE, list_steps(EXAMPLE, together, viewer=None))
    assert add_up([count_all(EXAMPLE, part) for part in parts]) == whole
    assert count_all(EXAMPLE, join_steps(parts)) == whole
