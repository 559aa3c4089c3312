"""The roster: translate, one call, translate back."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.models import Person
from cuakhau.accounts.rights import may, needs
from cuakhau.figures.format import format_day
from cuakhau.operations.desk.doors import name_of
from cuakhau.operations.shifts import doors
from cuakhau.operations.shifts.models import Duty
from cuakhau.operations.shifts.posts import acts as posts
from cuakhau.operations.shifts.refusals import not_so, s16_shift_is_a_stretch
from cuakhau.operations.shifts.roster import acts
from cuakhau.operations.shifts.roster.acts import Shift
from cuakhau.operations.shifts.roster.page import Day, build_roster, list_presets
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

TYPED = ("username", "place", "step", "since", "until")
CLOCK = re.compile(r"([01]?\d|2[0-3]):?([0-5]\d)")


@require_http_methods(["GET", "HEAD"])
@needs("see_roster")
def show_roster(request: Request, zone_name: str) -> HttpResponseBase:
    """Show who is on which post in which shift of a day."""
    zone = request.here.get_zone(zone_name)
    return show(request, zone, doors.choose_agency(request, zone, "see_roster"))


@require_POST
@needs("keep_roster")
def keep_roster(request: Request, zone_name: str) -> HttpResponseBase:
    """Write a shift, strike one, copy a day: for who leads the shifts of the agency."""
    zone = request.here.get_zone(zone_name)
    agency = doors.choose_agency(request, zone, "keep_roster")
    day = doors.read_day(request, zone)
    try:
        doors.require_lead(request, zone, agency)
        notice = _act(request, zone, agency, day)
    except Duty.DoesNotExist:
        raise Http404(request.POST.get("act", "")) from None
    except Refusal as refusal:
        return show(request, zone, agency, refusal=tell(refusal, language_of(request)))
    if notice:
        return show(request, zone, agency, notice=notice)
    return redirect(f"{reverse('shifts:roster', args=[zone.name])}?day={day}&agency={agency}")


def _act(request: Request, zone: Zone, agency: str, day: date) -> str:
    verb, _colon, key = request.POST.get("act", "").partition(":")
    signed = doors.sign(request, zone, agency, f"roster.{verb[:10]}.{key[:20]}")
    if verb == "strike":
        acts.strike(zone, int(key) if key.isdecimal() and len(key) < 12 else 0, signed)
        return ""
    if verb == "copy":
        before = doors.window_of_day(zone, day - doors.DAY)
        count = acts.copy_day(zone, before, 1, signed)
        text = ngettext("{count} shift was copied.", "{count} shifts were copied.", count)
        return text.format(count=count)
    acts.write(zone, _read(request, zone, day), signed)
    return ""


def _read(request: Request, zone: Zone, day: date) -> Shift:
    sent = request.POST
    since = _read_clock(zone, day, sent.get("since", ""))
    until = _read_clock(zone, day, sent.get("until", ""))
    return Shift(
        username=sent.get("username", ""),
        place=sent.get("place", "") or None,
        step=sent.get("step", "") or None,
        since=since,
        until=until if until > since else until + timedelta(days=1),
    )


def _read_clock(zone: Zone, day: date, typed: str) -> datetime:
    found = CLOCK.fullmatch(typed.strip())
    if found is None:
        raise not_so(s16_shift_is_a_stretch)
    here = ZoneInfo(zone.time_zone)
    return datetime.combine(day, time(int(found[1]), int(found[2])), here)


def show(
    request: Request,
    zone: Zone,
    agency: str,
    *,
    notice: str = "",
    refusal: dict[str, str] | None = None,
) -> HttpResponse:
    """Show the roster of an agency and the day that is asked for."""
    reader, day = doors.reader_of(request, zone), doors.read_day(request, zone)
    window = doors.window_of_day(zone, day)
    duties = acts.list_duties(zone.name, agency, window)
    known = Day(
        day=day,
        agency=agency,
        duties=duties,
        posts=posts.list_between(zone.name, agency, *window),
        names=doors.name_people(zone.name, agency),
    )
    keeps = doors.leads(request, agency) and may(request.user, "keep_roster", agency=agency)
    me = name_of(request)
    takes = may(request.user, "take_post", agency=agency)
    page = {
        **build_roster(reader, known),
        **_build_days(request, day, reader.language),
        "agency": agency,
        "agency_name": zone.name_of(agency, reader.language),
        "agencies": _list_agencies(request, zone, agency),
        "keeps": keeps,
        "takes": takes,
        "is_on_post": any(post.username == me and post.left_at is None for post in known.posts),
        "me": me,
        "notice": notice,
        "refusal": refusal,
        "typed": {name: request.POST.get(name, "") for name in TYPED},
    }
    if keeps or takes:
        page["places"] = doors.list_places(reader.zone, reader.language)
        page["steps"] = doors.list_steps(reader.zone, agency, reader.language)
    if keeps:
        page["people"] = _list_people(zone, agency)
        page["presets"] = list_presets([one for one in duties if one.since >= window[0]], reader)
    return doors.answer(request, zone, "roster", page, status=422 if refusal else 200)


def _build_days(request: Request, day: date, language: Any) -> dict[str, str]:
    return {
        "day": day.isoformat(),
        "day_name": format_day(day, language),
        "before": (day - doors.DAY).isoformat(),
        "after": (day + doors.DAY).isoformat(),
    }


def _list_people(zone: Zone, agency: str) -> list[tuple[str, str]]:
    people = Person.objects.filter(zone=zone.name, agency=agency, is_active=True)
    return list(people.order_by("full_name", "username").values_list("username", "full_name"))


def _list_agencies(request: Request, zone: Zone, current: str) -> list[dict[str, Any]]:
    """List the agencies whose roster this person may see, where there is more than one."""
    language = language_of(request)
    seen = [
        {"id": one.id, "name": zone.name_of(one.id, language), "is_current": one.id == current}
        for one in zone.agencies
        if may(request.user, "see_roster", agency=one.id, zone=zone.name)
    ]
    return seen if len(seen) > 1 else []
