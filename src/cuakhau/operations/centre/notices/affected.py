"""Whom a notice concerns: visits and drafts of its gates and goods that have not arrived."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cuakhau.operations.centre.models import Notice
from cuakhau.operations.declare.models import Draft
from cuakhau.operations.desk.waiting import hall_of
from cuakhau.operations.models import Declaration
from cuakhau.zone.bulletin.headings import chain_of
from cuakhau.zone.hours import line_of
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Concerned:
    """A visit, or a draft by its id, and the firm that declared it."""

    firm: str
    visit: str | None = None
    draft: str | None = None


def list_concerned(zone: Zone, notice: Notice) -> list[Concerned]:
    """List the open visits that have not come in, and the open drafts, that a notice stops.

    One whose expected time is known and outside of the notice is let alone; one without is told.
    """
    return [*_visits(zone, notice), *_drafts(zone, notice)]


def _visits(zone: Zone, notice: Notice) -> Iterable[Concerned]:
    found = {}
    for waiting in hall_of(zone).look():
        seen = waiting.seen
        procedure = zone.procedure_by_id.get(seen.procedure or "")
        if procedure is None or procedure.arrives_at in seen.milestones:
            continue
        if stops(zone, notice, seen.gate_place, seen.direction, seen.goods):
            found[seen.subject] = seen
    rows = Declaration.objects.filter(zone=zone.name, number__in=found).order_by("revision")
    for row in {one.number: one for one in rows}.values():
        if row.expected_at is None or covers(notice, row.expected_at):
            yield Concerned(firm=row.owner, visit=row.number)


def _drafts(zone: Zone, notice: Notice) -> Iterable[Concerned]:
    drafts = Draft.objects.filter(zone=zone.name, number__isnull=True, thrown_at__isnull=True)
    for draft in drafts:
        typed = draft.typed
        procedure = zone.procedure_by_id.get(typed.get("procedure", ""))
        direction = procedure.direction if procedure else "none"
        goods = typed.get("goods-1") or typed.get("goods") or None
        if stops(zone, notice, typed.get("place") or None, direction, goods):
            yield Concerned(firm=draft.owner, draft=str(draft.pk))


def stops(zone: Zone, notice: Notice, place: str | None, direction: str, goods: str | None) -> bool:
    """Tell whether a notice stops goods that go through a place in a direction.

    Goods that nobody named may be any.
    """
    if place is None or not set(notice.places) & set(line_of(zone, place)):
        return False
    if direction not in ("export", "import") or notice.direction not in (None, direction):
        return False
    return notice.goods is None or goods is None or notice.goods in chain_of(zone, goods)


def covers(notice: Notice, at: datetime) -> bool:
    """Tell whether an instant lies in the time of a notice."""
    return notice.since <= at and (notice.until is None or at < notice.until)
