"""The page of calls in words and shapes: translate back, nothing is decided here."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures import Figure, queue
from cuakhau.movement.times import local_time
from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.yards.calling.lapses import find_rule, has_run_out
from cuakhau.operations.yards.following import Look
from cuakhau.operations.yards.words import list_words
from cuakhau.statistics.queues.order import Bound, due_us, list_callable
from cuakhau.zone.types import Language
from cuakhau.zone.waiting import CallRule
from cuakhau.zone.zone import Zone

PAGE = 25
SOON_US = 5 * 60_000_000

Take = Callable[..., Figure]


def build_page(
    zone: Zone, look: Look, bound: Bound, *, now_us: int, number: int, language: Language
) -> dict[str, Any]:
    """Give the page of one queue: who is called, who is next, who waits."""

    def take(definition: str, **parameters: Any) -> Figure:
        return queue.take(look.line, definition, at_us=now_us, version=look.version, **parameters)

    place, direction = bound
    here = look.line.queues.get(bound, ())
    called = [turn for turn in here if turn.open_call is not None]
    waiting = [turn for turn in here if turn.open_call is None]
    callable_now = [turn.subject for turn in list_callable(here)]
    pages = max(1, -(-len(waiting) // PAGE))
    number = min(max(1, number), pages)
    rows = waiting[(number - 1) * PAGE : number * PAGE]
    return {
        "place": place,
        "direction": direction,
        "place_name": zone.name_of(place, language),
        "rule": say_rule(zone, find_rule(zone, place, now_us), language),
        "waiting": take("queue.waiting", place=place, direction=direction),
        "called_count": take("queue.called", place=place, direction=direction),
        "passed": take("queue.passed_in_hour", place=place, direction=direction),
        "called": [_tell_called(zone, turn, now_us, language) for turn in called],
        "rows": [_tell(zone, turn, callable_now, take, language) for turn in rows],
        "next": callable_now[:PAGE],
        "number": number,
        "pages": pages,
        "previous": number - 1,
        "following": number + 1,
        "jump": {name: list_words(name, language) for name in ("jump", "basis", "office")},
    }


def list_queues(
    zone: Zone, look: Look, direction: str, *, now_us: int, language: Language
) -> list[dict[str, Any]]:
    """List the routes and gates that somebody waits for in a direction, the longest first."""
    line, version = look.line, look.version
    found = [(len(here), place) for (place, way), here in line.queues.items() if way == direction]
    found = [(waiting, place) for waiting, place in found if waiting and place]
    return [
        {
            "id": place,
            "name": zone.name_of(place, language),
            "waiting": queue.take(
                line,
                "queue.waiting",
                at_us=now_us,
                version=version,
                place=place,
                direction=direction,
            ),
        }
        for _, place in sorted(found, key=lambda one: (-one[0], one[1]))
    ]


def say_rule(zone: Zone, rule: CallRule | None, language: Language) -> dict[str, str]:
    """Say the rule of calls in a few sentences, and where it comes from."""
    if rule is None:
        return {"order": _("No rule of calls has been published for this place."), "source": ""}
    order = _("The first to stand in a yard is the first to be called.")
    if rule.perishable_ahead_min:
        order += " " + _("Perishable goods count as if they had come {minutes} minutes earlier.")
    lost = _("Whoever is called has {come} minutes to come.")
    if rule.chances == 1:
        lost += " " + _("The first missed call moves the turn {back} places back, the next one")
    elif rule.chances:
        lost += " " + _("Each of {chances} missed calls moves the turn {back} back, the next one")
    else:
        lost += " " + _("A missed call moves the turn")
    lost += " " + _("to the end.")
    lost += " " + _("Who answers “cannot” in time moves {back} back, and nothing is counted.")
    facts = {
        "minutes": rule.perishable_ahead_min,
        "come": rule.come_within_min,
        "chances": rule.chances,
        "back": rule.back_places,
    }
    titles = {row.id: row.title for row in zone.sources}
    named = zone.name_of(rule.source, language)
    source = titles.get(rule.source, named) if named == rule.source else named
    return {"order": order.format(**facts), "lost": lost.format(**facts), "source": source}


def _tell_called(zone: Zone, turn: Turn, now_us: int, language: Language) -> dict[str, Any]:
    call = turn.open_call
    assert call is not None
    rule = find_rule(zone, turn.seen.gate_place, call.called_us)
    until_us = due_us(rule, call) if rule else None
    words = {None: _("no answer yet"), "heard": _("heard"), "coming": _("coming")}
    kinds = {None: "warn", "heard": "info", "coming": "good"}
    is_over = has_run_out(zone, turn, now_us)
    return {
        **tell_vehicle(zone, turn, language),
        "called": f"{local_time(zone, call.called_us):%H:%M}",
        "until": f"{local_time(zone, until_us):%H:%M}" if until_us else "",
        "is_over": is_over,
        "is_soon": until_us is not None and not is_over and until_us - now_us < SOON_US,
        "answer": _("ran out") if is_over else words[call.answer],
        "kind": "bad" if is_over else kinds[call.answer],
    }


def _tell(
    zone: Zone, turn: Turn, callable_now: Sequence[str], take: Take, language: Language
) -> dict[str, Any]:
    marks = []
    if turn.seen.held_by:
        holders = ", ".join(zone.name_of(one, language) for one in turn.seen.held_by)
        marks.append(_("held by {agency}").format(agency=holders))
    if turn.seen.missing_us is not None:
        marks.append(_("not found"))
    if turn.lapses:
        marks.append(_("missed a call"))
    return {
        **tell_vehicle(zone, turn, language),
        "ahead": take("queue.ahead", visit=turn.subject),
        "since": f"{local_time(zone, turn.joined_us or 0):%H:%M %d/%m}",
        "marks": marks,
        "is_next": bool(callable_now) and turn.subject == callable_now[0],
        "may_be_called": turn.subject in callable_now,
    }


def tell_vehicle(zone: Zone, turn: Turn, language: Language) -> dict[str, Any]:
    """Tell which vehicle a row is of, with what, and where it stands."""
    seen = turn.seen
    where = zone.name_of(seen.place, language) if seen.place else _("unknown")
    return {
        "subject": turn.subject,
        "vehicle": seen.vehicle or "",
        "seen": seen,
        "goods": zone.name_of(seen.goods, language) if seen.goods else _("unknown"),
        "where": f"{where} · {seen.slot}" if seen.slot else where,
    }
