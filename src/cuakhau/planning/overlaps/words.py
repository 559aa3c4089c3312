"""Findings in words: one sentence each, its kind, what was doubled, and each remedy."""

from django.utils.translation import gettext as _

from cuakhau.statistics.overlap.findings import Finding
from cuakhau.statistics.overlap.weight import LEAST_CASES, Doubt, Row
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

AT_ONCE_MIN = 1.0  # below this two looks are at the same time


def say(zone: Zone, finding: Finding, language: Language) -> str:
    """Say a finding in one sentence, without its numbers."""
    place = place_word(zone, finding.place, language)
    said = _say(zone, finding, thing_word(finding.what), language)
    return _("{place}: {sentence}").format(place=place, sentence=said)


def say_row(zone: Zone, row: Row, language: Language) -> str:
    """Say findings of one kind between the same agencies in one sentence, without the places."""
    comma = "、" if language == "zh" else ", "
    things = comma.join(dict.fromkeys(thing_word(one.what) for one in row.findings))
    first = row.findings[0]
    if row.kind != "asked_twice" and all(one.steps == first.steps for one in row.findings):
        return _say(zone, first, things, language)
    one, other = (zone.name_of(agency, language) for agency in (row.agencies[0], row.agencies[-1]))
    if row.kind == "order_wait":
        return _(
            "{one} and {other} make the same vehicle wait for each other’s turn, though no rule "
            "asks for that."
        ).format(one=one, other=other)
    if row.kind == "asked_twice" and one == other:
        return _("{one} asks the same vehicle twice for {things}.").format(one=one, things=things)
    if row.kind == "asked_twice":
        return _("{one} and {other} each ask the same vehicle for {things}.").format(
            one=one, other=other, things=things
        )
    if row.kind == "no_outcome":
        steps = dict.fromkeys(zone.name_of(found.steps[0], language) for found in row.findings)
        return _("{one} records no outcome of {steps}.").format(
            one=one, steps=comma.join(f"“{step}”" for step in steps)
        )
    return _say(zone, first, things, language)


def _say(zone: Zone, finding: Finding, thing: str, language: Language) -> str:
    first, second = (zone.name_of(step, language) for step in finding.steps)
    one, other = (
        zone.name_of(agency, language) for agency in (finding.agencies[0], finding.agencies[-1])
    )
    sentences = {
        "same_thing": _("{one} and {other} each check the {thing} of the same vehicle."),
        "asked_twice": _("The same vehicle is asked twice for {thing}: “{first}” and “{second}”."),
        "same_stop": _("{one} and {other} stop the same vehicle one after the other."),
        "order_wait": _("“{second}” waits for “{first}” to end, though no rule asks for that."),
        "no_outcome": _("{one} records no outcome of “{first}”."),
    }
    return sentences[finding.kind].format(
        one=one, other=other, first=first, second=second, thing=thing
    )


def small_word(doubt: Doubt) -> str:
    """Say why a finding is small or uncertain."""
    words = {
        "unclear": _("not known whether both read the same paper"),
        "uncertain": _("seen in too few hours for an interval"),
        "few": _("fewer than {n} vehicles").format(n=LEAST_CASES),
        "short": _("may be less than a minute a vehicle"),
    }
    return words[doubt]


def kind_word(kind: str) -> str:
    """Name a kind of finding."""
    words = {
        "same_thing": _("Checked twice"),
        "asked_twice": _("Asked twice"),
        "same_stop": _("Stopped twice"),
        "order_wait": _("Waits by order alone"),
        "no_outcome": _("No outcome recorded"),
    }
    return words[kind]


def thing_word(what: str) -> str:
    """Name what was doubled: a thing that is looked at, or data that is asked for."""
    words = {
        "": "",
        "paper": _("papers"),
        "seal": _("seal"),
        "plate": _("plate"),
        "weight": _("weight"),
        "goods": _("goods"),
        "driver": _("the driver's details"),
        "vehicle": _("the vehicle's details"),
        "declaration": _("the declaration"),
        "customs_declaration": _("the customs declaration"),
        "transport_permit": _("the transport permit"),
    }
    return words.get(what, what)


def place_word(zone: Zone, place: str, language: Language) -> str:
    """Name a place; nobody says where is unknown."""
    return zone.name_of(place, language) if place else _("place unknown")


def remedy_word(kind: str) -> str:
    """Name a remedy."""
    words = {
        "joint": _("Joint check"),
        "in_turn": _("One after the other, without a second queue"),
        "beside": _("At the same time, each at its own post"),
        "shared": _("Shared officers"),
        "before": _("Moved before the arrival"),
        "dropped": _("Dropped"),
    }
    return words[kind]


def remedy_note(zone: Zone, kind: str, step: str, basis: str | None, language: Language) -> str:
    """Say what a remedy supposes."""
    named = zone.name_of(step, language)
    notes = {
        "joint": _("One officer confirms both in the time of the first."),
        "in_turn": _("The second officer stands beside the first; both times add up."),
        "beside": _("The vehicle waits for whichever ends later."),
        "shared": _("The officers of both do either work, from one queue."),
        "before": _("“{step}” is done on papers sent ahead.").format(step=named),
        "dropped": _("“{step}” is not done: the most that could be gained.").format(step=named),
    }
    if kind in ("dropped", "before") and basis:
        return notes[kind] + " " + _("It rests on {basis}.").format(basis=basis)
    return notes[kind]
