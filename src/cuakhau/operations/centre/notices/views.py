"""Notices: translate, one call, translate back."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cuakhau.accounts.rights import may, needs
from cuakhau.movement.times import find_day
from cuakhau.operations.centre import files
from cuakhau.operations.centre.clock import read_time
from cuakhau.operations.centre.gates.views import reader_of, sign
from cuakhau.operations.centre.models import Notice
from cuakhau.operations.centre.notices import acts, page
from cuakhau.operations.centre.notices.acts import Saying, about
from cuakhau.operations.centre.notices.affected import list_concerned
from cuakhau.operations.centre.shown import get_row, show
from cuakhau.operations.closures.reasons import list_reasons
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST_SHOWN = 200
RIGHTS = {"may_publish": "publish_notice"}
TYPED = ("document", "signer", "signed_on", "since", "until", "direction", "goods", "reason")


@require_safe
@needs("see_notices")
def show_notices(request: Request, zone_name: str) -> HttpResponseBase:
    """List the notices: in force, ahead, over."""
    zone = request.here.get_zone(zone_name)
    reader = reader_of(request, zone)
    found = Notice.objects.filter(zone=zone.name).order_by("-since", "-id")[:MOST_SHOWN]
    rows = [page.build_notice(reader, notice) for notice in found]
    groups = [
        {
            "word": page.standing_word(standing),
            "rows": [row for row in rows if row["standing"] == standing],
        }
        for standing in ("now", "ahead", "over")
    ]
    return show(request, zone, "notices", {"groups": groups, "is_empty": not rows}, RIGHTS)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("publish_notice")
def write_notice(request: Request, zone_name: str) -> HttpResponseBase:
    """Take a new notice: first whom it would concern, then published."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return _show_form(request, zone)
    try:
        said = _read(request, zone)
        if request.POST.get("act") == "check":
            draft = acts.build(zone, said, sign(request, zone, "check"))
            return _show_form(request, zone, concerned=list_concerned(zone, draft))
        upload = files.take_file(request.FILES.get("file"))
        notice = acts.publish(zone, said, upload, sign(request, zone, "notice"))
    except Refusal as refusal:
        return _show_form(request, zone, refusal=tell(refusal, language_of(request)))
    return redirect("centre:notice", zone.name, notice.pk)


@require_safe
@needs("see_notices")
def show_notice(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show a notice, its file, and for who publishes to whom it was told."""
    zone = request.here.get_zone(zone_name)
    return _show_notice(request, zone, get_row(Notice, zone, key), None)


@require_POST
@needs("publish_notice")
def end_notice(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """End a notice before its time."""
    zone = request.here.get_zone(zone_name)
    notice = get_row(Notice, zone, key)
    try:
        acts.end(zone, notice, sign(request, zone, f"end.{key}"))
    except Refusal as refusal:
        return _show_notice(request, zone, notice, tell(refusal, language_of(request)))
    return redirect("centre:notice", zone.name, key)


@require_safe
@needs("see_notices")
def show_file(request: Request, zone_name: str, key: int, file: int) -> HttpResponseBase:
    """Give the file of a notice."""
    zone = request.here.get_zone(zone_name)
    return files.give_file(zone.name, about(get_row(Notice, zone, key)), file)


def list_in_force(zone: Zone, now: Any) -> list[Notice]:
    """List the notices that are not over, those that begin first in front."""
    found = Notice.objects.filter(zone=zone.name, ended_at__isnull=True).exclude(until__lte=now)
    return list(found.order_by("since", "id"))


def _read(request: Request, zone: Zone) -> Saying:
    sent = request.POST
    return Saying(
        document=sent.get("document", "").strip()[:80],
        signer=sent.get("signer", "").strip()[:120],
        signed_on=find_day(sent.get("signed_on", "")),
        places=tuple(sent.getlist("place")),
        since=read_time(zone, sent.get("since", "")) or request.here.now(zone.name),
        until=read_time(zone, sent.get("until", "")),
        direction=sent.get("direction") or None,  # type: ignore[arg-type]  # checked when written
        goods=sent.get("goods") or None,
        reason=sent.get("reason", ""),
    )


def _show_form(
    request: Request, zone: Zone, *, refusal: dict[str, str] | None = None, concerned: Any = None
) -> HttpResponse:
    reader = reader_of(request, zone)
    typed = {name: request.POST.get(name, "") for name in TYPED}
    chosen = request.POST.getlist("place")
    words = {
        "typed": {**typed, "reason": typed["reason"] or "document"},
        "chosen": chosen,
        "places": page.list_choices(reader),
        "goods": [
            (row.id, reader.zone.name_of(row.id, reader.language))
            for row in reader.zone.goods_classes
        ],
        "reasons": list_reasons("close", reader.language),
        "refusal": refusal,
        "visits": [one for one in concerned or () if one.visit],
        "drafts": [one for one in concerned or () if one.draft],
        "is_checked": concerned is not None,
    }
    return show(request, zone, "notice_new", words, RIGHTS)


def _show_notice(
    request: Request, zone: Zone, notice: Notice, refusal: dict[str, str] | None
) -> HttpResponse:
    reader = reader_of(request, zone)
    is_publisher = may(request.user, "publish_notice", zone=zone.name)
    words = {
        "notice": page.build_notice(reader, notice),
        "files": files.list_files(zone.name, about(notice)),
        "told": page.build_told(reader, notice, about(notice)) if is_publisher else [],
        "refusal": refusal,
    }
    return show(request, zone, "notice", words, RIGHTS)
