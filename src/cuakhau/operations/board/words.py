"""Rows of the log in words for a page. Nouns come from the zone's names; nothing is personal."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cuakhau.movement.event import Event
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Told:
    """One row in words: what happened, to which visit, when, and what is doubtful about it."""

    subject: str
    what: str
    who: str
    at_us: int
    kind: str
    is_late: bool


def tell(zone: Zone, event: Event, language: Language) -> Told:
    """Put a row into words. Secrets of selection are left out before (`movement.secrecy`)."""
    return Told(
        subject=event.subject,
        what=_what(zone, event, language),
        who=zone.name_of(event.agency, language) if event.agency else "",
        at_us=event.recorded_us if event.is_doubtful else event.happened_us,
        kind=event.kind,
        is_late=bool(event.flags),
    )


def _what(zone: Zone, event: Event, language: Language) -> str:
    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    if event.kind == "confirmed":
        return name(event.step)
    sentence = _sentence(event.kind)
    return sentence.format(
        step=name(event.step),
        place=name(event.place),
        goods=name(event.goods),
        procedure=name(event.procedure),
        other=event.other or "",
        amount=event.amount if event.amount is not None else _("unknown"),
    )


def _sentence(kind: str) -> str:
    sentences = {
        "declared": _("declared: {procedure}, {goods}, for {place}"),
        "amended": _("declaration amended"),
        "started": _("begun: {step}"),
        "held": _("held: {step}"),
        "released": _("let go on"),
        "correction_asked": _("asked to correct the declaration"),
        "moved": _("moved to {place}"),
        "rerouted": _("rerouted to {place}"),
        "turned_back": _("turned back"),
        "crossed": _("on the other side"),
        "returned": _("back from the other side: {goods}"),
        "swapped": _("vehicle, trailer or driver changed"),
        "linked": _("linked with {other}"),
        "unlinked": _("no longer linked with {other}"),
        "merged": _("the same vehicle as {other}"),
        "split": _("two vehicles: {other} is the second"),
        "called": _("called forward to {place}"),
        "answered": _("the driver answered the call"),
        "lapsed": _("the call lapsed"),
        "sighted": _("seen at {place} in a yard count"),
        "missing": _("not found at {place} in a yard count"),
        "written_off": _("closed as not found, by two people"),
        "voided": _("a row was voided"),
        "opened": _("{place} opened"),
        "closed": _("{place} closed"),
        "slowed": _("{place} slowed to {amount} vehicles an hour"),
        "post_taken": _("officer on post at {place}"),
        "post_left": _("officer off post at {place}"),
        "slot_booked": _("slot booked at {place}"),
        "slot_changed": _("slot changed at {place}"),
        "slot_missed": _("slot missed at {place}"),
        "counted": _("corrected by count at {place}: {amount}"),
        "day_counted": _("day sheet of {place}, counted by hand"),
        "noted": _("note taken at {place}"),
    }
    return sentences.get(kind, kind)
