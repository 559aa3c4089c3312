"""Keeping a form while it is typed, and the page of drafts: translate, one call, translate back."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cuakhau.accounts.refusals import NotLetIn
from cuakhau.operations.declare.asking import choose_owner, mark_of, sees_all, sight_of_drafts
from cuakhau.operations.declare.drafts import keep
from cuakhau.operations.declare.drafts.declaring import declare_drafts
from cuakhau.operations.declare.drafts.page import build_row, tell_mistakes
from cuakhau.operations.declare.form.reading import Asks, read_form
from cuakhau.operations.declare.models import Draft
from cuakhau.operations.declare.screen import asks_of, typed_of
from cuakhau.operations.desk.doors import name_of, needs
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

PAGE = 50
AT_ONCE = 100  # declared in one request; the page asks for the next by itself
SALT = "cuakhau.declare.thrown"


@require_POST
@needs("declare")
def keep_form(request: Request, zone_name: str) -> HttpResponseBase:
    """Keep a form as it stands, and say since when it is kept."""
    zone = request.here.get_zone(zone_name)
    typed, now = typed_of(request), request.here.now(zone.name)
    key = typed.get("nonce", "")
    if not key:
        return HttpResponseBadRequest()
    owner = choose_owner(request, typed.get("firm", "")).owner
    said = keep.Typed(key, owner, typed)
    kept = keep.save_typed(zone, sight_of_drafts(request), said, by=name_of(request), at=now)
    text = _("Draft kept at {time}.").format(time=f"{now:%H:%M:%S}") if kept else ""
    return HttpResponse(text, headers={"Cache-Control": "no-store"})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("declare")
def show_drafts(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the drafts that wait; declare them, throw them away, or take that back."""
    zone = request.here.get_zone(zone_name)
    notice: dict[str, Any] = {}
    if request.method == "POST":
        acts = {"declare": _declare, "throw": _throw, "undo": _take_back}
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            return HttpResponseBadRequest()
        notice = act(request, zone)
    context = {"page": _build(request, zone, notice), "mark": mark_of(zone)}
    is_part = request.headers.get("HX-Request") == "true"
    template = "declare/parts/drafts.html" if is_part else "declare/drafts.html"
    answer = render(request, template, context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _build(request: Request, zone: Zone, notice: dict[str, Any]) -> dict[str, Any]:
    language, now = language_of(request), request.here.now(zone.name)
    asked = request.GET.get("list", "")
    waiting = _waiting(request, zone)
    asked_page = request.GET.get("page", "1")
    total = waiting.count()
    last = max(1, -(-total // PAGE))
    number = min(int(asked_page), last) if asked_page.isdecimal() and len(asked_page) < 6 else 1
    number = max(1, number)
    drafts = list(waiting.select_related("trip_list")[(number - 1) * PAGE : number * PAGE])
    find_asks = _asks_by_owner(request, zone)

    def mistakes(draft: Draft) -> Any:
        try:
            asks = find_asks(draft.owner)
        except NotLetIn as refusal:
            return {"": refusal}
        return read_form(zone.at(now.date()), draft.typed, asks=asks, now=now).mistakes

    return {
        "zone": zone.name,
        "rows": [build_row(zone, draft, mistakes(draft), language) for draft in drafts],
        "total": total,
        "list": asked if asked.isdecimal() else "",
        "number": number,
        "last": last,
        "notice": notice,
        "sees_all": sees_all(request),
    }


def _waiting(request: Request, zone: Zone) -> Any:
    sight = sight_of_drafts(request)
    asked = request.GET.get("list", "")
    if asked.isdecimal() and len(asked) < 18:
        sight &= Q(trip_list=int(asked))
    return keep.list_open(zone.name, sight)


def _declare(request: Request, zone: Zone) -> dict[str, Any]:
    """Declare the next of those chosen; where more are left, say how to go on."""
    chosen = _chosen(request)
    after = request.POST.get("after", "")
    waiting = _waiting(request, zone).order_by("pk").filter(pk__gt=int(after or 0))
    if chosen is not None:
        waiting = waiting.filter(pk__in=chosen)
    drafts = list(waiting[: AT_ONCE + 1])
    now, by = request.here.now(zone.name), name_of(request)
    taken = drafts[:AT_ONCE]
    outcome = declare_drafts(zone, taken, _asks_by_owner(request, zone), by=by, at=now)
    language = language_of(request)
    by_id = {draft.pk: draft for draft in taken}
    done = _counted(request, "done") + len(outcome.numbers)
    return {
        "kind": "declared",
        "done": done,
        "not_done": _counted(request, "not_done") + len(outcome.refused),
        "number": next(iter(outcome.numbers.values()), "") if done == 1 else "",
        "refused": [
            {
                "plate": by_id[pk].typed.get("plate") or _("no plate yet"),
                "mistakes": tell_mistakes(mistakes, language),
            }
            for pk, mistakes in list(outcome.refused.items())[:PAGE]
        ],
        "after": taken[-1].pk if len(drafts) > AT_ONCE else "",
        "chosen": "" if chosen is None else " ".join(str(one) for one in chosen),
    }


def _throw(request: Request, zone: Zone) -> dict[str, Any]:
    now = request.here.now(zone.name)
    sight = sight_of_drafts(request)
    asked = request.GET.get("list", "")
    if asked.isdecimal() and len(asked) < 18:
        sight &= Q(trip_list=int(asked))
    count = keep.throw_away(zone.name, sight, _chosen(request), at=now)
    undo = signing.dumps([name_of(request), now.isoformat()], salt=SALT)
    return {"kind": "thrown", "count": count, "undo": undo}


def _take_back(request: Request, zone: Zone) -> dict[str, Any]:
    try:
        by, at = signing.loads(request.POST.get("undo", ""), salt=SALT)
    except signing.BadSignature:
        return {}
    if by != name_of(request):
        return {}
    thrown_at = datetime.fromisoformat(at)
    count = keep.take_back(zone.name, sight_of_drafts(request), thrown_at=thrown_at)
    return {"kind": "taken_back", "count": count}


def _chosen(request: Request) -> list[int] | None:
    """Give the drafts that were ticked; `None` for all of them."""
    if request.POST.get("which") == "all":
        return None
    ticked = request.POST.getlist("draft") + request.POST.get("chosen", "").split()
    return [int(one) for one in ticked if one.isdecimal() and len(one) < 18][:10_000]


def _counted(request: Request, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 7 else 0


def _asks_by_owner(request: Request, zone: Zone) -> Any:
    known: dict[str, Asks] = {}

    def find(owner: str) -> Asks:
        if owner not in known:
            known[owner] = asks_of(request, zone, owner)
        return known[owner]

    return find
