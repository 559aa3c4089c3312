"""Acts of officers, done and told: what was written, what was refused and its cure, the undo."""

from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cuakhau.operations.desk import acts
from cuakhau.operations.desk.doors import name_of
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

SALT = "cuakhau.desk.undo"


def act(request: Request, zone: Zone, wanted: list[acts.Act]) -> list[dict[str, Any]]:
    """Do acts and tell what came of each."""
    by, at = name_of(request), request.here.now(zone.name)
    # One nonce for each form: the same button twice is one act, another button another.
    first = wanted[0]
    marks = f"{first.verb}.{first.subject if len(wanted) == 1 else 'many'}.{first.step or ''}"
    nonce = f"{request.POST.get('nonce', '')[:40]}.{marks}"
    done: list[acts.Done]
    refused: list[tuple[str, Refusal]]
    try:
        if len(wanted) == 1:
            done, refused = [acts.do(zone, first, by=by, at=at, nonce=nonce)], []
        else:
            done, refused = acts.do_many(zone, wanted, by=by, at=at, nonce=nonce)
    except Refusal as refusal:
        done, refused = [], [(first.subject, refusal)]
    notices = [tell_done(request, zone, first, done)] if done else []
    return [*notices, *(tell_refusal(request, subject, why) for subject, why in refused)]


def tell_done(
    request: Request, zone: Zone, first: acts.Act, done: list[acts.Done]
) -> dict[str, Any]:
    """Say what was written, and give what an undo needs."""
    language = language_of(request)
    words = {
        "confirm": zone.name_of(first.step, language) if first.step else "",
        "hold": _("Held"),
        "release": _("Released"),
        "correct": _("Correction asked"),
        "turn_back": _("Turned back"),
    }
    vehicles = ngettext("{count} vehicle", "{count} vehicles", len(done)).format(count=len(done))
    wall = request.here.wall_now().isoformat()
    rows = [[one.subject, one.seq] for one in done[:1]]
    return {
        "kind": "done",
        "subject": done[0].subject,
        "what": words[first.verb],
        "text": done[0].subject if len(done) == 1 else vehicles,
        "flags": sorted({flag for one in done for flag in one.flags}),
        "undo": signing.dumps([*rows[0], first.agency, name_of(request), wall], salt=SALT)
        if len(done) == 1
        else "",
    }


def tell_refusal(request: Request, subject: str, refusal: Refusal) -> dict[str, Any]:
    """Say which rule refused a vehicle, why, and what to do."""
    language = language_of(request)
    return {
        "kind": "refused",
        "subject": subject,
        "text": subject,
        "rule": refusal.rule,
        "reason": refusal.reason(language),
        "cure": refusal.cure(language),
    }


def undo(request: Request, zone: Zone, agency: str) -> dict[str, Any]:
    """Void the row that a signed undo names, if its two minutes are not over."""
    try:
        subject, seq, of, by, wall = signing.loads(request.POST.get("undo", ""), salt=SALT)
    except signing.BadSignature:
        raise PermissionDenied("undo") from None
    if (of, by) != (agency, name_of(request)):
        raise PermissionDenied("undo")
    late = request.here.wall_now() - datetime.fromisoformat(wall)
    if late > timedelta(seconds=acts.UNDO_S):
        text = _("Two minutes are over: correct it on the page of the visit.")
        return {"kind": "ask", "subject": subject, "text": text}
    nonce = f"undo.{subject}.{seq}.{request.POST.get('nonce', '')[:40]}"
    done = acts.Done(subject, seq, ())
    try:
        acts.undo(zone, done, agency, by=by, at=request.here.now(zone.name), nonce=nonce)
    except Refusal as refusal:
        return tell_refusal(request, subject, refusal)
    return {"kind": "undone", "subject": subject, "text": subject, "what": _("Taken back")}
