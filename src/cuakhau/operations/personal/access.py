"""Who looked at whose data, when and why: the lines of the access log, in words."""

from typing import Any

from django.utils.translation import gettext as _

from cuakhau.accounts.masking import mask
from cuakhau.accounts.models import Person
from cuakhau.accounts.people.roles import ROLES
from cuakhau.journal.recent import Look, Looked
from cuakhau.journal.recent import list_looks as list_looks_of
from cuakhau.movement.times import local_time
from cuakhau.operations.models import Declaration, PaperPhoto
from cuakhau.operations.personal.pages import tell_page
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

PAGE = 50


def list_looks(zone: Zone, asked: dict[str, str], language: Language) -> dict[str, Any]:
    """Give a page of lines, the newest first; `before` of the answer leads to the older ones.

    `asked` may name a person (`by`), a visit, words of the page (`why`), and a line to go on from.
    """
    refs = refs_of(zone.name, asked["visit"]) if asked.get("visit") else None
    before = asked.get("before", "")
    looks = list_looks_of(
        zone.name,
        Looked(
            by=asked.get("by") or None,
            refs=refs,
            why=asked.get("why") or None,
            before=int(before) if before.isdecimal() and len(before) < 19 else None,
        ),
        PAGE + 1,
    )
    shown = looks[:PAGE]
    people = Person.objects.in_bulk({look.by for look in shown})
    visits = _visits_of(zone.name, {look.ref for look in shown})
    return {
        "rows": [_tell(zone, look, people.get(look.by), visits, language) for look in shown],
        "before": str(shown[-1].id) if len(looks) > PAGE else "",
    }


def refs_of(zone_name: str, number: str) -> list[str]:
    """List the references of all people's words and photos in the declarations of a visit."""
    found: list[str] = []
    for said in Declaration.objects.filter(zone=zone_name, number=number):
        found += [ref for ref in (said.vehicle, said.driver, said.phone) if ref]
        found += [paper["number"] for paper in said.papers if paper.get("number")]
    photos = PaperPhoto.objects.filter(zone=zone_name, number=number)
    found += photos.values_list("record", flat=True)
    return list(dict.fromkeys(found))


def name_kind(kind: str) -> str:
    """Name a kind of personal data."""
    words = {
        "plate": _("plate"),
        "driver": _("driver's name"),
        "phone": _("phone"),
        "paper": _("paper"),
        "note": _("note"),
        "paper_photo": _("photo of a paper"),
    }
    return words.get(kind, kind)


def _tell(
    zone: Zone, look: Look, person: Person | None, visits: dict[str, str], language: Language
) -> dict[str, Any]:
    at = local_time(zone, look.at_us)
    return {
        "at": f"{at:%H:%M:%S}",
        "day": f"{at:%d/%m/%Y}",
        "by": look.by,
        "name": person.full_name if person else "",
        "role": ROLES[person.role].name(language) if person and person.role in ROLES else "",
        "kind": name_kind(look.kind),
        "value": mask(look.kind, look.value) if look.value is not None else "",
        "visit": visits.get(look.ref, ""),
        "why": tell_page(zone, look.why, language),
    }


def _visits_of(zone_name: str, refs: set[str]) -> dict[str, str]:
    """Give for each reference the newest visit that was declared with it."""
    found: dict[str, str] = {}
    for field in ("vehicle", "driver", "phone"):
        rows = Declaration.objects.filter(zone=zone_name, **{f"{field}__in": refs})
        found.update(rows.order_by("number").values_list(field, "number"))
    photos = PaperPhoto.objects.filter(zone=zone_name, record__in=refs)
    found.update(photos.values_list("record", "number"))
    return found
