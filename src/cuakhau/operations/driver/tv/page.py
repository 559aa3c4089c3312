"""The screen of a yard in words, three languages at once: nobody there chooses one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cuakhau.accounts.masking import HIDDEN, mask
from cuakhau.journal import personal
from cuakhau.movement.times import local_day, local_time
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.centre.gates.page import Reader, direction_word
from cuakhau.operations.closures import read_months
from cuakhau.operations.driver.public.facts import list_notices
from cuakhau.operations.driver.public.page import tell_notice
from cuakhau.operations.yards.calling.lapses import find_rule, has_run_out
from cuakhau.operations.yards.following import Look
from cuakhau.statistics.live.places import DIRECTIONS, instant_of, list_ways
from cuakhau.statistics.queues.order import due_us, list_callable
from cuakhau.web.language import OUR_NAME
from cuakhau.zone.types import Language, Yard
from cuakhau.zone.zone import Zone

MOST_CALLED = 12  # on one screen; more of them take turns
TURN_US = 10_000_000
MOST_NEXT, MOST_ROUTES, MOST_NOTICES = 4, 4, 2
WHO = "tv"

Words = list[tuple[str, str]]


def build_page(zone: Zone, yard: Yard, look: Look, *, now_us: int) -> dict[str, Any]:
    """Give the screen of a yard; plates are masked for whoever looks."""
    called = _list_called(zone, yard, look, now_us)
    routes = _list_routes(yard, look)
    plates = _mask_plates(zone, [*called, *(turn for _way, row in routes for turn in row)], now_us)
    now = local_time(zone, now_us)

    def vehicle(turn: Turn) -> dict[str, str]:
        return {
            "number": turn.subject[-5:],  # as people call it in a yard
            "plate": plates.get(turn.seen.vehicle or "", HIDDEN),
            "slot": turn.seen.slot or "",
        }

    return {
        "zone": zone.name,
        "yard": yard.id,
        "name": in_all(lambda language: zone.name_of(yard.id, language)),
        "time": f"{now:%H:%M}",
        "day": f"{now:%d/%m/%Y}",
        "iso": now.isoformat(timespec="seconds"),
        "offset_min": int((now.utcoffset() or now - now).total_seconds() // 60),
        "now_ms": now_us // 1000,
        "called": [
            {**vehicle(turn), **_tell_call(zone, turn)} for turn in _take_turn(called, now_us)
        ],
        "routes": [
            {**_tell_route(zone, bound), "next": [vehicle(turn) for turn in row]}
            for bound, row in routes
        ],
        "notices": _tell_notices(zone, now_us),
        "words": _list_words(),
    }


def in_all(say: Callable[[Language], str]) -> Words:
    """Say something in each language: (code, text), Vietnamese first."""
    told = []
    for code, language in OUR_NAME.items():
        with translation.override(code):
            told.append((code, say(language)))
    return told


def _list_words() -> dict[str, Words]:
    return {
        "called": in_all(lambda _l: _("Called: drive now")),
        "next": in_all(lambda _l: _("Next in line")),
        "notices": in_all(lambda _l: _("Notices in force")),
        "nobody": in_all(lambda _l: _("Nobody is called at this moment.")),
        "empty": in_all(lambda _l: _("Nobody waits in this yard.")),
        "before": in_all(lambda _l: _("before")),
    }


def _list_called(zone: Zone, yard: Yard, look: Look, now_us: int) -> list[Turn]:
    """List who is called from this yard and still expected, the latest call first."""
    found = [
        (turn.open_call.called_us, turn.subject, turn)
        for here in look.line.queues.values()
        for turn in here
        if turn.yard == yard.id and turn.open_call and not has_run_out(zone, turn, now_us)
    ]
    return [turn for *_rest, turn in sorted(found, key=lambda one: (-one[0], one[1]))]


def _take_turn(called: Sequence[Turn], now_us: int) -> Sequence[Turn]:
    screens = max(1, -(-len(called) // MOST_CALLED))
    first = now_us // TURN_US % screens * MOST_CALLED
    return called[first : first + MOST_CALLED]


def _list_routes(yard: Yard, look: Look) -> list[tuple[tuple[str, str], list[Turn]]]:
    """List the routes that somebody of this yard is next for, the longest queue first."""
    found = []
    for (place, way), here in look.line.queues.items():
        waiting = [turn for turn in list_callable(here) if turn.yard == yard.id]
        if waiting and place:
            found.append((-len(waiting), (place, str(way)), waiting[:MOST_NEXT]))
    return [(bound, row) for _n, bound, row in sorted(found, key=lambda one: one[:2])][:MOST_ROUTES]


def _tell_route(zone: Zone, bound: tuple[str, str]) -> dict[str, Words]:
    place, way = bound
    return {
        "name": in_all(lambda language: zone.name_of(place, language)),
        "way": in_all(lambda _l: direction_word(way)) if way in DIRECTIONS else [],
    }


def _mask_plates(zone: Zone, turns: Iterable[Turn], now_us: int) -> dict[str, str]:
    refs = {turn.seen.vehicle for turn in turns if turn.seen.vehicle}
    if not refs:
        return {}
    line = personal.Line(WHO, instant_of(now_us), "screen of a yard")
    found = personal.look(zone.name, whole=(), masked=refs, line=line)
    return {ref: mask("plate", plate) for ref, plate in found.items()}


def _tell_call(zone: Zone, turn: Turn) -> dict[str, Any]:
    call = turn.open_call
    assert call is not None
    rule = find_rule(zone, turn.seen.gate_place, call.called_us)
    until_us = due_us(rule, call) if rule else None
    return {
        "to": in_all(lambda language: zone.name_of(call.place, language)),
        "until": f"{local_time(zone, until_us):%H:%M}" if until_us else "",
    }


def _tell_notices(zone: Zone, now_us: int) -> list[Any]:
    day = local_day(zone, now_us)
    dated = zone.at(day)
    found = list_notices(read_months(zone, list_ways(dated), day), now_us)
    in_force = [one for one in found if one.entry.holds_from_us <= now_us][:MOST_NOTICES]
    told = []
    for one in in_force:
        row = []
        for code, language in OUR_NAME.items():
            with translation.override(code):
                row.append((code, tell_notice(Reader(dated, now_us, language), one)))
        told.append(row)
    return told
