"""Stays said slowly: visit by visit from the fold, with loops over single microseconds' edges."""

from collections import Counter

from cuakhau.movement.log import EventLog
from cuakhau.movement.procedure import find_compiled
from cuakhau.movement.view import local_day, view
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone


def union(spans: list[tuple[int, int]]) -> int:
    """Length of the union of spans, by the stretches between all their edges."""
    edges = sorted({edge for span in spans for edge in span})
    return sum(
        until - since
        for since, until in zip(edges, edges[1:], strict=False)
        if any(a <= since and until <= b for a, b in spans)
    )


def tell(zone: Zone, visit: Visit) -> dict[str, object]:
    seen = view(zone, visit)
    first = [e for e in visit.standing if e.kind in ("declared", "amended")]
    compiled = None
    if first and seen.procedure:
        compiled = find_compiled(zone, seen.procedure, local_day(zone, first[0].at_us))
    if compiled is None:
        return {"outcome": "merged" if seen.merged_into else "unknown"}
    simulated = first[-1].origin == "simulated"
    arrived = seen.declared_us if simulated else seen.milestones.get(compiled.procedure.arrives_at)
    left = seen.milestones.get(compiled.procedure.ends_at)
    ends = {"left": left, "turned_back": seen.turned_back_us, "written_off": seen.written_off_us}
    ends = {name: at for name, at in ends.items() if at is not None}
    ended = min(ends.values(), default=None)
    outcome = next((name for name, at in ends.items() if at == ended), None)
    if outcome is None:
        outcome = "inside" if arrived is not None else "not_arrived"
    known = arrived is not None and ended is not None and arrived <= ended
    spans = [
        (max(e.started_us, arrived or e.started_us), min(e.at_us, ended) if known else e.at_us)
        for e in visit.standing
        if e.started_us is not None and e.started_us <= e.at_us
    ]
    entered = seen.milestones.get("in_yard")
    out = seen.milestones.get("out_of_yard", ended)
    stood = entered is not None and out is not None and out >= entered
    return {
        "outcome": "merged" if seen.merged_into else outcome,
        "arrived": arrived,
        "ended": ended,
        "stay": ended - arrived if known else None,
        "served": union([(a, b) for a, b in spans if a < b]),
        "yard": out - entered if stood else None,
        "gate": seen.gate_place and (zone.find_bulletin_line(seen.gate_place) or seen.gate_place),
        "goods": seen.goods,
        "waits": waits(visit, arrived),
    }  # fmt: skip


def waits(visit: Visit, arrived: int | None) -> Counter[str | None]:
    """The idle spans of a visit, each charged to the step whose start ended it."""
    services = sorted(
        (e.started_us, e.step or "~", e.at_us)
        for e in visit.standing
        if e.started_us is not None and e.started_us <= e.at_us
    )
    found, reached = Counter(), arrived
    for started, step, ended in services:
        reached = started if reached is None else reached
        found[step] += max(0, started - reached)
        reached = max(reached, ended)
    return found


def tell_all(zone: Zone, log: EventLog) -> dict[str, dict[str, object]]:
    return {visit.subject: tell(zone, visit) for visit in log.visits()}
