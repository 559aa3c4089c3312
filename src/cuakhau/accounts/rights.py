"""Who may do what: `permissions.csv` is the one table, for the code, the manual and the test.

A cell says `yes`, `own` (for one's own agency, or one's own firm) or `no`. An `own` is refused
where nobody says whose thing it is: a forgotten argument must not open a door. A mandate makes the
firm that gave it one's own, for the acts and the time that it names.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from cuakhau.accounts.firms.mandates import find_standing, list_standing
from cuakhau.accounts.models import Person
from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.refusals import (
    NotLetIn,
    a21_role_may,
    a22_own_only,
    a23_own_zone_only,
    refuse,
)
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en", "zh")
SECOND = "second"  # in the session: how the second factor was given
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the table: for each role yes, own or no."""

    id: str
    cells: dict[str, str]
    texts: dict[Language, str]


@cache
def list_acts() -> dict[str, Act]:
    """Give the table by the id of the act. Raises `ValueError` for a cell it does not know."""
    text = resources.files("cuakhau.accounts").joinpath("permissions.csv").read_text("utf-8")
    acts = {}
    for row in csv.DictReader(text.splitlines()):
        cells = {role: row[role] for role in ROLES}
        if not set(cells.values()) <= {"yes", "own", "no"}:
            raise ValueError(f"permissions.csv: {row['act']} has a cell that is not yes, own or no")
        acts[row["act"]] = Act(row["act"], cells, {code: row[code] for code in LANGUAGES})
    return acts


def may(
    person: Any,
    act: str,
    *,
    agency: str | None = None,
    firm: str | None = None,
    zone: str | None = None,
) -> bool:
    """Tell whether a person may do an act to a thing of this agency or firm, in this zone.

    `person` may be anonymous, which may nothing. Raises `KeyError` for an unknown act.
    """
    return _broken(person, act, agency, firm, zone) is None


def may_somewhere(person: Any, act: str) -> bool:
    """Tell whether a person may do an act to anything at all; for menus and whole pages."""
    return _cell(person, act) != "no"


def list_firms(person: Any, act: str) -> list[str]:
    """List the firms for which a clerk may do an act: one's own, then those of mandates."""
    own: str | None = getattr(person, "firm", None)
    if own is None or _cell(person, act) == "no":
        return []
    return list(dict.fromkeys([own, *(row.firm for row in list_standing(person, act))]))


def require(
    person: Any,
    act: str,
    *,
    agency: str | None = None,
    firm: str | None = None,
    zone: str | None = None,
) -> None:
    """Raise A21, A22 or A23 where `may` says no."""
    broken = _broken(person, act, agency, firm, zone)
    if broken is not None:
        raise broken


def needs(act: str) -> Callable[[View], View]:
    """Guard a view: whoever is not signed in is sent to sign in, who may not is refused.

    A view of an act that is `own` must still ask `require` about the thing it acts on. The
    address part `zone_name`, where a view has one, must be the person's own zone.
    """
    assert act in list_acts(), act

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person: Any = request.user  # type: ignore[attr-defined]
            if not person.is_authenticated:
                return redirect("/sign-in/?" + urlencode({"next": request.get_full_path()}))
            if not has_proved(request):
                return redirect("/sign-in/second/?" + urlencode({"next": request.get_full_path()}))
            if person.password_is_temporary:
                return redirect("/sign-in/password/")
            if not may_somewhere(person, act):
                raise _role_may_not(person, act)
            _require_own_zone(person, kwargs.get("zone_name"))
            here = getattr(request, "here", None)
            person.asked_at = here.wall_now() if here else None
            return view(request, *args, **kwargs)

        guarded.needed_act = act  # type: ignore[attr-defined]
        return guarded

    return guard


def has_proved(request: Any) -> bool:
    """Tell whether who is signed in has also given the second factor that the role asks for."""
    return not ROLES[request.user.role].is_officer or bool(request.session.get(SECOND))


def _cell(person: Any, act: str) -> str:
    row = list_acts()[act]
    if not isinstance(person, Person) or not person.is_active:
        return "no"
    return row.cells.get(person.role, "no")


def _broken(
    person: Any, act: str, agency: str | None, firm: str | None, zone: str | None
) -> NotLetIn | None:
    cell = _cell(person, act)
    if cell == "no":
        return _role_may_not(person, act)
    if zone is not None and zone != person.zone:
        return refuse(a23_own_zone_only, own_zone=person.zone, zone=zone)
    if cell == "own" and not _is_own(person, act, agency, firm):
        own, owner = person.agency or person.firm or "–", agency or firm or "–"
        return refuse(a22_own_only, own=_named(own), owner=_named(owner))
    return None


def _is_own(person: Person, act: str, agency: str | None, firm: str | None) -> bool:
    if person.agency is not None:
        return agency == person.agency
    if person.firm is None or firm is None:
        return False
    return firm == person.firm or find_standing(person, act, firm) is not None


def _require_own_zone(person: Person, zone: str | None) -> None:
    if zone is not None and zone != person.zone:
        raise refuse(a23_own_zone_only, own_zone=person.zone, zone=zone)


def _role_may_not(person: Any, act: str) -> NotLetIn:
    role = getattr(person, "role", "")
    return refuse(a21_role_may, role=_named(role), act=Named(act, list_acts()[act].texts))


def _named(row_id: str) -> str:
    """Give a role its name; an agency has the id of its role in most zones."""
    role = ROLES.get(row_id)
    if role is None:
        return row_id
    return Named(row_id, {code: role.name(code) for code in LANGUAGES})
