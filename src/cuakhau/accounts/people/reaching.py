"""Which unit a person works in, and on which phone messages of the office reach them.

The number itself is kept apart, as all numbers are; an account holds a reference to it.
"""

import re
from datetime import datetime, timedelta

from django.db import transaction

from cuakhau.accounts.models import Person
from cuakhau.accounts.people import register
from cuakhau.accounts.refusals import a33_person_is_whole, refuse
from cuakhau.accounts.units import list_units
from cuakhau.journal import personal
from cuakhau.zone.refusal import Named
from cuakhau.zone.zone import Zone

KIND = "work_phone"
KEPT_FOR = timedelta(days=3650)  # of an account that is never closed; closing erases it
PHONE = re.compile(r"\+?\d{8,15}")
TO_ONE = "@"  # a message to a unit that begins so is for one person


@transaction.atomic
def place(username: str, *, unit: str, phone: str, zone: Zone, by: str, at: datetime) -> Person:
    """Set the unit of a person and, where one is typed, the phone. Raises A33.

    An empty phone leaves the one that is there; `-` takes it away.
    """
    person = Person.objects.select_for_update().get(username=username)
    if unit and unit not in list_units(zone):
        raise _because("không có đơn vị này", "there is no such unit", "没有这个单位")
    number = re.sub(r"[\s.()-]", "", phone)
    if number and not PHONE.fullmatch(number):
        raise _because("số điện thoại không đúng", "the phone number is wrong", "电话号码有误")
    if (number or phone.strip() == "-") and person.phone:
        personal.erase(zone.name, [person.phone], by=by, at=at, why="another phone")
        person.phone = ""
    if number:
        until = (at + KEPT_FOR).date()
        person.phone = personal.keep(zone.name, KIND, number, keep_until=until)
    person.unit = unit
    person.save(update_fields=["unit", "phone"])
    register.note(person, "unit", by=by, at=at)
    return person


def list_phones(zone_name: str, unit: str) -> list[str]:
    """List the references of the phones of a unit, or of one person written `@name`."""
    people = Person.objects.filter(zone=zone_name, is_active=True).exclude(phone="")
    if unit.startswith(TO_ONE):
        people = people.filter(username=unit.removeprefix(TO_ONE))
    else:
        people = people.filter(unit=unit)
    return list(people.order_by("username").values_list("phone", flat=True))


def _because(vi: str, en: str, zh: str) -> Exception:
    return refuse(a33_person_is_whole, because=Named(en, {"vi": vi, "en": en, "zh": zh}))
