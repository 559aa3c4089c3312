"""The buttons of a worklist: `scan`, `many:verb`, or `verb:visit:step`.

A step of selection is confirmed with its channel: `many:confirm:channel`,
`confirm:visit:step:channel`, and `…:row` where it changes the one that this row told.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.journal import read
from cuakhau.movement.secrecy import CHANNELS, secret_steps
from cuakhau.operations.desk import acts, told
from cuakhau.operations.desk.doors import may
from cuakhau.operations.desk.find import find_visits, read_scan
from cuakhau.operations.desk.reasons import OTHER, is_reason
from cuakhau.operations.desk.waiting import Waiting, hall_of
from cuakhau.operations.desk.worklist.rows import HELD, Asked, Row, list_awaiting
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a button: what is shown now, what is told, which visits were written to."""

    asked: Asked
    notices: list[dict[str, Any]]
    fresh: list[str]


def take(request: Request, zone: Zone, agency: str, asked: Asked) -> Came:
    """Do what the button that was pressed says."""
    pressed = request.POST.get("act", "scan")
    if pressed == "scan":
        return _take_scan(request, zone, agency, asked)
    verb, _colon, rest = pressed.partition(":")
    subject, _colon, rest = rest.partition(":")
    step, _colon, channel = rest.partition(":")
    chosen = [subject]
    if verb == "many":
        verb, step, channel = subject, "" if asked.tab == HELD else asked.tab, rest
        chosen = list(dict.fromkeys(request.POST.getlist("visit")))[:MOST_AT_ONCE]
    channel, _colon, row = channel.partition(":")
    problem = _find_problem(request, verb, chosen, agency)
    if problem:
        return Came(asked, [{"kind": "ask", "text": problem}], [])
    wanted = _build_acts(request, zone, agency, (verb, step), chosen)
    if verb == "confirm" and any(one.step in secret_steps(zone) for one in wanted):
        if channel not in CHANNELS:
            return Came(asked, [_ask_channel(wanted)], [])
        before = _find_told(zone, wanted[0], row)
        wanted = [replace(one, channel=channel, corrects=before) for one in wanted]
    return _do(request, zone, asked, wanted)


def _ask_channel(wanted: list[acts.Act]) -> dict[str, Any]:
    return {"kind": "ask", "text": _which_channel(), "subject": wanted[0].subject}


def _which_channel() -> str:
    return _("Choose the channel that the customs system gave.")


def _find_told(zone: Zone, act: acts.Act, row: str) -> int | None:
    """Give the row that told the channel before, where the button named one of this agency."""
    if not row:
        return None
    for one in read.list_events(zone.name, act.subject):
        if str(one.seq) == row and (one.step, one.agency) == (act.step, act.agency):
            return one.seq
    return None


def _do(request: Request, zone: Zone, asked: Asked, wanted: list[acts.Act]) -> Came:
    return Came(asked, told.act(request, zone, wanted), [one.subject for one in wanted])


def _take_scan(request: Request, zone: Zone, agency: str, asked: Asked) -> Came:
    """Confirm the only vehicle that the scanned text fits, if it awaits one step; else show."""
    ends = read_scan(request.POST.get("scan", ""))
    if not ends:
        return Came(replace(asked, ends=""), [], [])
    waiting = hall_of(zone).look()
    step = "" if asked.tab == HELD else asked.tab
    rows = list_awaiting(waiting, agency, step)
    found = find_visits(zone.name, ends, rows)
    fits = [row for row in rows if row.seen.subject in found]
    if len(fits) == 1 and _is_one_press(fits[0], zone):
        only = fits[0]
        wanted = [_build_act(request, agency, "confirm", only.seen.subject, only.due[0].step)]
        return _do(request, zone, replace(asked, ends=""), wanted)
    if not fits:
        return Came(replace(asked, ends=""), [_tell_elsewhere(request, zone, ends, waiting)], [])
    return Came(replace(asked, ends=ends, number=1), [_ask_which(fits)], [])


def _is_one_press(row: Row, zone: Zone) -> bool:
    """Tell whether there is one thing to do, and nothing more to say: no channel, no release."""
    return len(row.due) == 1 and not row.seen.held_by and row.due[0].step not in secret_steps(zone)


def _ask_which(fits: list[Row]) -> dict[str, Any]:
    if len(fits) > 1:
        text = _("More than one vehicle fits: choose below.")
    elif fits[0].seen.held_by:
        text = _("This vehicle is held: release it first, or choose below.")
    elif len(fits[0].due) == 1:  # a channel is to be told
        text = _which_channel()
    else:
        text = _("More than one step fits: choose below.")
    return {"kind": "ask", "text": text}


def _tell_elsewhere(
    request: Request, zone: Zone, ends: str, waiting: list[Waiting]
) -> dict[str, Any]:
    """Say whom a scanned vehicle awaits instead of this desk."""
    found = find_visits(zone.name, ends, waiting)
    others = [one for one in waiting if one.seen.subject in found]
    if len(others) != 1:
        text = _("No vehicle that waits here ends in {ends}.").format(ends=ends)
        return {"kind": "ask", "text": text}
    language = language_of(request)
    agencies = [
        zone.name_of(agency, language)
        for agency, steps in others[0].steps.items()
        if any(not step.optional for step in steps)
    ]
    text = _("This vehicle awaits nothing here. It awaits: {agencies}.").format(
        agencies=", ".join(agencies) or _("nobody")
    )
    return {"kind": "ask", "text": text, "subject": others[0].seen.subject}


def _find_problem(request: Request, verb: str, chosen: list[str], agency: str) -> str:
    if verb not in acts.KINDS:
        return _("Choose what to do.")
    if not chosen or not chosen[0]:
        return _("Tick the vehicles first.")
    if not may(request.user, acts.RIGHTS[verb], agency=agency):
        return _("You may not do this for this agency; ask its officers.")
    if len(chosen) > 1 and not may(request.user, "act_on_many", agency=agency):
        return _("You may act upon one vehicle at a time.")
    if verb in ("hold", "correct", "turn_back"):
        reason = request.POST.get(f"reason-{verb}", "")
        if not is_reason(verb, reason):
            return _("Choose a reason; the driver will be told it.")
        if reason == OTHER and not request.POST.get("note", "").strip():
            return _("Write the other reason in a few words.")
    return ""


def _build_acts(
    request: Request, zone: Zone, agency: str, asked: tuple[Any, str], chosen: list[str]
) -> list[acts.Act]:
    """Make an act for each vehicle; many are confirmed at the first step that each awaits."""
    verb, step = asked
    rows: dict[str, Row] = {}
    if verb == "confirm" and not step:
        rows = {row.seen.subject: row for row in list_awaiting(hall_of(zone).look(), agency)}
    built = []
    for subject in chosen:
        row = rows.get(subject)
        here = step or (row.due[0].step if row and row.due else request.POST.get("step", ""))
        built.append(_build_act(request, agency, verb, subject, here))
    return built


def _build_act(request: Request, agency: str, verb: Any, subject: str, step: str) -> acts.Act:
    reason = request.POST.get(f"reason-{verb}") or None
    return acts.Act(
        verb=verb,
        subject=subject,
        agency=agency,
        step=step or None,
        reason=reason,
        note=request.POST.get("note", "").strip()[:500] if reason else "",
    )
