"""An order in words: one sentence for the driver, one for the police, and how it stands."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.movement.times import local_time
from cuakhau.operations.desk.spans import say_wait
from cuakhau.operations.orders.giving import find_last_word, is_open
from cuakhau.operations.orders.models import RoadOrder, RoadWord
from cuakhau.operations.orders.reasons import name_reason
from cuakhau.operations.times import micros
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

ICONS = {"hold": "hand-stop", "release": "arrow-right", "divert": "route"}


def say_order(zone: Zone, order: RoadOrder, language: Language) -> str:
    """Say in one sentence what the driver of a vehicle has to do, since when and until when."""
    sentences = {
        "hold": _("Stop and wait at {place}, by order of {agency} at {time}: {reason}."),
        "release": _("You may go on to the gate, by order of {agency} at {time}: {reason}."),
        "divert": _("Drive to {place} instead, by order of {agency} at {time}: {reason}."),
    }
    said = sentences[order.verb].format(
        place=name_where(zone, order, language),
        agency=zone.name_of(order.agency, language),
        time=say_time(zone, order.at),
        reason=name_reason("give", order.reason, language),
    )
    if order.until is None:
        return said
    return said + " " + _("This holds until {time}.").format(time=say_time(zone, order.until))


def tell_order(zone: Zone, order: RoadOrder, *, at: datetime, language: Language) -> dict[str, Any]:
    """Give what a list shows of an order."""
    verbs = {
        "hold": pgettext("order", "Hold"),
        "release": pgettext("order", "Let go on"),
        "divert": pgettext("order", "Divert"),
    }
    return {
        "id": order.pk,
        "verb": order.verb,
        "icon": ICONS[order.verb],
        "what": verbs[order.verb],
        "where": name_where(zone, order, language),
        "visit": order.visit or "",
        "whom": name_whom(zone, order, language),
        "reason": name_reason("give", order.reason, language),
        "given": say_time(zone, order.at),
        "waits": say_wait(micros(at) - micros(order.at)),
        "until": say_time(zone, order.until) if order.until else "",
        "is_open": is_open(order, at),
        "state": name_state(order, at),
        "words": [_tell_word(zone, word, language) for word in order.words.all()],
    }


def name_where(zone: Zone, order: RoadOrder, language: Language) -> str:
    """Name where vehicles are held or diverted to: a place, words for the road, or both."""
    named = zone.name_of(order.place, language) if order.place else ""
    return " · ".join(part for part in (named, order.road) if part)


def name_whom(zone: Zone, order: RoadOrder, language: Language) -> str:
    """Name the vehicles that an order for many is for."""
    if order.visit is not None:
        return ""
    directions = {
        "export": pgettext("direction", "export"),
        "import": pgettext("direction", "import"),
    }
    gate = zone.name_of(order.gate, language) if order.gate else _("every gate")
    parts = [_("all vehicles for {gate}").format(gate=gate)]
    if order.direction:
        parts.append(directions.get(order.direction, order.direction))
    if order.goods:
        parts.append(zone.name_of(order.goods, language))
    return ", ".join(parts)


def name_state(order: RoadOrder, at: datetime) -> dict[str, str]:
    """Say how an order stands, with the colour of the word."""
    last = find_last_word(order)
    states = {
        "done": (pgettext("order", "done"), "good"),
        "cannot": (pgettext("order", "cannot be done"), "bad"),
        "withdrawn": (pgettext("order", "withdrawn"), ""),
        "passed_on": (pgettext("order", "passed on"), "info"),
    }
    if last is not None and (last.word != "passed_on" or is_open(order, at)):
        text, colour = states[last.word]
    elif is_open(order, at):
        text, colour = _("waits for an answer"), "warn"
    else:
        text, colour = _("its time is over, no answer"), "bad"
    return {"text": text, "colour": colour}


def say_time(zone: Zone, at: datetime) -> str:
    """Say a time as people at the gate do."""
    return f"{local_time(zone, micros(at)):%H:%M %d/%m}"


def _tell_word(zone: Zone, word: RoadWord, language: Language) -> dict[str, str]:
    texts = {
        "done": pgettext("order", "Done"),
        "cannot": pgettext("order", "Cannot"),
        "passed_on": pgettext("order", "Passed on"),
        "withdrawn": pgettext("order", "Withdrawn"),
    }
    reason = _("replaced by a new order") if word.reason == "replaced" else ""
    if word.word == "cannot":
        reason = name_reason("cannot", word.reason, language)
    return {
        "word": word.word,
        "text": texts[word.word],
        "why": ": ".join(part for part in (reason, word.note) if part),
        "at": say_time(zone, word.at),
        "who": zone.name_of(word.agency, language),
    }
