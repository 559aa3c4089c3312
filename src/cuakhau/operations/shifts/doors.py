"""Who stands before a page of the shifts: agency, signature, names, as all of them need them."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cuakhau.accounts.models import Person
from cuakhau.accounts.rights import LANGUAGES, may, require
from cuakhau.movement.times import local_time
from cuakhau.operations.centre.gates.page import Reader
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.desk.doors import agency_of, name_of
from cuakhau.operations.desk.worklist.page import name_step
from cuakhau.operations.shifts.refusals import (
    not_so,
    s12_post_is_known,
    s15_lead_writes_the_roster,
)
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

DAY = timedelta(days=1)


def choose_agency(request: Request, zone: Zone, act: str) -> str:
    """Give the agency that a page is asked for, else one's own. Raises A21, A22 or A23."""
    asked = request.GET.get("agency", "") or agency_of(request) or ""
    agency = asked if asked in zone.agency_by_id else agency_of(request)
    if agency is None and may(request.user, act, zone=zone.name) and zone.agencies:
        agency = zone.agencies[0].id
    require(request.user, act, agency=agency, zone=zone.name)
    return agency or ""


def own_agency(request: Request, zone: Zone, act: str) -> str:
    """Give one's own agency, for whatever is done in its name. Raises A21, A22 or A23."""
    agency = agency_of(request)
    require(request.user, act, agency=agency, zone=zone.name)
    return agency or ""


def leads(request: Request, agency: str) -> bool:
    """Tell whether this person leads the shifts of an agency."""
    person = request.user
    return bool(getattr(person, "leads_agency", False)) and agency_of(request) == agency


def require_lead(request: Request, zone: Zone, agency: str) -> None:
    """Raise S15 where this person does not lead the shifts of the agency."""
    if not leads(request, agency):
        raise not_so(s15_lead_writes_the_roster, agency=name_for_rule(zone, agency))


def sign(request: Request, zone: Zone, agency: str, mark: str) -> Signed:
    """Say who acts, for which agency, now. One nonce for each form."""
    nonce = f"shift.{request.POST.get('nonce', '')[:40]}.{mark}"
    return Signed(name_of(request), agency, request.here.now(zone.name), nonce)


def reader_of(request: Request, zone: Zone) -> Reader:
    """Give for whom a page is written: the zone of the day, now, in the reader's language."""
    now = local_time(zone, micros(request.here.now(zone.name)))
    return Reader(zone.at(now.date()), micros(now), language_of(request))


def name_for_rule(zone: Zone, row_id: str) -> Named:
    """Give a row of the zone its names, for a refusal."""
    return Named(row_id, {code: zone.name_of(row_id, code) for code in LANGUAGES})


def name_people(zone_name: str, agency: str) -> dict[str, str]:
    """Give the full names of all people of an agency, those who have left too."""
    people = Person.objects.filter(zone=zone_name, agency=agency)
    return dict(people.values_list("username", "full_name"))


def name_officers(zone_name: str) -> dict[str, str]:
    """Give the full names of the officers of all agencies of a zone."""
    people = Person.objects.filter(zone=zone_name, firm=None)
    return dict(people.values_list("username", "full_name"))


def tell_spot(zone: Zone, agency: str, spot: tuple[str | None, str | None], to: Language) -> str:
    """Name a post: its place and, where one was chosen, its step."""
    place, step = spot
    names = [zone.name_of(place, to)] if place else []
    if step:
        names.append(name_step(zone, step, agency, to))
    return " · ".join(names) or _("anywhere in the zone")


def check_spot(zone: Zone, agency: str, place: str | None, step: str | None) -> None:
    """Refuse a place that the zone lacks, or a step that the agency does not give: S12."""
    known = zone.step_by_id.get(step or "")
    is_step = step is None or (known is not None and agency in known.agencies and not known.secret)
    if not is_step or (place is not None and place not in zone.places):
        raise not_so(s12_post_is_known)


def list_places(zone: Zone, language: Language) -> list[tuple[str, str]]:
    """List gates with their routes and lanes, then yards, to choose from."""
    return [(one, zone.name_of(one, language)) for one in zone.places]


def list_steps(zone: Zone, agency: str, language: Language) -> list[tuple[str, str]]:
    """List the steps that an agency gives and everybody may know of."""
    own = [step.id for step in zone.steps if agency in step.agencies and not step.secret]
    return [(step, name_step(zone, step, agency, language)) for step in own]


def read_day(request: Request, zone: Zone) -> date:
    """Read the day that is asked for; today where it is none."""
    today = local_time(zone, micros(request.here.now(zone.name))).date()
    try:
        day = date.fromisoformat((request.POST or request.GET).get("day", ""))
    except ValueError:
        return today
    return day if abs((day - today).days) < 3_660 else today


def window_of_day(zone: Zone, day: date) -> tuple[datetime, datetime]:
    """Give the midnights between which a day of the zone lies."""
    here = ZoneInfo(zone.time_zone)
    return datetime.combine(day, time(), here), datetime.combine(day + DAY, time(), here)


def answer(
    request: Request, zone: Zone, name: str, page: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page of the shifts."""
    context = {
        "page": {**page, "zone": zone.name},
        "nonce": secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
    }
    made = render(request, f"shifts/{name}.html", context, status=status)
    made.headers["Cache-Control"] = "no-store"
    return made
