"""The page of a firm: its name, its clerks, the mandates it gave and holds."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.firms import clerks, mandates, register
from cuakhau.accounts.firms.mandates import NewMandate
from cuakhau.accounts.models import WORDS, Mandate
from cuakhau.operations.declare.asking import mark_of
from cuakhau.operations.desk.doors import needs
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

Told = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_own_visits")
def show_firm(request: Request, zone_name: str) -> HttpResponseBase:
    """Show one's firm; who leads it looks after its clerks and mandates here."""
    zone = request.here.get_zone(zone_name)
    told: Told = {}
    if request.method == "POST":
        acts = {
            "add": _add_clerk,
            "close": _close_clerk,
            "lead": _hand_lead,
            "give": _give,
            "withdraw": _withdraw,
            "name": _name,
        }
        act = acts.get(request.POST.get("act", ""))
        try:
            told = act(request, zone) if act else {}
        except Refusal as refusal:
            told = {"refusal": tell(refusal, language_of(request)), "typed": request.POST}
    status = 422 if "refusal" in told else 200
    context = {"page": _build(request, zone, told), "mark": mark_of(zone)}
    answer = render(request, "declare/firm.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _build(request: Request, zone: Zone, told: Told) -> Told:
    person: Any = request.user
    firm, now = person.firm, request.here.wall_now()
    row = register.find_firm(zone.name, firm)
    given = mandates.list_given(zone.name, firm)
    held = mandates.list_held(zone.name, firm)
    names = register.name_firms(
        zone.name, [firm, *(one.agent for one in given), *(one.firm for one in held)]
    )
    return {
        "zone": zone.name,
        "id": firm,
        "name": names[firm],
        "tax_code": row.tax_code if row else "",
        "leads": person.leads_firm,
        "me": person.username,
        "clerks": clerks.list_clerks(zone.name, firm),
        "given": [_tell_mandate(zone, one, names[one.agent], now) for one in given],
        "held": [_tell_mandate(zone, one, names[one.firm], now) for one in held],
        "words": [(word, _name_word(word)) for word in WORDS],
        "today": f"{now.astimezone(ZoneInfo(zone.time_zone)):%Y-%m-%d}",
        **told,
    }


def _tell_mandate(zone: Zone, one: Mandate, other: str, now: datetime) -> Told:
    here = ZoneInfo(zone.time_zone)
    last = one.valid_until - timedelta(days=1) if one.valid_until else None
    if one.withdrawn_at is not None and one.withdrawn_at <= now:
        kind, state = (
            "bad",
            _("withdrawn on {day}").format(
                day=f"{one.withdrawn_at.astimezone(here):%d/%m/%Y %H:%M}"
            ),
        )
    elif mandates.stands(one, now):
        kind, state = "good", _("in force")
    else:
        kind, state = "", _("not in force")
    return {
        "id": one.pk,
        "other": other,
        "acts": ", ".join(_name_word(word) for word in one.acts),
        "since": f"{one.valid_from.astimezone(here):%d/%m/%Y}",
        "until": f"{last.astimezone(here):%d/%m/%Y}" if last else _("until it is withdrawn"),
        "document": one.document,
        "by": one.given_by,
        "kind": kind,
        "state": state,
        "may_withdraw": one.withdrawn_at is None,
    }


def _name_word(word: str) -> str:
    words = {
        "declare": _("declare and change trips"),
        "follow": _("see trips"),
        "pay": _("pay fees"),
    }
    return words[word]


def _add_clerk(request: Request, zone: Zone) -> Told:
    lead: Any = request.user
    clerk, password = clerks.add_clerk(
        lead,
        zone=zone,
        username=request.POST.get("username", "").strip().lower(),
        full_name=request.POST.get("full_name", ""),
        at=request.here.wall_now(),
    )
    return {"new_clerk": clerk.username, "password": password}


def _close_clerk(request: Request, zone: Zone) -> Told:
    lead: Any = request.user
    clerks.close_clerk(lead, request.POST.get("username", ""), at=request.here.wall_now())
    return {"done": _("The account is closed.")}


def _hand_lead(request: Request, zone: Zone) -> Told:
    lead: Any = request.user
    clerks.hand_lead(lead, request.POST.get("username", ""), at=request.here.wall_now())
    return {"done": _("This clerk leads the firm too.")}


def _give(request: Request, zone: Zone) -> Told:
    lead: Any = request.user
    firm, asked = clerks.require_lead(lead), request.POST.get("agent", "").strip()
    now = request.here.wall_now()
    last = _day(request.POST.get("until", ""), zone)
    new = NewMandate(
        firm=firm,
        agent=register.find_by_word(zone.name, asked) or asked,
        acts=request.POST.getlist("acts"),
        valid_from=_day(request.POST.get("since", ""), zone) or now,
        valid_until=last + timedelta(days=1) if last else None,
        document=request.POST.get("document", "")[:200],
    )
    mandates.give(new, zone_name=zone.name, by=lead.username, at=now)
    return {"done": _("The mandate is given.")}


def _withdraw(request: Request, zone: Zone) -> Told:
    lead: Any = request.user
    firm, asked = clerks.require_lead(lead), request.POST.get("mandate", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 18 else 0
    at = request.here.wall_now()
    mandates.withdraw(zone.name, firm, number, by=lead.username, at=at)
    return {"done": _("The mandate is withdrawn from now on.")}


def _name(request: Request, zone: Zone) -> Told:
    lead: Any = request.user
    firm = clerks.require_lead(lead)
    called = " ".join(request.POST.get("called", "").split())[:200] or firm
    tax_code = request.POST.get("tax_code", "").strip()[:20]
    at = request.here.wall_now()
    register.name(zone.name, firm, called=called, tax_code=tax_code, by=lead.username, at=at)
    return {"done": _("Saved.")}


def _day(typed: str, zone: Zone) -> datetime | None:
    try:
        day = datetime.fromisoformat(typed).date()
    except ValueError:
        return None
    return datetime.combine(day, time(), ZoneInfo(zone.time_zone))
