"""Overlaps vehicle by vehicle with plain loops: what `statistics.overlap` must find, the slow way.

Times are compared pair by pair; nothing is joined, summed or sampled. Noise is not left out.
"""

from collections.abc import Iterator
from itertools import combinations

import msgspec

from cuakhau.movement.event import Looked
from cuakhau.movement.log import EventLog
from cuakhau.movement.visit import Entry, Visit
from cuakhau.zone.zone import Zone

HOUR_US, MINUTE_US = 3_600_000_000, 60_000_000
THINGS = ("paper", "seal", "plate", "weight", "goods")
Needs = dict[str, tuple[str, ...]]


def find_slowly(zone: Zone, log: EventLog) -> dict[str, set[str]]:
    """Give for each finding, by its key, the vehicles that show it."""
    found: dict[str, set[str]] = {}
    for visit in log.visits():
        checks = _checks(zone, visit)
        for key in {*_things(zone, checks), *_asked(zone, checks), *_stops(zone, checks)}:
            found.setdefault(key, set()).add(visit.subject)
        for key in {*_orders(zone, checks, _needs(zone, visit)), *_silent(checks)}:
            found.setdefault(key, set()).add(visit.subject)
    return found


def _checks(zone: Zone, visit: Visit) -> list[Entry]:
    """The confirmations in time, each tick once, with place and what was looked at filled in."""
    said = [e for e in visit.standing if e.kind in ("declared", "amended", "rerouted") and e.place]
    bound = said[-1].place if said else ""
    kept: list[Entry] = []
    ticks: dict[tuple[str, str], int] = {}
    for entry in sorted(visit.standing, key=lambda e: (e.at_us, e.seat)):
        if entry.kind != "confirmed" or not entry.step or not entry.agency:
            continue
        step = zone.step_by_id.get(entry.step)
        if step is not None and step.secret:
            continue
        before = ticks.get((entry.agency, entry.step))
        ticks[entry.agency, entry.step] = entry.at_us
        if before is not None and entry.at_us - before <= HOUR_US:
            continue
        usual = sum(Looked[word.upper()] for word in step.looks_at) if step else 0
        kept.append(
            msgspec.structs.replace(
                entry, place=entry.place or bound, looked_at=entry.looked_at or int(usual)
            )
        )
    return kept


def _begin(entry: Entry) -> int:
    known = entry.started_us is not None and entry.started_us <= entry.at_us
    return entry.started_us if known else entry.at_us  # type: ignore[return-value]


def _key(kind: str, agencies: tuple[str | None, ...], *rest: str | None) -> str:
    return "|".join([kind, "+".join(sorted({a or "" for a in agencies})), *(r or "" for r in rest)])


def _nearest(pairs: list[tuple[Entry, Entry]]) -> tuple[Entry, Entry]:
    return min(pairs, key=lambda p: max(0, _begin(p[1]) - p[0].at_us))


def _grouped(
    checks: list[Entry], fits: Iterator[tuple[str, Entry, Entry]]
) -> dict[tuple[str, ...], list[tuple[Entry, Entry]]]:
    groups: dict[tuple[str, ...], list[tuple[Entry, Entry]]] = {}
    for what, one, other in fits:
        who = tuple(sorted((one.agency or "", other.agency or "")))
        groups.setdefault((what, *who), []).append((one, other))
    for pairs in groups.values():  # of two as near, the one whose second look came first
        pairs.sort(key=lambda p: (checks.index(p[1]), checks.index(p[0])))
    return groups


def _things(zone: Zone, checks: list[Entry]) -> Iterator[str]:
    asks = {ground.step: set(ground.asks) for ground in zone.grounds}

    def fits() -> Iterator[tuple[str, Entry, Entry]]:
        for one, other in combinations(checks, 2):
            for thing in THINGS:
                bit = Looked[thing.upper()]
                if one.agency == other.agency or not one.looked_at & other.looked_at & bit:
                    continue
                told = asks.get(one.step or "", set()), asks.get(other.step or "", set())
                if thing == "paper" and all(told) and not told[0] & told[1]:
                    continue
                yield thing, one, other

    for (thing, *who), pairs in _grouped(checks, fits()).items():
        yield _key("same_thing", tuple(who), thing, _nearest(pairs)[1].place)


def _asked(zone: Zone, checks: list[Entry]) -> Iterator[str]:
    asks = {ground.step: set(ground.asks) for ground in zone.grounds}

    def fits() -> Iterator[tuple[str, Entry, Entry]]:
        for one, other in combinations(checks, 2):
            if one.step != other.step:
                for field in asks.get(one.step or "", set()) & asks.get(other.step or "", set()):
                    yield field, one, other

    for (field, *who), pairs in _grouped(checks, fits()).items():
        yield _key("asked_twice", tuple(who), field, _nearest(pairs)[1].place)


def _stops(zone: Zone, checks: list[Entry]) -> Iterator[str]:
    within_us = zone.overlap_rules[0].within_min * MINUTE_US

    def fits() -> Iterator[tuple[str, Entry, Entry]]:
        for one, other in combinations(checks, 2):
            if one.agency != other.agency and one.place and one.place == other.place:
                yield one.place, one, other

    for (place, *who), pairs in _grouped(checks, fits()).items():
        one, other = _nearest(pairs)
        if MINUTE_US <= max(0, _begin(other) - one.at_us) <= within_us:
            yield _key("same_stop", tuple(who), "", place)


def _needs(zone: Zone, visit: Visit) -> Needs:
    said = [e.procedure for e in visit.standing if e.kind in ("declared", "amended")]
    last = next((one for one in reversed(said) if one), None)
    return {
        row.step: row.requires for one in zone.procedures if one.id == last for row in one.steps
    }


def _demands(needs: Needs, step: str, other: str) -> bool:
    return any(one == other or _demands(needs, one, other) for one in needs.get(step, ()))


def _orders(zone: Zone, checks: list[Entry], needs: Needs) -> Iterator[str]:
    within_us = zone.overlap_rules[0].within_min * MINUTE_US
    moving = {step.id for step in zone.steps if step.moves}
    first: dict[str, int] = {}
    for check in reversed(checks):
        first[check.step or ""] = check.at_us
    for one, other in zip(checks, checks[1:], strict=False):
        steps = one.step or "", other.step or ""
        if one.agency == other.agency or one.place != other.place or not one.place:
            continue
        if moving & set(steps) or _demands(needs, steps[1], steps[0]):
            continue
        ready = [first.get(step) for step in needs.get(steps[1], ())]
        if any(at is None or at >= one.at_us for at in ready):
            continue
        if 0 <= _begin(other) - one.at_us <= within_us:
            yield _key("order_wait", (one.agency, other.agency), "", one.place, *steps)


def _silent(checks: list[Entry]) -> Iterator[str]:
    for one in checks:
        if one.looked_at and one.found not in ("nothing", "fault"):
            yield _key("no_outcome", (one.agency,), "", one.place, one.step, one.step)
