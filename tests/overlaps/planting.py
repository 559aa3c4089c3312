"""Known overlaps, re-checks, silences and delays planted into a log.

    planted = plant(zone, log, seed)
    planted.log, planted.zone, planted.visits["same_thing|…"]      which vehicles show which finding

What is planted is known by construction: steps that the zone does not have (`x_…`), at agencies and
places that have nothing to do with one another. A planted act takes time, and whatever the vehicle
did afterwards comes so much later. Decoys look like overlaps and are none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Any

from cuakhau.movement.event import Looked
from cuakhau.movement.log import EventLog
from cuakhau.zone.waiting import Ground
from cuakhau.zone.zone import Zone
from overlaps.rows import MINUTE_US, Row, Visits, later, read_rows, write_rows

LEAST_SHARE, MOST_SHARE = 0.05, 0.4
LEAST_VISITS = 15


@dataclass(frozen=True)
class Planted:
    """A log with what was planted in it: key of a finding → its vehicles; and the zone to read it
    with, which says what the planted steps ask. `delay_min` has the mean of each planted wait.
    """

    zone: Zone
    log: EventLog
    visits: dict[str, set[str]]
    delay_min: dict[str, float]


@dataclass(frozen=True)
class Act:
    """What one agency does: `after_min` after the one before, for `lasts_min`."""

    step: str
    agency: str
    after_min: float
    lasts_min: float
    looked_at: int = 0


def plant(zone: Zone, log: EventLog, seed: int) -> Planted:
    """Plant overlaps of every kind and decoys, at random places, pairs and shares."""
    luck = Random(seed)
    visits, others = read_rows(log)
    crowded = _busiest(visits)
    agencies = sorted(agency.id for agency in zone.agencies if agency.id in _acting(visits))
    found: dict[str, set[str]] = {}
    delays: dict[str, float] = {}
    for number, thing in enumerate(("weight", "weight", "seal", "goods")):
        place = luck.choice(crowded)
        pair = _pair(luck, agencies, thing)
        key = "|".join(("same_thing", "+".join(pair), thing, place))
        if key in found or (thing == "weight" and _uses(found, place, "weight")):
            continue
        bit = int(Looked[thing.upper()])
        found[key] = _insert(
            luck,
            visits,
            place,
            partial(_look_twice, luck, luck.sample(pair, 2), number, bit),
        )
    found |= _ask_twice(luck, visits, luck.choice(crowded), agencies)
    for place in luck.sample(crowded, min(2, len(crowded))):
        pair = tuple(luck.sample(agencies, 2))
        steps = f"x_first_{place}", f"x_then_{place}"
        key = "|".join(("order_wait", "+".join(sorted(pair)), "", place, *steps))
        told: list[float] = []
        found[key] = _insert(luck, visits, place, partial(_delay, luck, pair, steps, told))
        delays[key] = sum(told) / len(told)
    found |= _stop_twice(luck, visits, agencies)
    found |= _keep_silent(luck, visits, luck.choice(crowded))
    _decoys(luck, visits, agencies)
    made = write_rows(log, visits, others)
    grounds = [Ground(id=f"x_form_{one}", step=f"x_form_{one}", asks=("x_origin",)) for one in "ab"]
    told_zone = replace(zone, version=f"planted-{seed}", grounds=(*zone.grounds, *grounds))
    return Planted(told_zone, made, found, delays)


def _acting(visits: Visits) -> set[str]:
    return {row["agency"] for rows in visits.values() for row in rows if row["agency"]}


def _busiest(visits: Visits) -> list[str]:
    """List the roads that many vehicles were checked at; yards are left to the stops."""
    counts: dict[str, int] = {}
    for rows in visits.values():
        bound = rows[0]["place"]
        if bound and any(row["kind"] == "confirmed" for row in rows):
            counts[bound] = counts.get(bound, 0) + 1
    return [place for place, count in sorted(counts.items()) if count * LEAST_SHARE >= LEAST_VISITS]


def _pair(luck: Random, agencies: list[str], thing: str) -> tuple[str, ...]:
    """Choose two agencies of which none looks at the thing anyway."""
    usual = {"seal": {"customs"}, "goods": {"customs", "plant_quarantine", "animal_quarantine"}}
    usual["goods"] |= {"yard_operator", "border_guard"}
    free = [agency for agency in agencies if agency not in usual.get(thing, ())]
    return tuple(sorted(luck.sample(free, 2)))


def _uses(found: Iterable[str], place: str, thing: str) -> bool:
    return any(key.endswith(f"|{thing}|{place}") for key in found)


def _insert(luck: Random, visits: Visits, place: str, acts: Any) -> set[str]:
    """Let a share of the vehicles bound for a place go through acts, after some check of theirs."""
    share = luck.uniform(LEAST_SHARE, MOST_SHARE)
    found = set()
    for subject, rows in visits.items():
        if rows[0]["place"] != place or luck.random() > share:
            continue
        spots = [at for at, row in enumerate(rows) if row["kind"] == "confirmed"]
        if len(spots) > 2:
            _put(rows, luck.choice(spots[1:]), place, acts())
            found.add(subject)
    return found


def _put(rows: list[Row], spot: int, place: str, acts: Iterable[Act]) -> None:
    """Put acts after a row; what comes later comes as much later as they take."""
    like = rows[spot]
    at_us = max(row["happened_us"] for row in rows[: spot + 1])
    made = []
    begun_us = at_us
    for act in acts:
        start_us = at_us + int(act.after_min * MINUTE_US)
        at_us = start_us + int(act.lasts_min * MINUTE_US)
        told = {"step": act.step, "agency": act.agency, "looked_at": act.looked_at}
        made.append(
            {
                **like, **told, "kind": "confirmed", "place": place, "started_us": start_us,
                "happened_us": at_us, "recorded_us": at_us, "found": "nothing", "other": None,
            }
        )  # fmt: skip
    after = rows[spot + 1 :]
    rows[spot + 1 :] = [*made, *(later(row, (at_us - begun_us) / MINUTE_US) for row in after)]


def _look_twice(luck: Random, pair: list[str], number: int, bit: int) -> tuple[Act, ...]:
    return (
        Act(f"x_look_{number}a", pair[0], 0, luck.uniform(2, 8), bit),
        Act(f"x_look_{number}b", pair[1], luck.uniform(5, 180), luck.uniform(2, 8), bit),
    )


def _ask_twice(
    luck: Random, visits: Visits, place: str, agencies: list[str]
) -> dict[str, set[str]]:
    pair = luck.sample(agencies, 2)
    key = "|".join(("asked_twice", "+".join(sorted(pair)), "x_origin", place))
    found = _insert(
        luck,
        visits,
        place,
        lambda: (
            Act("x_form_a", pair[0], 0, luck.uniform(1, 5)),
            Act("x_form_b", pair[1], luck.uniform(0, 200), luck.uniform(1, 5)),
        ),
    )
    return {key: found}


def _delay(
    luck: Random, pair: tuple[str, ...], steps: tuple[str, ...], told: list[float]
) -> tuple[Act, ...]:
    told.append(luck.uniform(10, 60))
    return Act(steps[0], pair[0], 0, told[-1]), Act(steps[1], pair[1], 0.1, luck.uniform(1, 4))


def _stop_twice(luck: Random, visits: Visits, agencies: list[str]) -> dict[str, set[str]]:
    """Two stops at a place of their own, three minutes to an hour apart."""
    pair = luck.sample(agencies, 2)
    bound = luck.choice(_busiest(visits))
    stops = _at(visits, luck, bound, "x_weighbridge", pair, (3, 55))
    return {"|".join(("same_stop", "+".join(sorted(pair)), "", "x_weighbridge")): stops}


def _at(
    visits: Visits, luck: Random, bound: str, place: str, pair: list[str], gap: tuple[float, float]
) -> set[str]:
    share, found = luck.uniform(LEAST_SHARE, MOST_SHARE), set()
    for subject, rows in visits.items():
        spots = [at for at, row in enumerate(rows) if row["kind"] == "confirmed"]
        if rows[0]["place"] == bound and len(spots) > 2 and luck.random() < share:
            acts = (
                Act(f"x_stop_a_{place}", pair[0], 1, 2),
                Act(f"x_stop_b_{place}", pair[1], luck.uniform(*gap), 2),
            )
            _put(rows, luck.choice(spots[1:]), place, acts)
            found.add(subject)
    return found


def _keep_silent(luck: Random, visits: Visits, place: str) -> dict[str, set[str]]:
    """Let an agency write no outcome of some of its checks."""
    seen = sorted(
        {
            (row["agency"], row["step"])
            for rows in visits.values()
            for row in rows
            if row["kind"] == "confirmed" and row["place"] == place and row["looked_at"]
            and not row["step"].startswith("x_")
        }
    )  # fmt: skip
    agency, step = luck.choice(seen)
    share, found = luck.uniform(LEAST_SHARE, MOST_SHARE), set()
    for subject, rows in visits.items():
        silent = luck.random() < share
        for row in rows:
            if silent and (row["agency"], row["step"], row["place"]) == (agency, step, place):
                row["found"] = None
                found.add(subject)
    return {"|".join(("no_outcome", agency, "", place, step, step)): found}


def _decoys(luck: Random, visits: Visits, agencies: list[str]) -> None:
    """One agency that checks again, and stops more than an hour apart: no overlaps."""
    bound = luck.choice(_busiest(visits))
    _at(visits, luck, bound, "x_far_scale", luck.sample(agencies, 2), (63, 90))
    again = luck.choice(agencies)
    bit = int(Looked.WEIGHT)
    for rows in visits.values():
        weighed = any(row["looked_at"] & bit for row in rows)
        spots = [at for at, row in enumerate(rows) if row["kind"] == "confirmed"]
        if not weighed and len(spots) > 2 and luck.random() < 0.2:
            acts = Act("x_recheck", again, 0, 3, bit), Act("x_recheck", again, 90, 3, bit)
            _put(rows, luck.choice(spots[1:]), rows[0]["place"], acts)
