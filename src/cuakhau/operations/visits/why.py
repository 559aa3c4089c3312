"""Why a vehicle waits: who is awaited, since when, what the driver can do. Pure.

Selection is secret: the answer is made from a visit without the rows of secret steps, and without
optional steps, so that it is the same for a selected vehicle and any other.
"""

from dataclasses import dataclass
from typing import Literal

from cuakhau.movement.procedure import awaited
from cuakhau.movement.secrecy import without_secrets
from cuakhau.movement.view import view
from cuakhau.movement.visit import Visit
from cuakhau.zone.zone import Zone

Cause = Literal["over", "other_side", "held", "correction", "awaited", "nobody"]
Advice = Literal["come", "pay", "show_papers", "open_goods", "stay", "correct", "ask", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason: its cause, the agencies awaited, the step, since when (µs), what helps."""

    cause: Cause
    agencies: tuple[str, ...] = ()
    step: str | None = None
    since_us: int | None = None
    advice: Advice = "nothing"


def find_why(zone: Zone, visit: Visit) -> Why:
    """Say why a vehicle waits, as anybody may know it."""
    public = without_secrets(zone, visit)
    seen = view(zone, public)
    if not seen.is_open:
        return Why(cause="over", since_us=seen.ended_us)
    held = _find_last(public, "held")
    if seen.held_by and held is not None:
        return Why(cause="held", agencies=seen.held_by, since_us=held, advice="ask")
    correction = _find_correction(public)
    if correction is not None:
        return correction
    if seen.on_other_side:
        return Why(cause="other_side")
    return _find_awaited(zone, public)


def _find_awaited(zone: Zone, visit: Visit) -> Why:
    """Name the step that has waited longest, the first of the procedure among equals."""
    oldest: tuple[int, int, str] | None = None
    agencies: dict[str, list[str]] = {}
    for agency, steps in awaited(zone, visit).items():
        for place, one in enumerate(steps):
            if one.optional:
                continue
            agencies.setdefault(one.step, []).append(agency)
            key = (one.since_us, place, one.step)
            oldest = min(oldest, key) if oldest else key
    if oldest is None:
        return Why(cause="nobody")
    since_us, _, step = oldest
    return Why(
        cause="awaited",
        agencies=tuple(agencies[step]),
        step=step,
        since_us=since_us,
        advice=_advise(zone, step),
    )


def _advise(zone: Zone, step: str) -> Advice:
    """Tell what helps, from what the zone says of the step."""
    row = zone.step_by_id.get(step)
    if row is None:
        return "ask"
    if "fee_collector" in row.agencies:
        return "pay"
    if "person" in row.looks_at:
        return "come"
    if "goods" in row.looks_at:
        return "open_goods"
    return "show_papers" if "paper" in row.looks_at else "stay"


def _find_correction(visit: Visit) -> Why | None:
    asked = [entry for entry in visit.standing if entry.kind == "correction_asked"]
    amended = _find_last(visit, "amended")
    if not asked:
        return None
    last = max(asked, key=lambda entry: entry.at_us)
    if amended is not None and amended >= last.at_us:
        return None
    agencies = (last.agency,) if last.agency else ()
    return Why(cause="correction", agencies=agencies, since_us=last.at_us, advice="correct")


def _find_last(visit: Visit, kind: str) -> int | None:
    return max((entry.at_us for entry in visit.standing if entry.kind == kind), default=None)
