"""The frame of these pages, who signs, and tasks as rows of a table."""

import secrets
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.accounts.rights import may
from cuakhau.accounts.units import list_units
from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.areas import list_areas, name_area
from cuakhau.portfolio.directives.models import (
    ACCEPTED,
    MADE_UP,
    REPORTED,
    SENT_BACK,
    Directive,
    Task,
)
from cuakhau.portfolio.directives.standing import due_of, is_due_soon, is_overdue, state_of
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def show(
    request: Request, zone: Zone, name: str, words: dict[str, Any], refused: Refusal | None = None
) -> HttpResponse:
    """Show a page, with a refusal where a form was refused; the form keeps its nonce."""
    context = {
        "page": {
            "zone": zone.name,
            "said": request.POST,
            "refusal": tell(refused, language_of(request)) if refused else None,
            **words,
        },
        "nonce": request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12),
        "mark": _("demo") if zone.is_demo else "",
        "may_give": may(request.user, "give_directives", zone=zone.name),
    }
    status = 422 if refused else 200
    return render(request, f"directives/{name}.html", context, status=status)


def sign(request: Request, zone: Zone) -> Signed:
    """Say who does an act now, under the nonce of the form."""
    nonce = request.POST.get("nonce", "")[:40] or secrets.token_urlsafe(12)
    return Signed(str(request.user.get_username()), request.here.now(zone.name), nonce)


def agency_of(request: Request) -> str | None:
    """Name the agency that the reader belongs to."""
    agency: str | None = getattr(request.user, "agency", None)
    return agency


def today_of(request: Request, zone: Zone) -> date:
    """Give the day it is in a zone."""
    return request.here.now(zone.name).date()


def say(text: dict[str, str], language: Language) -> str:
    """Say words in a language, or else in the one they were written in."""
    return text.get(language) or text.get("vi") or next(iter(text.values()), "")


def area_choices(language: Language) -> list[tuple[str, str]]:
    """List the areas for a form."""
    return [(one.id, one.names[language]) for one in list_areas().values()]


def unit_choices(zone: Zone, language: Language) -> list[tuple[str, str]]:
    """List the units for a form."""
    return [(unit, names[language]) for unit, names in list_units(zone).items()]


class Teller:
    """Tells tasks and directives of a zone in a language, on a day."""

    def __init__(self, zone: Zone, language: Language, today: date) -> None:
        self.language, self.today = language, today
        self.units = {unit: names[language] for unit, names in list_units(zone).items()}

    def name(self, unit: str) -> str:
        """Name a unit."""
        return self.units.get(unit, unit)

    def task(self, task: Task, alike: list[Task] | None = None) -> dict[str, Any]:
        """Tell a task of `list_tasks`; `alike` as `find_overlaps` gives it."""
        due, state = due_of(task), state_of(task)
        late = is_overdue(task, self.today)
        return {
            "id": task.pk,
            "text": say(task.text, self.language),
            "responsible": [self.name(one) for one in task.responsible],
            "cooperating": [self.name(one) for one in task.cooperating],
            "due": due,
            "days_late": (self.today - due).days if late and due else 0,
            "state": state,
            "state_word": state_word(state),
            "is_sent_back": task.turned == SENT_BACK,  # type: ignore[attr-defined]
            "tone": {REPORTED: "info", ACCEPTED: "good"}.get(state, "bad" if late else ""),
            "is_overdue": late,
            "is_soon": is_due_soon(task, self.today),
            "overlaps": alike is not None,
            "alike": [{"id": one.pk, "text": str(one.directive.document)} for one in alike or ()],
            "directive": self.directive(task.directive),
        }

    def directive(self, row: Directive) -> dict[str, Any]:
        """Tell a directive."""
        meeting = row.meeting
        return {
            "id": row.pk,
            "document": say(meeting.title, self.language)
            if meeting and row.document in meeting.title.values()
            else row.document,
            "day": row.day,
            "giver": self.name(row.giver),
            "text": say(row.text, self.language),
            "area": row.area,
            "area_name": name_area(row.area, self.language),
            "source": row.source,
            "number": row.number,
            "is_assigned": row.basis == "assigned",
            "is_made_up": row.origin == MADE_UP,
            "meeting": {"id": meeting.pk, "title": say(meeting.title, self.language)}
            if meeting
            else None,
        }


def state_word(state: str) -> str:
    """Say how a task stands."""
    return {
        "open": pgettext("task", "open"),
        REPORTED: _("reported done"),
        ACCEPTED: pgettext("task", "accepted"),
    }[state]
