"""Acts of officers, done and told: what was written, what was refused and its cure, the undo."""

from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cuakhau.operations.desk import acts
from cuakhau.operations.desk.channels import name_channel
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
    marks += f".{first.channel}" if first.channel else ""
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
    step = zone.name_of(first.step, language) if first.step else ""
    words = {
        "confirm": f"{step}: {name_channel(first.channel)}" if first.channel else step,
        "hold": _("Held"),
        "release": _("Released"),
        "correct": _("Correction asked"),
        "turn_back": _("Turned back"),
    }
    vehicles = ngettext("{count} vehicle", "{count} vehicles", len(done)).format(count=len(done))
    return {
        "kind": "done",
        "subject": done[0].subject,
        "what": words[first.verb],
        "text": done[0].subject if len(done) == 1 else vehicles,
        "flags": sorted({flag for one in done for flag in one.flags}),
        "undo": _sign_undo(request, first.agency, done),
    }


def _sign_undo(request: Request, agency: str, done: list[acts.Done]) -> str:
    wall = request.here.wall_now().isoformat()
    rows = [[one.subject, one.seq] for one in done]
    said = {"rows": rows, "agency": agency, "by": name_of(request), "wall": wall}
    return signing.dumps(said, salt=SALT, compress=True)


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


def undo(request: Request, zone: Zone, agency: str) -> list[dict[str, Any]]:
    """Void the rows that a signed undo names, if its two minutes are not over."""
    try:
        said = signing.loads(request.POST.get("undo", ""), salt=SALT)
    except signing.BadSignature:
        raise PermissionDenied("undo") from None
    by = name_of(request)
    if (said["agency"], said["by"]) != (agency, by):
        raise PermissionDenied("undo")
    done = [acts.Done(subject, seq, ()) for subject, seq in said["rows"]]
    late = request.here.wall_now() - datetime.fromisoformat(said["wall"])
    if late > timedelta(seconds=acts.UNDO_S):
        text = _("Two minutes are over: correct it on the page of the visit.")
        return [{"kind": "ask", "subject": done[0].subject, "text": text}]
    first = done[0]
    nonce = f"undo.{first.subject}.{first.seq}.{request.POST.get('nonce', '')[:40]}"
    at = request.here.now(zone.name)
    try:
        voided, refused = acts.undo_many(zone, done, agency, by=by, at=at, nonce=nonce)
    except Refusal as refusal:
        return [tell_refusal(request, first.subject, refusal)]
    notices = [tell_refusal(request, subject, refusal) for subject, refusal in refused]
    if voided:
        vehicles = ngettext("{count} vehicle", "{count} vehicles", len(voided))
        text = first.subject if len(done) == 1 else vehicles.format(count=len(voided))
        what = _("Taken back")
        told = {"kind": "undone", "subject": voided[0].subject, "text": text, "what": what}
        return [told, *notices]
    return notices
