"""The driver's page, opened by a signed link: translate, one call, translate back."""

from hashlib import sha256
from typing import Any

import msgspec
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts import links
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.journal import read
from cuakhau.operations.driver.page import build_page
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.zone import Zone


@require_safe
def show_page(request: Request, zone_name: str, token: str) -> HttpResponseBase:
    """Show the page of the visit that a link names; say kindly what is wrong with a bad one."""
    zone = request.here.get_zone(zone_name)
    try:
        page = _build(request, zone, token)
    except NotLetIn as refusal:
        words = {"zone": zone.name, "refusal": tell(refusal, language_of(request))}
        return _answer(render(request, "driver/refused.html", words, status=403))
    context = {"page": page, "mark": _("demo") if zone.is_demo else ""}
    return _answer(render(request, "driver/page.html", context))


@require_safe
def show_part(request: Request, zone_name: str, token: str) -> HttpResponseBase:
    """Show the part that changes, or 304 where it has not. Raises A29 or A30."""
    zone = request.here.get_zone(zone_name)
    page = _build(request, zone, token)
    if request.headers.get("If-None-Match") == page["etag"]:
        return HttpResponseNotModified(headers={"ETag": page["etag"]})
    answer = _answer(render(request, "driver/part.html", {"page": page}))
    answer.headers["ETag"] = page["etag"]
    return answer


def _build(request: Request, zone: Zone, token: str) -> dict[str, Any]:
    number = links.verify(zone.name, token, at=request.here.wall_now())
    visit = read.find_visit(zone.name, number)
    if visit is None:
        raise Http404(number)
    language = language_of(request)
    now_us = micros(request.here.now(zone.name))
    page = build_page(zone, visit, now_us=now_us, language=language)
    said = msgspec.json.encode([page, language], order="sorted", enc_hook=str)
    digest = sha256(said).hexdigest()[:20]
    return {**page, "zone": zone.name, "token": token, "etag": f'"{digest}"'}


def _answer(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
