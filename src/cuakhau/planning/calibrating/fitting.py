"""A log → a twin: what it tells is fitted, what it does not is kept as it was and said."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from cuakhau.movement.log import EventLog
from cuakhau.planning.calibrating.branches import Branches, fit_branches
from cuakhau.planning.calibrating.coming import Coming, fit_arrivals, name_of, plain_streams
from cuakhau.planning.calibrating.fitted import Fit, Fitted, Unknown
from cuakhau.planning.calibrating.lasting import Lasting, fit_services
from cuakhau.planning.calibrating.partners import fit_transloadings, list_links
from cuakhau.planning.calibrating.posts import Posts, fit_officers, plain_hours, plain_posts
from cuakhau.planning.calibrating.seen import Seen, see
from cuakhau.planning.experiments.replicate import UNWATCHED, Stopped, Watch
from cuakhau.simulation.twin.chances import Share, Transloading
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Automatic, YardPlaces
from cuakhau.statistics.stays import count_in_yards, quarters
from cuakhau.statistics.stays.rows import NO_WORD
from cuakhau.zone.zone import Zone

SOURCE = "log"
PARTS = 6  # of a fit
T = TypeVar("T")


def fit(zone: Zone, log: EventLog, base: Twin | None = None, *, watch: Watch = UNWATCHED) -> Fit:
    """Fit a twin to a log. What the log cannot tell is taken from `base`, the twin as it is.

    Without `base` each agency and step is a post of its own. Raises `FitRefused` P61, and `Stopped`
    where the watch says stop.
    """
    told = _Told(watch)
    seen = told.of(see, zone, log)
    before = base.during(seen.first_day, seen.days) if base is not None else _plain(seen, log)
    coming = told.of(fit_arrivals, seen, before)
    lasting = told.of(fit_services, seen, before)
    branches = told.of(fit_branches, seen)
    transloadings, of_partners = told.of(fit_transloadings, seen, log, before)
    posts = told.of(fit_officers, seen, before)
    yards, yard_rows, small = _fit_yards(seen, before)
    unknown = [*coming.unknown, *lasting.unknown, *branches.unknown, *posts.unknown, *small]
    if base is None:
        unknown.append(Unknown("post_steps", {}))
    made = _join(before, seen, (coming, lasting, branches, posts))
    return Fit(
        zone=zone.name,
        zone_version=zone.version,
        first_day=seen.first_day,
        days=seen.days,
        visits=int(seen.counted.sum()),
        rows=(*coming.rows, *lasting.rows, *branches.rows, *of_partners, *posts.rows, *yard_rows),
        streams=coming.fits,
        services=lasting.fits,
        posts=posts.fits,
        unknown=_once(unknown),
        twin=replace(
            made,
            yard_places=yards,
            transloadings=_replaced(before.transloadings, transloadings, "giving"),
        ),
    )


class _Told:
    """Tells the watch of each part that is fitted."""

    def __init__(self, watch: Watch) -> None:
        self.watch, self.done = watch, 0

    def of(self, act: Callable[..., T], *about: Any) -> T:
        if self.watch.stop():
            raise Stopped({}, PARTS)
        made = act(*about)
        self.done += 1
        self.watch.told(self.done, PARTS)
        return made


def _plain(seen: Seen, log: EventLog) -> Twin:
    """Give a twin of what came, who gave which step, and which steps take no time."""
    automatic = tuple(_list_automatic(seen))
    posts = plain_posts(seen, {row.step for row in automatic} | seen.secret)
    return Twin(
        zone=seen.zone.name,
        streams=plain_streams(seen),
        posts=posts,
        assumed_hours=tuple(plain_hours(seen, posts)),
        automatic=automatic,
        transloadings=tuple(_list_transloadings(seen, log)),
    )


def _list_transloadings(seen: Seen, log: EventLog) -> Iterator[Transloading]:
    """Each kind that gives, with the kind that it gives to most."""
    kinds = Counter(
        (int(seen.kind_of[giver]), int(seen.kind_of[other]))
        for giver, other in list_links(seen, log)
        if seen.counted[giver] and seen.counted[other]
    )
    given, taken = set[int](), set[int]()
    for (giving, receiving), _ in kinds.most_common():
        if giving not in given | taken and receiving not in given | taken:
            names = (name_of(seen.kinds[kind]) for kind in (giving, receiving))
            yield Transloading(giving=next(names), receiving=next(names), basis="fitted")
            given.add(giving)
            taken.add(receiving)


def _list_automatic(seen: Seen) -> Iterator[Automatic]:
    rows = seen.stays.rows
    given = rows.kind.are("confirmed") & (rows.step.codes != NO_WORD)
    timed = set(np.unique(seen.stays.services.step.codes).tolist())
    for code in np.unique(rows.step.codes[given]).tolist():
        mine = given & (rows.step.codes == code) & (rows.agency.codes != NO_WORD)
        if code in timed or not rows.is_simulated[mine].all() or not mine.any():
            continue
        agency = rows.agency.names[np.bincount(rows.agency.codes[mine]).argmax()]
        yield Automatic(step=rows.step.names[code], agency=agency, basis="fitted")


def _join(base: Twin, seen: Seen, parts: tuple[Coming, Lasting, Branches, Posts]) -> Twin:
    coming, lasting, branches, posts = parts
    known = lasting.steps()
    came = {fit.stream.id for fit in coming.fits}
    follows = {one.receiving for one in base.transloadings}
    profiles = {fit.profile.id: fit.profile for fit in coming.fits}
    quiet = [s for s in base.streams if s.id not in came]
    kept = {stream.profile for stream in quiet}
    procedures = {fit.stream.procedure for fit in coming.fits}
    return replace(
        base,
        profiles=(*(p for p in base.profiles if p.id in kept), *profiles.values()),
        streams=(
            *(fit.stream for fit in coming.fits),
            *(replace(s, per_day=0.0, basis="fitted") for s in quiet if s.id not in follows),
            *(s for s in quiet if s.id in follows),
        ),
        services=(*(s for s in base.services if s.step not in known), *lasting.services()),
        channels=tuple(c for c in base.channels if c.step not in known),
        shares=(*_other_shares(base, branches), *branches.shares),
        turned_back=(
            *(t for t in base.turned_back if t.procedure and t.procedure not in procedures),
            *branches.turned_back,
        ),
        reworks=(
            *(r for r in base.reworks if r.procedure and r.procedure not in procedures),
            *branches.reworks,
        ),
        two_ways=_replaced(base.two_ways, branches.two_ways, "procedure"),
        posts=posts.posts,
    )


def _other_shares(base: Twin, branches: Branches) -> Iterator[Share]:
    """Keep what was assumed of steps and procedures that the log does not show."""
    fitted = {(share.step, share.procedure) for share in branches.shares}
    steps = {share.step for share in branches.shares}
    for share in base.shares:
        if share.procedure is None and share.step in steps:
            continue
        if (share.step, share.procedure) not in fitted:
            yield share


def _replaced(before: Iterable[object], now: Iterable[object], key: str) -> tuple:  # type: ignore[type-arg]
    new = {getattr(row, key): row for row in now}
    old = [row for row in before if getattr(row, key) not in new]
    return (*old, *new.values())


def _fit_yards(
    seen: Seen, base: Twin
) -> tuple[tuple[YardPlaces, ...], list[Fitted], list[Unknown]]:
    """A yard has at least as many places as vehicles stood in it; more is not in a log."""
    end_us = seen.midnight_us + seen.days * 86_400_000_000
    most = {
        yard: int(taken.max())
        for yard, taken in count_in_yards(seen.stays, quarters(seen.midnight_us, end_us)).items()
    }
    rows = [
        Fitted(table="yard_places", name=yard, measure="places", value=places, low=places,
               is_bound=True)
        for yard, places in most.items()
    ]  # fmt: skip
    unknown = [Unknown("yard_places", {"yard": yard, "places": n}) for yard, n in most.items()]
    return base.yard_places, rows, unknown


def _once(unknown: Iterable[Unknown]) -> tuple[Unknown, ...]:
    found = {(one.key, tuple(one.facts.items())): one for one in unknown}
    return tuple(found.values())
