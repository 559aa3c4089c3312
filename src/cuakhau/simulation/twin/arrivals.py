"""When the vehicles of a stream come: by chance over the hours of the week, or by booked slots."""

from datetime import date
from math import prod

from cuakhau.simulation.network.types import Arrivals, Draw, Following, Poisson, Slots
from cuakhau.simulation.twin.chances import Transloading
from cuakhau.simulation.twin.goods import list_kinds
from cuakhau.simulation.twin.types import Profile, Stream
from cuakhau.simulation.twin.window import HOUR_US, MIDNIGHT, Window
from cuakhau.zone.hours import ANY, line_of
from cuakhau.zone.zone import Zone

_EVEN = Profile(id="", hours=(1.0,) * 24)
_MINUTE_US = 60_000_000


def make_arrivals(window: Window, stream: Stream) -> Arrivals:
    """Say how the vehicles of a stream come; the receivers of a transloading follow its givers."""
    for one in window.twin.transloadings:
        if one.receiving == stream.id:
            return Following(flow=one.giving, after=_after(one))
    profile = next((p for p in window.twin.profiles if p.id == stream.profile), _EVEN)
    factors = [_factor(window, stream, profile, day) for day in window.list_days()]
    if stream.booked:
        return _slots(window, stream, profile, factors)
    return Poisson(per_hour=_per_hour(window, stream, profile), day_factor=tuple(factors))


def _after(one: Transloading) -> Draw:
    mean_us = round(one.after_h * HOUR_US)
    return Draw(kind="lognormal" if mean_us else "fixed", mean_us=mean_us, cv=one.cv)


def _per_hour(window: Window, stream: Stream, profile: Profile) -> tuple[float, ...]:
    """Give the hours of a week, from the weekday on which the run starts."""
    first = window.first_day.isoweekday() - 1
    total = sum(profile.hours)
    days = [profile.weekdays[(first + n) % 7] / sum(profile.weekdays) * 7 for n in range(7)]
    return tuple(stream.per_day * day * hour / total for day in days for hour in profile.hours)


def _factor(window: Window, stream: Stream, profile: Profile, day: date) -> float:
    if not stream.holds_on(day) or is_shut_to(window.zone.at(day), stream, day):
        return 0.0
    surges = [s.factor for s in window.twin.surges if s.stream == stream.id and s.holds_on(day)]
    return prod(surges) * profile.months[day.month - 1] / sum(profile.months) * 12


def is_shut_to(dated: Zone, stream: Stream, day: date) -> bool:
    """Tell whether a closure of the whole day keeps vehicles of this kind from coming."""
    procedure = dated.procedure_by_id.get(stream.procedure)
    line, kinds = (ANY, *line_of(dated, stream.place)), list_kinds(dated, stream.goods)
    for one in dated.closures:
        of_some = one.goods is not None or one.direction != "both"
        if not of_some or one.daily_from is not None or one.place not in line:
            continue
        direction = procedure.direction if procedure else "none"
        if one.direction in ("both", direction) and (one.goods is None or one.goods in kinds):
            return True
    return False


def _slots(window: Window, stream: Stream, profile: Profile, factors: list[float]) -> Slots:
    """Book as many a day as come on average, as many in each slot as its hour asks for."""
    per_hour, booked, owed = _per_hour(window, stream, profile), list[int](), 0.0
    for number, day in enumerate(window.list_days()):
        begin_us = window.us(day, MIDNIGHT, "vn")
        for minute in range(0, 24 * 60, stream.slot_min):
            hour = number % 7 * 24 + minute // 60
            owed += per_hour[hour] * factors[number] * stream.slot_min / 60
            booked += [begin_us + minute * _MINUTE_US] * int(owed)
            owed -= int(owed)
    return Slots(
        at_us=tuple(booked),
        spread_us=round(stream.spread_min * _MINUTE_US),
        no_show=stream.no_show,
    )
