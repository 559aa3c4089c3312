"""The guided start: six steps with one lorry, as six people; how far somebody is, in a cookie.

The cookie names no person: the step, the steps done, and the number of the lorry.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext, gettext_noop

from cuakhau.accounts.people.roles import ROLES
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.demo import find_demo_zone

COOKIE = "start"
OFF = "off"
KEPT_S = 30 * 24 * 3600
_WRITTEN = re.compile(r"([1-6])\.([1-6]{0,6})\.([\w-]{0,64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who acts (empty: a driver, who needs no account), and what to do there."""

    role: str
    icon: str
    title: str
    what: str
    do: str


STEPS = (
    Step(
        "declarant",
        "pencil",
        gettext_noop("Declare a lorry"),
        gettext_noop("One form, typed once. A repeat trip is copied from the last one."),
        gettext_noop("The last trip is filled in. Change what you like, then press Declare."),
    ),
    Step(
        "",
        "steering-wheel",
        gettext_noop("Look with the driver's eyes"),
        gettext_noop("On a phone, without an account: who is awaited, and what to do."),
        gettext_noop("This page updates by itself. Leave it open in another tab and go on."),
    ),
    Step(
        "border_guard",
        "shield-check",
        gettext_noop("Let it in as the border guard"),
        gettext_noop("Each force sees only its own next acts, on one shared record."),
        gettext_noop("Under “Your acts”, confirm that the lorry has come in."),
    ),
    Step(
        "customs",
        "clipboard-check",
        gettext_noop("Confirm as customs"),
        gettext_noop("The same lorry, another force: nothing is typed twice."),
        gettext_noop("Confirm that it is in, then the check. Two minutes to undo."),
    ),
    Step(
        "fee_collector",
        "cash",
        gettext_noop("Take the fee"),
        gettext_noop("What is owed and by which resolution, line by line; a receipt."),
        gettext_noop("Take the payment, and look at the receipt."),
    ),
    Step(
        "board",
        "layout-dashboard",
        gettext_noop("See the whole zone"),
        gettext_noop("The live board. Every number opens what is behind it."),
        gettext_noop("Press any number: its vehicles, and the same value computed again."),
    ),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Which step somebody is at, which are done, and with which lorry."""

    step: int = 0
    done: frozenset[int] = field(default_factory=frozenset)
    lorry: str = ""

    def at(self, step: int, lorry: str) -> "Progress":
        """Go to a step; the one before it counts as done."""
        done = self.done | ({self.step} if self.step and self.step != step else frozenset())
        return Progress(step, frozenset(done), lorry)


def read_progress(request: Request) -> Progress:
    """Read how far somebody is."""
    found = _WRITTEN.fullmatch(request.COOKIES.get(COOKIE, ""))
    if found is None:
        return Progress()
    return Progress(int(found[1]), frozenset(int(one) for one in found[2]), found[3])


def keep_progress(answer: HttpResponseBase, progress: Progress) -> None:
    """Keep how far somebody is, in this browser."""
    done = "".join(str(one) for one in sorted(progress.done))
    _set(answer, f"{progress.step}.{done}.{progress.lorry}")


def end(answer: HttpResponseBase) -> None:
    """Let the guide be gone from this browser."""
    _set(answer, OFF)


def is_off(request: Request) -> bool:
    """Tell whether somebody has sent the guide away."""
    return request.COOKIES.get(COOKIE) == OFF


def tell_step(number: int, request: Request) -> dict[str, Any]:
    """Tell a step in the reader's language."""
    step = STEPS[number - 1]
    role = ROLES[step.role or "driver"].name(language_of(request))
    return {
        "number": number,
        "sign_in": step.role,
        "role": role,
        "icon": step.icon,
        "title": gettext(step.title),
        "what": gettext(step.what),
        "do": gettext(step.do),
    }


def build_guide(request: Request) -> dict[str, Any] | None:
    """Give the strip that goes along on every page while somebody follows the guide."""
    progress = read_progress(request)
    if not progress.step or find_demo_zone(request) is None:
        return None
    last = progress.step == len(STEPS)
    return {
        **tell_step(progress.step, request),
        "of": len(STEPS),
        "next": None if last else tell_step(progress.step + 1, request),
    }


def _set(answer: HttpResponseBase, value: str) -> None:
    answer.set_cookie(COOKIE, value, max_age=KEPT_S, httponly=True, samesite="Lax")
