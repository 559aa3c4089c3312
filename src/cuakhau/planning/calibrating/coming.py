"""How vehicles come: a level, a profile of hours and weekdays, and how much days vary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from cuakhau.planning.calibrating.fitted import Fitted, StreamFit, Unknown
from cuakhau.planning.calibrating.seen import Kind, Seen, is_kind_of, list_sizes
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Profile, Stream
from cuakhau.statistics.stays.rows import NO_WORD

ENOUGH_DAYS = 14  # to tell one weekday from another
ALONE = 400  # arrivals from which a stream has a profile of its own
UNLIKELY = 0.01
VARIED = 1.5
YEAR = 365


@dataclass(frozen=True, slots=True)
class Coming:
    """Streams with their profiles, and what was found out about them."""

    fits: tuple[StreamFit, ...]
    rows: tuple[Fitted, ...]
    unknown: tuple[Unknown, ...]


def fit_arrivals(seen: Seen, base: Twin) -> Coming:
    """Fit each stream that came. A stream of `base` of the same kind keeps its name and yards."""
    groups: dict[str, list[tuple[int, Kind, int]]] = {}
    for number, kind, count in list_sizes(seen):
        stream = find_stream(base, kind)
        shared = (stream.profile or stream.id) if stream else f"{kind.procedure}:{kind.place}"
        own = stream.id if stream else name_of(kind)
        name = own if count >= ALONE else shared
        groups.setdefault(name, []).append((number, kind, count))
    fits: list[StreamFit] = []
    for name, members in groups.items():
        profile = _fit_profile(seen, f"seen:{name}", [number for number, _, _ in members])
        fits += [_fit_stream(seen, base, profile, member) for member in members]
    follows = {one.receiving for one in base.transloadings}
    rows = [row for fit in fits if fit.stream.id not in follows for row in _rows(seen, fit)]
    return Coming(tuple(fits), tuple(rows), tuple(_unknown(seen, base, fits)))


def find_stream(base: Twin, kind: Kind) -> Stream | None:
    """Find the stream of a twin that a kind of vehicle belongs to."""
    return next((stream for stream in base.streams if is_kind_of(kind, stream)), None)


def plain_streams(seen: Seen) -> tuple[Stream, ...]:
    """Make a stream of each kind of vehicle, with the yards in which they stood."""
    return tuple(
        Stream(
            id=name_of(kind), procedure=kind.procedure, place=kind.place, goods=kind.goods,
            vehicle_class=kind.vehicle_class, per_day=0.0, basis="fitted",
            yards=_list_yards(seen, seen.counted & (seen.kind_of == number)),
        )
        for number, kind, _ in list_sizes(seen)
    )  # fmt: skip


def name_of(kind: Kind) -> str:
    """Name a kind of vehicle by what it is."""
    told = (kind.procedure, kind.place, kind.goods, kind.vehicle_class)
    return ":".join(part for part in told if part)


def _fit_profile(seen: Seen, name: str, numbers: Sequence[int]) -> Profile:
    """Weights of hours and weekdays. Half a vehicle is added to each hour, so none is impossible
    because nobody happened to come, unless nobody came from an hour before to an hour after.
    """
    hour = seen.hour[seen.counted & np.isin(seen.kind_of, numbers)]
    by_hour = np.bincount(hour % 24, minlength=24).astype(float)
    around = by_hour + np.roll(by_hour, 1) + np.roll(by_hour, -1)
    by_hour = np.where(around > 0, by_hour + 0.5, 0.0)
    return Profile(
        id=name,
        hours=tuple(round(float(w), 4) for w in by_hour / by_hour.sum() * 24),
        weekdays=_fit_weekdays(seen, hour // 24),
        basis="fitted",
    )


def _fit_weekdays(seen: Seen, day: np.ndarray) -> tuple[float, ...]:
    """Weights of the weekdays; all the same where chance explains how they differ."""
    flat = (1.0,) * 7
    if seen.days < ENOUGH_DAYS:
        return flat
    per_day = np.bincount(day, minlength=seen.days)
    weekday = (seen.first_day.weekday() + np.arange(seen.days)) % 7
    of_each = np.bincount(weekday, minlength=7)
    seen_sums = np.bincount(weekday, weights=per_day, minlength=7)
    expected = len(day) * of_each / seen.days
    distance = float(((seen_sums - expected) ** 2 / np.maximum(expected, 1e-9)).sum())
    rates = seen_sums / of_each
    within = float(((per_day - rates[weekday]) ** 2).sum()) / max(seen.days - 7, 1)
    varies = max(within / max(float(per_day.mean()), 1e-9), 1.0)
    if special.chdtrc(6, distance / varies) > UNLIKELY:
        return flat
    return tuple(round(float(rate), 4) for rate in rates / rates.mean())


def _fit_stream(
    seen: Seen, base: Twin, profile: Profile, member: tuple[int, Kind, int]
) -> StreamFit:
    number, kind, count = member
    known = find_stream(base, kind)
    mine = seen.counted & (seen.kind_of == number)
    weekday = (seen.first_day.weekday() + np.arange(seen.days)) % 7
    weight = np.array(profile.weekdays)[weekday] / np.mean(profile.weekdays)
    per_day = count / float(weight.sum())
    by_day = np.bincount(seen.day[mine], minlength=seen.days)
    expected = per_day * weight
    free = seen.days - 1
    spread = float(((by_day - expected) ** 2 / np.maximum(expected, 1e-9)).sum()) / max(free, 1)
    by_hour = np.bincount(seen.hour[mine] % 24, minlength=24) / seen.days
    hours = np.array(profile.hours)
    stream = known or Stream(
        id=name_of(kind), procedure=kind.procedure, place=kind.place, goods=kind.goods,
        vehicle_class=kind.vehicle_class, per_day=0.0, yards=_list_yards(seen, mine),
    )  # fmt: skip
    follows = {one.receiving for one in base.transloadings}
    comes = 0.0 if stream.id in follows else per_day / (1.0 - stream.no_show)
    return StreamFit(
        stream=replace(stream, per_day=round(comes, 3), profile=profile.id, basis="fitted"),
        profile=profile,
        count=count,
        dispersion=spread if free >= 6 else None,
        seen_per_hour=tuple(float(n) for n in by_hour),
        fitted_per_hour=tuple(float(n) for n in per_day * hours / hours.sum()),
    )


def _list_yards(seen: Seen, mine: np.ndarray) -> tuple[str, ...]:
    """List the yards in which vehicles stood, the most used first."""
    rows = seen.stays.rows
    yards = {yard.id for yard in seen.zone.yards}
    here = mine[rows.visit] & rows.kind.are("confirmed", "moved") & rows.place.are(*yards)
    counts = np.bincount(rows.place.codes[here], minlength=len(rows.place.names))
    order = np.argsort(-counts, kind="stable")
    return tuple(rows.place.names[at] for at in order.tolist() if at != NO_WORD and counts[at])


def _rows(seen: Seen, fit: StreamFit) -> Iterator[Fitted]:
    per_day, spread = fit.stream.per_day, max(fit.dispersion or 1.0, 1.0)
    error = 1.96 * (fit.count * spread) ** 0.5 / seen.days
    yield Fitted(
        table="stream", name=fit.stream.id, measure="per_day", value=per_day,
        low=max(per_day - error, 0.0), high=per_day + error, count=fit.count,
    )  # fmt: skip
    if fit.dispersion is not None:
        yield Fitted(
            table="stream", name=fit.stream.id, measure="dispersion", value=fit.dispersion,
            count=seen.days,
        )  # fmt: skip


def _unknown(seen: Seen, base: Twin, fits: Sequence[StreamFit]) -> Iterator[Unknown]:
    if not seen.stays.rows.is_simulated.all():
        yield Unknown("before_gate", {})
    if seen.days < ENOUGH_DAYS:
        yield Unknown("weekdays", {"days": seen.days})
    if seen.days < YEAR:
        yield Unknown("seasons", {"days": seen.days})
    yield Unknown("priority", {})
    follows = {one.receiving for one in base.transloadings}
    for fit in (fit for fit in fits if fit.stream.id not in follows):
        if fit.stream.booked:
            yield Unknown("no_shows", {"stream": fit.stream.id})
        elif (fit.dispersion or 0) > VARIED and special.chdtrc(
            seen.days - 1, (fit.dispersion or 0) * (seen.days - 1)
        ) < UNLIKELY:
            yield Unknown("varied", {"stream": fit.stream.id, "times": fit.dispersion})
