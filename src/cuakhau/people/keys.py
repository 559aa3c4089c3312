"""Keys of devices and programs: listed, issued and shown once, revoked."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts import keys
from cuakhau.accounts.keys import MAY, NewKey
from cuakhau.accounts.models import ApiKey
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.accounts.rights import needs, require
from cuakhau.movement.times import find_day
from cuakhau.people import session
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

FORGOTTEN = timedelta(days=30)  # a key that nobody used for so long is worth a question
PROGRAM = "-"  # in the address: keys of declarants' programs, which belong to no agency


@never_cache
@require_safe
@needs("manage_keys")
def list_keys(request: Request) -> HttpResponse:
    """List the keys of one's zone: those in force, or all; of one agency, or of every one."""
    zone, language = _zone_of(request), language_of(request)
    at = request.here.wall_now()
    asked = {"agency": request.GET.get("agency", ""), "over": request.GET.get("over", "")}
    rows = [_row(zone, row, at, language) for row in keys.list_keys(zone.name)]
    of_agency = [row for row in rows if asked["agency"] in ("", row["agency"] or PROGRAM)]
    words = {
        "zone": zone.name,
        "asked": asked,
        "keys": [row for row in of_agency if row["is_in_force"] or asked["over"]],
        "has_over": any(not row["is_in_force"] for row in of_agency),
        "agencies": _list_agencies(zone, language),
        "program": PROGRAM,
    }
    return render(request, "people/keys.html", words)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("manage_keys")
def add_key(request: Request) -> HttpResponse:
    """Make a key and show it, this once."""
    zone, language = _zone_of(request), language_of(request)
    words: dict[str, Any] = {
        "typed": request.POST,
        "ticked": request.POST.getlist("may"),
        "agencies": _list_agencies(zone, language),
        "rights": [{"id": right, "name": _name_right(right)} for right in MAY],
    }
    if request.method == "POST":
        by, at = session.get_person(request).username, request.here.wall_now()
        try:
            row, shown = keys.give(zone, _read(request, zone), by=by, at=at)
        except NotLetIn as refused:
            words["refused"] = tell(refused, language)
        else:
            return _show(request, zone, row, {"shown": shown})
    return render(request, "people/key_add.html", words, status=422 if "refused" in words else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("manage_keys")
def show_key(request: Request, prefix: str) -> HttpResponse:
    """Show a key, never its secret, and revoke it."""
    row = ApiKey.objects.filter(prefix=prefix).first()
    if row is None:
        raise Http404(prefix)
    me = session.get_person(request)
    require(me, "manage_keys", zone=row.zone)
    if request.method == "POST" and request.POST.get("act") == "revoke":
        row = keys.revoke(prefix, by=me.username, at=request.here.wall_now())
    return _show(request, _zone_of(request), row, {})


def _zone_of(request: Request) -> Zone:
    return request.here.get_zone(session.get_person(request).zone)


def _show(request: Request, zone: Zone, row: ApiKey, words: dict[str, Any]) -> HttpResponse:
    told = _row(zone, row, request.here.wall_now(), language_of(request))
    return render(request, "people/key.html", {**words, "row": told})


def _read(request: Request, zone: Zone) -> NewKey:
    sent = request.POST
    return NewKey(
        device=" ".join(sent.get("device", "").split()),
        agency=sent.get("agency", ""),
        may=tuple(sent.getlist("may")),
        valid_until=_read_end(zone, sent.get("until", "")),
    )


def _read_end(zone: Zone, last_day: str) -> datetime | None:
    """Give the midnight after the last day; a browser sends a day or nothing."""
    day = find_day(last_day)
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone.time_zone))


def _list_agencies(zone: Zone, language: Language) -> list[dict[str, str]]:
    return [{"id": row.id, "name": zone.name_of(row.id, language)} for row in zone.agencies]


def _name_right(right: str) -> str:
    names = {
        "declare": _("declare visits"),
        "append": _("confirm for its agency"),
        "read": _("read visits and the log"),
    }
    return names[right]


def _row(zone: Zone, row: ApiKey, at: datetime, language: Language) -> dict[str, Any]:
    last = row.last_used_at
    return {
        "prefix": row.prefix,
        "device": row.device,
        "agency": row.agency,
        "works_for": zone.name_of(row.agency, language) if row.agency else "",
        "may": ", ".join(_name_right(right) for right in row.may),
        "made_at": _tell(zone, row.made_at),
        "made_by": row.made_by,
        "last_used_at": _tell(zone, last),
        "is_forgotten": at - (last or row.made_at) > FORGOTTEN,
        # The end is the midnight after the last day.
        "last_day": _tell(zone, row.valid_until and row.valid_until - timedelta(minutes=1)),
        "is_in_force": keys.is_in_force(row, at),
        "revoked_at": _tell(zone, row.revoked_at),
        "revoked_by": row.revoked_by or "",
    }


def _tell(zone: Zone, at: datetime | None) -> str:
    return f"{at.astimezone(ZoneInfo(zone.time_zone)):%H:%M %d/%m/%Y}" if at else ""
