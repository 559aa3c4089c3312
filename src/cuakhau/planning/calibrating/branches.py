"""Which ways vehicles go: optional steps, sent home, done again, the round trip."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy import special

from cuakhau.planning.calibrating.fitted import Fitted, Unknown
from cuakhau.planning.calibrating.seen import DAY_US, Seen
from cuakhau.simulation.twin.chances import Rework, Share, TurnedBack, TwoWay
from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Flags, Whole
from cuakhau.statistics.stays.visits import LEFT, TURNED_BACK
from cuakhau.zone.zone import Zone

UNLIKELY = 0.001
FEWEST = 30


@dataclass(slots=True)
class Branches:
    """Rows of a twin, and what was found out about them."""

    shares: list[Share] = field(default_factory=list)
    turned_back: list[TurnedBack] = field(default_factory=list)
    reworks: list[Rework] = field(default_factory=list)
    two_ways: list[TwoWay] = field(default_factory=list)
    rows: list[Fitted] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)


def fit_branches(seen: Seen) -> Branches:
    """Fit all branches that the log shows."""
    found = Branches()
    given = _given(seen)
    for procedure, mine in _by_procedure(seen):
        _fit_shares(seen, found, procedure, mine & (seen.stays.outcome == LEFT), given)
        _fit_turned_back(seen, found, procedure, mine)
        _fit_reworks(seen, found, procedure, mine, given)
        _fit_round_trip(seen, found, procedure, mine)
    return found


def find_bounds(hits: int, count: int) -> tuple[float, float]:
    """Give the bounds of a share with a confidence of 95 % (Wilson)."""
    z2 = 1.96**2
    middle = (hits + z2 / 2) / (count + z2)
    half = 1.96 / (count + z2) * (hits * (count - hits) / count + z2 / 4) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def _given(seen: Seen) -> Flags:
    """Which visit was given which step: (visits, steps)."""
    rows = seen.stays.rows
    given = np.zeros((len(seen.stays), len(rows.step.names)), bool)
    confirmed = rows.kind.are("confirmed") & (rows.step.codes != NO_WORD)
    given[rows.visit[confirmed], rows.step.codes[confirmed]] = True
    return given


def _by_procedure(seen: Seen) -> Iterator[tuple[str, Flags]]:
    words = seen.stays.procedure
    for code in np.unique(words.codes[seen.counted]).tolist():
        yield words.names[code], seen.counted & (words.codes == code)


def _dated(seen: Seen) -> Zone:
    return seen.zone.at(seen.first_day)


def _fit_shares(seen: Seen, found: Branches, procedure: str, left: Flags, given: Flags) -> None:
    row = _dated(seen).procedure_by_id.get(procedure)
    names = seen.stays.rows.step.names
    count = int(left.sum())
    if row is None or not count:
        return
    asked = [one.step for one in row.steps if one.optional and one.step not in seen.secret]
    for step in asked:
        has = given[:, names.index(step)] if step in names else np.zeros(len(left), bool)
        found.shares.append(_share(found, step, procedure, None, has[left]))
        for goods in _differing_goods(seen, left, has):
            words = seen.stays.goods
            of = left & (words.codes == words.names.index(goods))
            found.shares.append(_share(found, step, procedure, goods, has[of]))


def _share(found: Branches, step: str, procedure: str, goods: str | None, has: Flags) -> Share:
    hits, count = int(has.sum()), len(has)
    low, high = find_bounds(hits, count)
    name = ":".join(part for part in (step, procedure, goods) if part)
    found.rows.append(
        Fitted(table="share", name=name, measure="share", value=hits / count, low=low, high=high,
               count=count)
    )  # fmt: skip
    return Share(
        step=step, share=round(hits / count, 5), procedure=procedure, goods=goods, basis="fitted"
    )


def _differing_goods(seen: Seen, left: Flags, has: Flags) -> list[str]:
    """Name the goods, where they are asked of a step in shares that chance does not explain."""
    words = seen.stays.goods
    codes, counts = np.unique(words.codes[left & (words.codes != NO_WORD)], return_counts=True)
    if len(codes) < 2:
        return []
    hits = np.array([int(has[left & (words.codes == code)].sum()) for code in codes])
    whole = hits.sum() / counts.sum()
    expected = np.maximum(counts * whole * (1 - whole), 1e-9)
    distance = float(((hits - counts * whole) ** 2 / expected).sum())
    if special.chdtrc(len(codes) - 1, distance) > UNLIKELY:
        return []
    return [words.names[code] for code, n in zip(codes, counts, strict=True) if n >= FEWEST]


def _fit_turned_back(seen: Seen, found: Branches, procedure: str, mine: Flags) -> None:
    """Share of those that were given a step last before they were sent home."""
    stays, rows = seen.stays, seen.stays.rows
    gone = np.flatnonzero(mine & (stays.outcome == TURNED_BACK))
    last = _last_step(seen)
    at_once = int((last[gone] == NO_WORD).sum())
    if at_once:
        found.unknown.append(Unknown("patience", {"count": at_once}))
    agency = np.full(len(stays), NO_WORD)
    sent = rows.kind.are("turned_back")
    agency[rows.visit[sent]] = rows.agency.codes[sent]
    given = _given(seen)
    codes, counts = np.unique(last[gone][last[gone] != NO_WORD], return_counts=True)
    for code, hits in zip(codes.tolist(), counts.tolist(), strict=True):
        step = rows.step.names[code]
        asked = int((mine & given[:, code]).sum())
        said = agency[gone][(last[gone] == code) & (agency[gone] != NO_WORD)]
        low, high = find_bounds(hits, asked)
        who = rows.agency.names[np.bincount(said).argmax()] if len(said) else ""
        found.turned_back.append(
            TurnedBack(step=step, share=round(hits / asked, 6), procedure=procedure,
                       agency=who or _agency(seen, step), basis="fitted")
        )  # fmt: skip
        found.rows.append(
            Fitted(table="turned_back", name=f"{step}:{procedure}", measure="share",
                   value=hits / asked, low=low, high=high, count=asked)
        )  # fmt: skip


def _agency(seen: Seen, step: str) -> str:
    row = _dated(seen).step_by_id.get(step)
    return row.agencies[0] if row is not None and row.agencies else ""


def _last_step(seen: Seen) -> Whole:
    rows = seen.stays.rows
    told = rows.kind.are("confirmed") & ~rows.step.are(*seen.secret)
    confirmed = np.flatnonzero(told & (rows.step.codes != NO_WORD))
    order = confirmed[np.lexsort((rows.at_us[confirmed], rows.visit[confirmed]))]
    last = np.full(len(seen.stays), NO_WORD, np.int64)
    last[rows.visit[order]] = rows.step.codes[order]
    return last


def _fit_reworks(seen: Seen, found: Branches, procedure: str, mine: Flags, given: Flags) -> None:
    """A correction asked for at a step, and the time until the step was begun again."""
    rows = seen.stays.rows
    asked = np.flatnonzero(rows.kind.are("correction_asked") & mine[rows.visit])
    for code in np.unique(rows.step.codes[asked]).tolist():
        if code == NO_WORD:
            continue
        step = rows.step.names[code]
        failed = asked[rows.step.codes[asked] == code]
        count = int((mine & given[:, code]).sum())
        hits = len(np.unique(rows.visit[failed]))
        gaps = _gaps_s(seen, failed, code)
        usual = _usual_wait_s(seen, code)
        wait_s = max(float(gaps.mean()) - usual, 0.0) if len(gaps) else 0.0
        cv = float(gaps.std() / gaps.mean()) if len(gaps) > 1 else 1.0
        low, high = find_bounds(min(hits, count), max(count, 1))
        found.reworks.append(
            Rework(step=step, share=round(min(hits / max(count, 1), 1.0), 5), procedure=procedure,
                   wait_s=round(wait_s, 1), cv=round(cv, 3), basis="fitted")
        )  # fmt: skip
        name = f"{step}:{procedure}"
        found.rows += [
            Fitted(table="rework", name=name, measure="share", value=hits / max(count, 1), low=low,
                   high=high, count=count),
            Fitted(table="rework", name=name, measure="wait_s", value=wait_s, count=len(gaps)),
        ]  # fmt: skip
        found.unknown.append(Unknown("rework_wait", {"step": step}))


def _gaps_s(seen: Seen, failed: Whole, code: int) -> np.ndarray:
    """Seconds from each failed check to the next start of the step by the same vehicle.

    Only those of the same day: over a night one waits for the officers, not for the papers.
    """
    rows, services = seen.stays.rows, seen.stays.services
    of = np.flatnonzero(services.step.codes == code)
    starts: dict[int, list[int]] = {}
    for visit, started_us in zip(
        services.visit[of].tolist(), services.started_us[of].tolist(), strict=True
    ):
        starts.setdefault(visit, []).append(started_us)
    gaps = []
    for visit, at_us in zip(rows.visit[failed].tolist(), rows.at_us[failed].tolist(), strict=True):
        later = [one for one in starts.get(visit, ()) if one >= at_us]
        if later and _day(seen, min(later)) == _day(seen, at_us):
            gaps.append((min(later) - at_us) / 1e6)
    return np.array(gaps)


def _day(seen: Seen, at_us: int) -> int:
    return (at_us - seen.midnight_us) // DAY_US


def _usual_wait_s(seen: Seen, code: int) -> float:
    services = seen.stays.services
    idle = services.idle_us[services.step.codes == code]
    return float(np.median(idle)) / 1e6 if len(idle) else 0.0


def _fit_round_trip(seen: Seen, found: Branches, procedure: str, mine: Flags) -> None:
    rows = seen.stays.rows
    out, back = (np.full(len(seen.stays), UNKNOWN_US) for _ in range(2))
    for kind, times in (("crossed", out), ("returned", back)):
        of = rows.kind.are(kind)
        times[rows.visit[of]] = rows.at_us[of]
    both = mine & (out != UNKNOWN_US) & (back > out)
    if both.sum() < FEWEST:
        return
    hours = (back - out)[both] / 3.6e9
    mean, spread = float(hours.mean()), float(hours.std())
    found.two_ways.append(
        TwoWay(procedure=procedure, stay_h=round(mean, 4), cv=round(spread / mean, 4),
               basis="fitted")
    )  # fmt: skip
    error = 1.96 * spread / len(hours) ** 0.5
    found.rows.append(
        Fitted(table="two_way", name=procedure, measure="stay_h", value=mean, low=mean - error,
               high=mean + error, count=len(hours))
    )  # fmt: skip
