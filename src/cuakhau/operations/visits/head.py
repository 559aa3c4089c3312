"""The head of the page of a visit: what it is, and what of its people this reader may see."""

from typing import Any

from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.movement.view import View, view
from cuakhau.movement.visit import Visit
from cuakhau.operations.desk.waiting import find_waiting, hall_of
from cuakhau.operations.models import Declaration
from cuakhau.operations.orders.standing import is_ordered
from cuakhau.operations.personal.shown import NOTHING, Word, concerned_by, show
from cuakhau.operations.visits.page import name_paper
from cuakhau.operations.visits.photos import list_seen
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

POLICE = "traffic_police"
WHY_VISIT = "page of visit {number}"


def build_head(
    zone: Zone, visit: Visit, said: Declaration | None, request: Request
) -> dict[str, Any]:
    """Give plate, goods, gate, place, papers and milestones of a visit, for this reader."""
    language = language_of(request)
    waiting = find_waiting(zone, visit)
    seen = waiting.seen if waiting else view(zone, visit)

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    people = _reveal(zone, seen, said, request)
    return {
        "zone": zone.name,
        "number": visit.subject,
        "procedure": name(seen.procedure),
        "goods": name(seen.goods),
        "vehicle_class": name(seen.vehicle_class),
        "bound": name(seen.gate_place),
        "place": name(seen.place) if seen.place else _("not here yet"),
        "held": [name(one) for one in seen.held_by],
        "linked": _list_linked(zone, seen),
        "merged_into": seen.merged_into,
        "on_other_side": seen.on_other_side,
        "declared": f"{local_time(zone, seen.declared_us):%H:%M %d/%m/%Y}"
        if seen.declared_us
        else _("unknown"),
        "goods_lines": said.goods_lines if said else [],
        "revision": said.revision if said else None,
        "milestones": [
            {"name": name(one), "at": f"{local_time(zone, at_us):%H:%M %d/%m}"}
            for one, at_us in sorted(seen.milestones.items(), key=lambda item: item[1])
        ],
        **people,
    }


def _reveal(zone: Zone, seen: View, said: Declaration | None, request: Request) -> dict[str, Any]:
    """Give plate, driver, phone, papers and their photos as this reader may see them."""
    refs = {"plate": seen.vehicle, "driver": None, "phone": None}
    papers: list[dict[str, str]] = []
    if said is not None:
        refs |= {"driver": said.driver, "phone": said.phone}
        papers = said.papers
    agencies, firm = concerned_by(zone, seen), said.owner if said else None
    if is_ordered(zone.name, seen.subject, at=request.here.now(zone.name)):
        agencies |= {POLICE}  # who has to stop the vehicle must know it
    words = [Word(ref, kind, agencies, firm) for kind, ref in refs.items() if ref]
    words += [Word(paper["number"], "paper", agencies, firm) for paper in papers]
    shown = show(request, zone, words, why=WHY_VISIT.format(number=seen.subject))
    return {
        **{kind: shown.get(ref or "", NOTHING) for kind, ref in refs.items()},
        "papers": [
            {"kind": name_paper(paper["kind"]), "number": shown.get(paper["number"], NOTHING)}
            for paper in papers
        ],
        "photos": [
            {**photo, "kind": name_paper(photo["kind"])}
            for photo in list_seen(request, zone, seen.subject, agencies, firm)
        ],
    }


def _list_linked(zone: Zone, seen: View) -> list[str]:
    """List the partners of a transloading, also those that named this visit and not it them."""
    naming = [one.seen.subject for one in hall_of(zone).look() if seen.subject in one.seen.linked]
    return sorted({*seen.linked, *naming})
