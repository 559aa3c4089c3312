"""The driver's page in words: what is true of one visit, as its driver may know it."""

from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures import Figure, queue
from cuakhau.movement.secrecy import without_secrets
from cuakhau.movement.times import local_time
from cuakhau.movement.turns.calling import Call, Turn
from cuakhau.movement.visit import Visit
from cuakhau.operations.models import Declaration
from cuakhau.operations.payments.books.owing import build_owing
from cuakhau.operations.payments.books.standing import standing_of
from cuakhau.operations.visits.why import find_why
from cuakhau.operations.visits.why_words import say_why
from cuakhau.operations.yards.calling.lapses import find_rule, has_run_out
from cuakhau.operations.yards.calling.page import say_rule
from cuakhau.operations.yards.following import Look
from cuakhau.operations.yards.words import list_words
from cuakhau.statistics.queues.order import due_us
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MINUTE_US = 60_000_000


def build_page(
    zone: Zone, visit: Visit, turn: Turn, look: Look, *, now_us: int, language: Language
) -> dict[str, Any]:
    """Give what the page says; nothing of it is personal."""
    public = without_secrets(zone, visit)
    seen, now = turn.seen, local_time(zone, now_us)

    def name(row_id: str | None) -> str:
        return zone.name_of(row_id, language) if row_id else _("unknown")

    where = name(seen.place) if seen.place else _("not here yet")
    return {
        "number": visit.subject,
        "procedure": name(seen.procedure),
        "bound": name(seen.gate_place),
        "place": f"{where} · {seen.slot}" if seen.slot else where,
        "why": say_why(zone, find_why(zone, public), now_us, language),
        "go": _say_where(zone, turn, language),
        "is_open": seen.is_open,
        "is_held": bool(seen.held_by),
        "call": _tell_call(zone, turn, now_us, language),
        "lost": _tell_lost(zone, turn, language),
        "queue": tell_queue(turn, look, now_us) if turn.waits and not turn.open_call else None,
        "rule": say_rule(zone, find_rule(zone, seen.gate_place, now_us), language),
        "time": f"{now:%H:%M}",
        "day": f"{now:%d/%m/%Y}",
    }


def tell_queue(turn: Turn, look: Look, at_us: int) -> dict[str, Figure]:
    """Give how many are ahead, how fast it goes, and the wait to expect."""

    def take(definition: str, **about: Any) -> Figure:
        return queue.take(look.line, definition, at_us=at_us, version=look.version, **about)

    bound = {"place": turn.seen.gate_place or "", "direction": turn.seen.direction}
    return {
        "ahead": take("queue.ahead", visit=turn.subject),
        "pace": take("queue.passed_in_hour", **bound),
        "soonest": take("queue.wait_from", visit=turn.subject),
        "latest": take("queue.wait_until", visit=turn.subject),
    }


def tell_fee(
    zone: Zone, visit: Visit, said: Declaration | None, language: Language
) -> dict[str, Any]:
    """Say what is still to be paid, and where."""
    owing = build_owing(zone, visit, said, None, standing_of(zone.name, visit.subject))
    payees = {
        agency
        for step in zone.steps
        if "fee_collector" in step.agencies
        for agency in step.agencies
    }
    return {
        "to_pay_vnd": owing.to_pay_vnd,
        "is_settled": owing.is_settled,
        "is_unknown": owing.to_pay_vnd is None,
        "where": ", ".join(zone.name_of(one, language) for one in sorted(payees)),
        "gate": zone.name_of(owing.gate, language) if owing.gate else "",
    }


def _say_where(zone: Zone, turn: Turn, language: Language) -> str:
    seen = turn.seen
    if not seen.is_open:
        return ""
    bound = zone.name_of(seen.gate_place, language) if seen.gate_place else _("the gate")
    if turn.open_call is not None:
        place = zone.name_of(turn.open_call.place, language)
        return _("Go to {place} now.").format(place=place)
    if turn.joined_us is None:
        return _("Drive to {place}; show this number when you arrive.").format(place=bound)
    if turn.yard is not None and turn.waits:
        yard = zone.name_of(turn.yard, language)
        slot = f" ({seen.slot})" if seen.slot else ""
        return _("Stay in {yard} until you are called.").format(yard=f"{yard}{slot}")
    return _("Follow the officers at {place}.").format(place=bound)


def _tell_call(zone: Zone, turn: Turn, now_us: int, language: Language) -> dict[str, Any] | None:
    call = turn.open_call
    if call is None or not turn.seen.is_open:
        return None
    rule = find_rule(zone, turn.seen.gate_place, call.called_us)
    until_us = due_us(rule, call) if rule else None
    return {
        "place": zone.name_of(call.place, language),
        "called": f"{local_time(zone, call.called_us):%H:%M}",
        "until": f"{local_time(zone, until_us):%H:%M}" if until_us else "",
        "minutes": None if until_us is None else max(0, until_us - now_us) // MINUTE_US,
        "is_over": has_run_out(zone, turn, now_us),
        "answer": call.answer or "",
        "cannot": list_words("cannot", language),
    }


def _tell_lost(zone: Zone, turn: Turn, language: Language) -> str:
    call: Call | None = turn.call
    if call is None or call.is_open or not turn.waits:
        return ""
    rule = find_rule(zone, turn.seen.gate_place, call.called_us)
    back = rule.back_places if rule else 0
    if call.lapsed_us is not None:
        since = f"{local_time(zone, call.called_us):%H:%M}"
        if call.behind is None:
            return _("You missed the call of {since}. Your turn is now at the end.").format(
                since=since
            )
        text = _("You missed the call of {since}. Your turn moved {back} places back.")
        return text.format(since=since, back=back)
    if call.answer == "cannot":
        return _("You answered that you cannot come. You keep waiting, further back.")
    return ""
