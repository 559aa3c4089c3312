"""The administration of people: list, add, close, reset, badge."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.models import Person
from cuakhau.accounts.people import booth, reaching, register, second_factor
from cuakhau.accounts.people.failing import forgive
from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.accounts.rights import needs, require
from cuakhau.accounts.units import list_units, name_unit
from cuakhau.people import session
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@never_cache
@require_safe
@needs("manage_people")
def list_people(request: Request) -> HttpResponse:
    """List the people of one's zone."""
    language = language_of(request)
    zone = request.here.get_zone(session.get_person(request).zone)
    rows = [_row(zone, person, language) for person in register.list_people(zone.name)]
    return render(request, "people/list.html", {"people": rows, "zone": zone.name})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("manage_people")
def add_person(request: Request) -> HttpResponse:
    """Make an account and show its first password, this once."""
    me, language = session.get_person(request), language_of(request)
    zone = request.here.get_zone(me.zone)
    words: dict[str, Any] = {
        "typed": request.POST,
        "roles": [{"id": role.id, "name": role.name(language)} for role in ROLES.values()],
        "agencies": [
            {"id": row.id, "name": zone.name_of(row.id, language)} for row in zone.agencies
        ],
    }
    if request.method == "POST":
        try:
            return _add(request, me)
        except NotLetIn as refused:
            words["refused"] = tell(refused, language)
    status = 422 if "refused" in words else 200
    return render(request, "people/add.html", words, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("manage_people")
def show_person(request: Request, username: str) -> HttpResponse:
    """Show an account, and close it, reset it or give it a badge."""
    me, language = session.get_person(request), language_of(request)
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise Http404(username)
    require(me, "manage_people", zone=person.zone)
    words: dict[str, Any] = {}
    if request.method == "POST":
        try:
            words |= _act(request, me, person)
        except NotLetIn as refused:
            words["refused"] = tell(refused, language)
        person.refresh_from_db()
    words |= {
        "row": _row(request.here.get_zone(me.zone), person, language),
        "changes": _changes(username),
        "yes_no": _yes_no(),
        "has_phone": second_factor.has_one(person),
        "units": _list_units(request.here.get_zone(me.zone), language),
    }
    return render(request, "people/person.html", words, status=422 if "refused" in words else 200)


def _add(request: Request, me: Person) -> HttpResponse:
    typed = request.POST
    role = ROLES.get(typed.get("role", ""))
    works_for = typed.get("firm" if role and role.works_for == "firm" else "agency", "")
    new = register.NewPerson(
        username=typed.get("username", "").strip().lower(),
        full_name=typed.get("full_name", ""),
        role=typed.get("role", ""),
        works_for=works_for.strip(),
    )
    person, password = register.add(
        new,
        zone=request.here.get_zone(me.zone),
        by=me.username,
        at=request.here.wall_now(),
    )
    words = {
        "row": _row(request.here.get_zone(me.zone), person, language_of(request)),
        "changes": _changes(person.username),
        "yes_no": _yes_no(),
        "has_phone": False,
        "units": _list_units(request.here.get_zone(me.zone), language_of(request)),
        "password": password,
    }
    return render(request, "people/person.html", words)


def _act(request: Request, me: Person, person: Person) -> dict[str, Any]:
    by, at = me.username, request.here.wall_now()
    act = request.POST.get("act")
    if act == "disable":
        register.disable(person.username, by=by, at=at)
    elif act == "lead" and person.agency and person.is_active:
        register.let_lead(person.username, by=by, at=at)
    elif act == "end_lead" and person.agency:
        register.end_lead(person.username, by=by, at=at)
    elif act == "unit" and person.is_active:
        reaching.place(
            person.username,
            unit=request.POST.get("unit", ""),
            phone=request.POST.get("phone", ""),
            zone=request.here.get_zone(me.zone),
            by=by,
            at=at,
        )
    elif act == "reset":
        forgive(person.username)
        return {"password": register.reset(person.username, by=by, at=at)[1]}
    elif act == "badge" and person.agency and person.is_active:
        code = booth.give_badge(person, by=by, at=at)
        import segno

        picture = segno.make(code, error="m").svg_data_uri(scale=5, border=2)
        return {"badge": code, "badge_picture": picture}
    return {}


def _changes(username: str) -> list[dict[str, Any]]:
    words = {
        "add": _("account made"),
        "disable": _("account closed"),
        "reset": _("password and phone reset"),
        "password": _("own password chosen"),
        "second factor": _("phone set up"),
        "badge": _("badge given"),
        "pin": _("PIN chosen"),
        "unit": _("unit or phone changed"),
        "lead": _("leads the shifts of the agency"),
        "end lead": _("leads the shifts no longer"),
    }
    return [
        {"at": change.at, "by": change.by, "word": words.get(change.act, change.act)}
        for change in register.list_changes(username)
    ]


def _list_units(zone: Zone, language: Language) -> list[tuple[str, str]]:
    return [(unit, names[language]) for unit, names in list_units(zone).items()]


def _yes_no() -> str:
    return f"{_('yes')},{_('no')}"


def _row(zone: Zone, person: Person, language: Language) -> dict[str, Any]:
    agency = zone.name_of(person.agency, language) if person.agency else ""
    return {
        "username": person.username,
        "full_name": person.full_name,
        "role": ROLES[person.role].name(language),
        "works_for": agency or person.firm or "",
        "unit": person.unit,
        "unit_name": name_unit(zone, person.unit, language) if person.unit else "",
        "has_number": bool(person.phone),
        "is_active": person.is_active,
        "has_agency": person.agency is not None,
        "leads_agency": person.leads_agency,
        "has_badge": person.badge is not None,
        "has_pin": bool(person.pin),
        "last_login": person.last_login,
        "is_first": person.password_is_temporary,
    }
