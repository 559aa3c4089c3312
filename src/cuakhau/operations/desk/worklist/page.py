"""The worklist in words and shapes: translate back, nothing is decided here."""

from os.path import commonprefix
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.movement.times import local_time
from cuakhau.operations.board.present import name_of
from cuakhau.operations.desk.channels import list_channels
from cuakhau.operations.desk.reasons import list_verbs
from cuakhau.operations.desk.spans import say_wait
from cuakhau.operations.desk.worklist.rows import HELD, Asked, Row, Tabs, Worklist, gate_of
from cuakhau.zone.types import Language, Route
from cuakhau.zone.zone import Zone

LONG_US = 2 * 3_600_000_000
VERY_LONG_US = 6 * 3_600_000_000
SOON_US = 15 * 60_000_000  # one more vehicle, and the promise is broken
SHOWN_ON_A_PHONE = 20  # the rest of the page waits behind a button, see worklist.css
LEAST_SHARED = 2
SHORT = 5  # the running number of a visit has no more digits, so people call a vehicle by them


def build_worklist_page(
    zone: Zone, agency: str, worklist: Worklist, *, now_us: int, language: Language
) -> dict[str, Any]:
    """Give the page of a worklist. `plates` are filled in for whoever may see them."""
    asked = worklist.asked
    rows = [_tell(zone, agency, row, now_us, language) for row in worklist.rows]
    return {
        "zone": zone.name,
        "zone_name": name_of(zone, language),
        "agency": agency,
        "agency_name": zone.name_of(agency, language),
        "rows": rows,
        "is_long": len(rows) > SHOWN_ON_A_PHONE,
        "due": [row for row in rows if row["is_due"]],
        "coming": [row for row in rows if not row["is_due"]],
        "due_count": worklist.due_count,
        "coming_count": worklist.coming_count,
        "number": worklist.number,
        "pages": worklist.pages,
        "here": address_of(asked),
        "previous": address_of(asked, worklist.number - 1) if worklist.number > 1 else "",
        "next": address_of(asked, worklist.number + 1) if worklist.number < worklist.pages else "",
        "asked": asked,
        "is_filtered": any((asked.gate, asked.goods, asked.direction, asked.ends)),
        "verbs": list_verbs(language),
        "channels": list_channels(zone, asked.tab),
    }


def _tell(zone: Zone, agency: str, row: Row, now_us: int, language: Language) -> dict[str, Any]:
    seen = row.seen
    wait_us = now_us - row.since_us

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    def tell_step(step: str) -> dict[str, Any]:
        named = name_step(zone, step, agency, language)
        return {"id": step, "name": named, "channels": list_channels(zone, step)}

    return {
        "subject": seen.subject,
        "short": seen.subject[-SHORT:],
        "vehicle": seen.vehicle or "",
        "plate": "",
        "goods": name(seen.goods),
        "procedure": name(seen.procedure),
        "direction": seen.direction,
        "bound": name(seen.gate_place),
        "bound_short": name_shortly(zone, seen.gate_place, language),
        "place": name_shortly(zone, seen.place, language) if seen.place else _("not here yet"),
        "since": f"{local_time(zone, row.since_us):%H:%M %d/%m}",
        "waits": say_wait(wait_us),
        **_tell_promise(zone, row, now_us),
        "heat": "long" if wait_us > VERY_LONG_US else "some" if wait_us > LONG_US else "",
        "held": [name(one) for one in seen.held_by],
        "held_here": agency in seen.held_by,
        "is_due": row.is_due,
        "acts": [tell_step(one.step) for one in row.due],
        "more": [tell_step(one.step) for one in (*row.due[1:], *row.others)],
    }


def _tell_promise(zone: Zone, row: Row, now_us: int) -> dict[str, str]:
    """Say how long a promise still runs, or since when it is broken; nothing where none is."""
    if row.promised_us is None:
        return {"promise": "", "promise_kind": "", "promised": ""}
    left_us = row.promised_us - now_us
    kind = "over" if left_us < 0 else "soon" if left_us < SOON_US else "runs"
    text = _("{time} overdue") if left_us < 0 else _("{time} left")
    return {
        "promise": text.format(time=say_wait(abs(left_us))),
        "promise_kind": kind,
        "promised": f"{local_time(zone, row.promised_us):%H:%M %d/%m}",
    }


def name_shortly(zone: Zone, place: str | None, language: Language) -> str:
    """Name a place as officers do: a route by its boundary markers, any other by its name."""
    found = zone.places.get(place or "")
    if isinstance(found, Route) and found.markers:
        return found.markers.replace("-", "–")
    return zone.name_of(place, language) if place else _("unknown")


def name_step(zone: Zone, step: str, agency: str, language: Language) -> str:
    """Name a step at the desk of its agency, which need not be told its own name at each one."""
    name, own = zone.name_of(step, language), zone.name_of(agency, language)
    starts = [0, *(place + 1 for place, letter in enumerate(own) if letter == " ")]
    for start in starts:
        shared = len(commonprefix([name.casefold(), own[start:].casefold()]))
        rest = name[shared:]
        if shared >= LEAST_SHARED and (language == "zh" or not rest[:1].isalnum()):
            rest = rest.lstrip(" :：")
            return f"{rest[:1].upper()}{rest[1:]}" or name
    return name


def build_tabs(
    zone: Zone, agency: str, asked: Asked, tabs: Tabs, language: Language
) -> list[dict[str, Any]]:
    """Give the tabs: all, each step, those on request, and what the agency holds itself."""
    told = [_tab(asked, "", _("All"), tabs.all_count, "")]
    for tab in sorted(tabs.steps, key=lambda one: one.is_optional):
        name = name_step(zone, tab.step, agency, language)
        told.append(_tab(asked, tab.step, name, tab.count, "on-request" if tab.is_optional else ""))
    if tabs.held or asked.tab == HELD:
        told.append(_tab(asked, HELD, _("Held here"), tabs.held, "held"))
    return told


def _tab(asked: Asked, tab: str, name: str, count: int, kind: str) -> dict[str, Any]:
    kept = Asked(gate=asked.gate, goods=asked.goods, direction=asked.direction, tab=tab)
    return {
        "name": name,
        "count": count,
        "kind": kind,
        "address": address_of(kept) or "?",
        "is_current": tab == asked.tab,
    }


def list_filters(zone: Zone, rows: list[Row], language: Language) -> dict[str, Any]:
    """List what can be asked for: only what stands on this worklist."""

    def choices(ids: set[str | None]) -> list[tuple[str, str]]:
        named = [(one, zone.name_of(one, language)) for one in ids if one]
        return sorted(named, key=lambda choice: choice[1])

    return {
        "gates": choices({gate_of(zone, place) for place in {r.seen.gate_place for r in rows}}),
        "goods": choices({row.seen.goods for row in rows}),
        "directions": [
            ("export", pgettext("direction", "export")),
            ("import", pgettext("direction", "import")),
        ],
    }


def address_of(asked: Asked, number: int = 1) -> str:
    """Write what is asked as the query of an address."""
    kept = {
        "gate": asked.gate,
        "goods": asked.goods,
        "direction": asked.direction,
        "tab": asked.tab,
        "q": asked.ends,
        "page": str(number) if number > 1 else "",
    }
    query = urlencode({key: value for key, value in kept.items() if value})
    return f"?{query}" if query else ""
