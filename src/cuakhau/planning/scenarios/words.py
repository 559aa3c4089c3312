"""A scenario in words, a line for each change."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cuakhau.planning.scenarios.names import name_post, name_step
from cuakhau.planning.scenarios.reading import find_scenario
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.scenario.types import (
    Beside,
    Change,
    Close,
    Dated,
    Demand,
    Drop,
    HoursChange,
    Merge,
    Pool,
    Quota,
    Reroute,
    Servers,
    ServiceChange,
    SlotsChange,
    YardChange,
)
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

EVERYWHERE = "*"
Name = Callable[[str], str]


def list_changes(zone: Zone, text: str, language: Language) -> list[str]:
    """Say each change of a scenario in a line; nothing for one that cannot be read."""
    scenario = find_scenario(text)
    if scenario is None:
        return []

    twin = find_twin(zone)
    posts = {post.id for post in twin.posts} if twin is not None else set()

    def name(row_id: str) -> str:
        if row_id == EVERYWHERE:
            return _("everywhere")
        if row_id in posts:
            return name_post(zone, twin, row_id, language)
        return name_step(zone, row_id, language)

    return [_say(change, name) + _days(change) for change in scenario.changes]


def _say(change: Change, name: Name) -> str:
    return SAID[type(change)](change, name)


def _servers(one: Any, name: Name) -> str:
    where = _where(one, name)
    if one.set is not None:
        number = ngettext("{n} officer or lane", "{n} officers or lanes", one.set)
        said = f"{where}: {number.format(n=one.set)}"
    else:
        said = _("{where}: {n} officers or lanes more").format(where=where, n=f"{one.add:+d}")
    return said + _span(one)


def _where(one: Any, name: Name) -> str:
    return " · ".join(name(part) for part in (one.post, one.place, one.step) if part)


def _close(one: Any, name: Name) -> str:
    sides = {"vn": _("Vietnamese side"), "cn": _("Chinese side"), "both": _("both sides")}
    place, side = name(one.place), sides[one.side]
    return _("{place} closed, {side}").format(place=place, side=side) + _span(one)


def _demand(one: Any, name: Name) -> str:
    about = [one.stream, *(name(p) for p in (one.goods, one.place, one.procedure) if p)]
    who = " · ".join(part for part in about if part) or _("all vehicles")
    return _("{who}: arrivals × {factor}").format(who=who, factor=f"{one.factor:g}")


def _merge(one: Any, name: Name) -> str:
    steps = " + ".join(name(step) for step in one.steps)
    if one.lasts == "sum":
        return _("at one stop, one after the other: {steps}").format(steps=steps)
    return _("merged: {steps}").format(steps=steps)


def _beside(one: Any, name: Name) -> str:
    steps = " + ".join(name(step) for step in one.steps)
    return _("at the same time: {steps}").format(steps=steps)


def _drop(one: Any, name: Name) -> str:
    if one.before_arrival:
        return _("{step}: before the arrival").format(step=name(one.step))
    return _("{step}: dropped").format(step=name(one.step))


def _pool(one: Any, name: Name) -> str:
    steps = " + ".join(name(step) for step in one.steps)
    return _("officers shared: {steps}").format(steps=steps)


def _yard(one: Any, name: Name) -> str:
    classes = ", ".join(name(kind) for kind in one.vehicle_classes)
    where = f"{name(one.id)} ({classes})" if classes else name(one.id)
    number = f"{one.set}" if one.set is not None else f"{one.add:+d}"
    return _("{yard}: {n} places").format(yard=where, n=number)


def _quota(one: Any, name: Name) -> str:
    where = _where(one, name)
    if one.per_day is not None:
        return _("{where}: at most {n} a day").format(where=where, n=one.per_day)
    return _("{where}: at most {n} an hour").format(where=where, n=one.per_hour)


def _hours(one: Any, name: Name) -> str:
    side = _("Vietnamese side") if one.side == "vn" else _("Chinese side")
    said = _("{place}, {side}: open {opens}–{closes}")
    return said.format(
        place=name(one.place), side=side, opens=f"{one.opens:%H:%M}", closes=f"{one.closes:%H:%M}"
    )


def _service(one: Any, name: Name) -> str:
    return _("{step}: takes × {factor}").format(step=name(one.step), factor=f"{one.factor:g}")


def _slots(one: Any, name: Name) -> str:
    about = [one.stream, *(name(p) for p in (one.goods, one.place, one.procedure) if p)]
    who = " · ".join(part for part in about if part) or _("all vehicles")
    return _("{who}: by booked slots of {n} minutes").format(who=who, n=one.slot_min)


def _reroute(one: Any, name: Name) -> str:
    return _("{place} goes to {to}").format(place=name(one.place), to=name(one.to))


def _span(one: Any) -> str:
    if one.opens is not None and one.closes is not None:
        return f", {one.opens:%H:%M}–{one.closes:%H:%M}"
    if one.opens is not None:
        return ", " + _("from {time}").format(time=f"{one.opens:%H:%M}")
    if one.closes is not None:
        return ", " + _("until {time}").format(time=f"{one.closes:%H:%M}")
    return ""


def _days(change: Change) -> str:
    if not isinstance(change, Dated):
        return ""
    days = [day.isoformat() for day in (change.first_day, change.last_day) if day is not None]
    return f" ({' – '.join(days)})" if days else ""


SAID: dict[type[Change], Callable[[Any, Name], str]] = {
    Servers: _servers,
    Close: _close,
    Demand: _demand,
    Merge: _merge,
    Beside: _beside,
    Drop: _drop,
    Pool: _pool,
    YardChange: _yard,
    Quota: _quota,
    HoursChange: _hours,
    ServiceChange: _service,
    SlotsChange: _slots,
    Reroute: _reroute,
}
