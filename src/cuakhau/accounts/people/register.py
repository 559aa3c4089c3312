"""The register of people: made, closed and reset by somebody, each with an audit line.

A row is never removed and a name never given again, for the log names people by it.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cuakhau.accounts.models import Person, PersonChange
from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.refusals import (
    a32_name_is_free,
    a33_person_is_whole,
    a34_somebody_administers,
    refuse,
)
from cuakhau.journal import personal
from cuakhau.zone.refusal import Named
from cuakhau.zone.zone import Zone

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
# Without letters and digits that look alike, since it is read aloud or copied from paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who is to be made. `works_for`: an agency of the zone, a firm, or empty for a whole zone."""

    username: str
    full_name: str
    role: str
    works_for: str = ""


@transaction.atomic
def add(new: NewPerson, *, zone: Zone, by: str, at: datetime) -> tuple[Person, str]:
    """Make a person and give the password of the first sign-in, which must then be changed.

    The first clerk of a firm leads it, the first officer of an agency its shifts. Raises A32, A33.
    """
    person = build(new, zone)
    if Person.objects.filter(username=person.username).exists():
        raise refuse(a32_name_is_free, username=person.username)
    person.made_at, person.made_by = at, by
    person.leads_firm = person.role == "declarant" and not _is_led(person)
    person.leads_agency = person.agency is not None and not list_leads(zone.name, person.agency)
    password = _give_password(person)
    person.save(force_insert=True)
    _note(person, "add", by=by, at=at)
    return person, password


def build(new: NewPerson, zone: Zone) -> Person:
    """Give a person that could be saved. Raises A33."""
    _check_name(new, zone)
    if new.role not in ROLES:
        raise _because("không có vai trò này", "there is no such role", "没有这个角色")
    kind, works_for = ROLES[new.role].works_for, new.works_for
    if kind == "agency" and works_for not in {row.id for row in zone.agencies}:
        raise _because(
            f"khu {zone.name} không có cơ quan “{works_for}”",
            f"the zone {zone.name} has no agency “{works_for}”",
            f"{zone.name} 区没有机关“{works_for}”",
        )
    if kind == "firm" and not works_for:
        raise _because("thiếu doanh nghiệp", "the firm is missing", "缺少企业")
    return Person(
        username=new.username,
        full_name=new.full_name.strip(),
        role=new.role,
        zone=zone.name,
        agency=works_for if kind == "agency" else None,
        firm=works_for if kind == "firm" else None,
    )


def _check_name(new: NewPerson, zone: Zone) -> None:
    if not USERNAME.fullmatch(new.username):
        raise _because(
            "tên đăng nhập gồm 2 đến 40 chữ thường a–z, chữ số, chấm, gạch",
            "a name has 2 to 40 of a–z, digits, dot, dash and underscore",
            "用户名须为 2 至 40 个小写字母、数字、点或横线",
        )
    if new.username.startswith("demo-") and not zone.is_demo:
        raise _because(
            "tên demo-… chỉ dùng ở khu trình diễn",
            "names that begin with demo- belong to demo zones",
            "demo- 开头的用户名只用于演示区",
        )
    if not new.full_name.strip():
        raise _because("thiếu họ tên", "the full name is missing", "缺少姓名")


def list_people(zone_name: str) -> list[Person]:
    """List the people of a zone: those who may sign in first, then by agency and name."""
    return list(
        Person.objects.filter(zone=zone_name).order_by("-is_active", "role", "agency", "username")
    )


@transaction.atomic
def disable(username: str, *, by: str, at: datetime) -> Person:
    """Close an account from now on; the first end stands.

    Raises `Person.DoesNotExist`, or A34 for oneself and for the last administrator of a zone.
    """
    person = Person.objects.select_for_update().get(username=username)
    if not person.is_active:
        return person
    others = Person.objects.select_for_update().filter(
        zone=person.zone, role="administrator", is_active=True
    )
    is_last = person.role == "administrator" and len(others) == 1
    if by == username or is_last:
        raise refuse(a34_somebody_administers, username=username)
    person.is_active, person.ended_at, person.ended_by = False, at, by
    if person.phone:
        personal.erase(person.zone, [person.phone], by=by, at=at, why="account closed")
    person.badge, person.pin = None, ""
    person.save()
    _note(person, "disable", by=by, at=at)
    return person


def list_leads(zone_name: str, agency: str) -> list[Person]:
    """List who leads the shifts of an agency."""
    people = Person.objects.filter(zone=zone_name, agency=agency, is_active=True)
    return list(people.filter(leads_agency=True).order_by("full_name", "username"))


@transaction.atomic
def let_lead(username: str, *, by: str, at: datetime) -> Person:
    """Let an officer lead the shifts of the own agency. Raises `Person.DoesNotExist`."""
    return _turn_lead(username, "lead", by=by, at=at)


@transaction.atomic
def end_lead(username: str, *, by: str, at: datetime) -> Person:
    """Let an officer lead no longer. Raises `Person.DoesNotExist`."""
    return _turn_lead(username, "end lead", by=by, at=at)


def _turn_lead(username: str, act: str, *, by: str, at: datetime) -> Person:
    person = Person.objects.select_for_update().get(username=username, agency__isnull=False)
    leads = act == "lead"
    if person.leads_agency != leads:
        person.leads_agency = leads
        person.save(update_fields=["leads_agency"])
        _note(person, act, by=by, at=at)
    return person


@transaction.atomic
def reset(username: str, *, by: str, at: datetime) -> tuple[Person, str]:
    """Give a new first password and forget the second factor, badge and PIN."""
    person = Person.objects.select_for_update().get(username=username)
    password = _give_password(person)
    person.badge, person.pin = None, ""
    person.save()
    person.authenticator_set.all().delete()  # type: ignore[attr-defined]
    _note(person, "reset", by=by, at=at)
    return person, password


def list_changes(username: str) -> list[PersonChange]:
    """List who did what to an account, the newest first."""
    return list(PersonChange.objects.filter(username=username).order_by("-at", "-pk"))


def note(person: Person, act: str, *, by: str, at: datetime) -> None:
    """Keep an audit line."""
    _note(person, act, by=by, at=at)


def _is_led(person: Person) -> bool:
    clerks = Person.objects.filter(zone=person.zone, firm=person.firm, is_active=True)
    return clerks.filter(leads_firm=True).exists()


def _note(person: Person, act: str, *, by: str, at: datetime) -> None:
    PersonChange.objects.create(username=person.username, act=act, by=by, at=at)


def _give_password(person: Person) -> str:
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))
    person.set_password(password)
    person.password_is_temporary = True
    return password


def _because(vi: str, en: str, zh: str) -> Exception:
    return refuse(a33_person_is_whole, because=Named(en, {"vi": vi, "en": en, "zh": zh}))
