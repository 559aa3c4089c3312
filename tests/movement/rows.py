"""Rows of made-up visits at Lạng Sơn on 15 December 2025, and short ways to fold and judge them."""

from pathlib import Path

import msgspec

from cuakhau.movement import place, rules
from cuakhau.movement.around import Around
from cuakhau.movement.event import Event
from cuakhau.movement.visit import advance, start
from cuakhau.zone.load import load

ZONES = Path(__file__).resolve().parents[2] / "zones"
LANG_SON = load(ZONES / "lang-son")
EIGHT_US = 1_765_760_400_000_000  # 2025-12-15 08:00 at Hà Nội
MINUTE_US = 60_000_000
HOUR = 60
GATE = "hn_1119_1120"
FIRST_AGENCY = {step.id: step.agencies[0] for step in LANG_SON.steps}


def at(minute):
    return EIGHT_US + minute * MINUTE_US


def row(kind, minute=0, **fields):
    """A row that the server takes a second after it happened."""
    fields = {
        "subject_kind": "visit",
        "subject": "v1",
        "recorded_us": at(minute) + 1_000_000,
        "recorded_offset_min": 420,
    } | fields
    return Event(
        zone="lang-son",
        kind=kind,
        happened_us=at(minute),
        happened_offset_min=420,
        **fields,
    )


def declared(procedure="export", minute=-HOUR, **fields):
    return row("declared", minute, **{"procedure": procedure, "place": GATE} | fields)


def given(step, minute=0, **fields):
    """A confirmation by the first agency that may give it."""
    return row("confirmed", minute, **{"step": step, "agency": FIRST_AGENCY.get(step)} | fields)


def told(place_id, kind, minute=0, **fields):
    return row(kind, minute, subject_kind="place", subject=f"{place_id}@2025-12", **fields)


def numbered(events):
    return [msgspec.structs.replace(e, seq=n) for n, e in enumerate(events, 1)]


def visit_of(*events):
    visit = start("lang-son", events[0].subject if events else "v1")
    for event in numbered(events):
        visit = advance(visit, event)
    return visit


def month_of(*events, subject="huu_nghi@2025-12"):
    return place.fold("lang-son", events[0].subject if events else subject, numbered(events))


def state_before(history, event):
    if event.subject_kind == "visit":
        return visit_of(*history)
    return month_of(*history, subject=event.subject)


def judge(history, event, around=None):
    """The flags of a row after a history, or the number of the rule that refuses it."""
    try:
        return rules.check(LANG_SON, state_before(history, event), event, around or Around())
    except rules.RuleBroken as refusal:
        return refusal.rule


INTO_YARD = ("registration", "health_check", "border_guard_in", "customs_in", "yard_in", "permit")
WAY_OUT = (
    "customs_check", "payment", "yard_out_border_guard", "yard_out_customs", "exit_border_guard",
    "exit_customs",
)  # fmt: skip


def journey(procedure="export", **fields):
    """A whole trip, a minute between rows: declared at 7, gone at 8:11."""
    steps = [given(step, minute) for minute, step in enumerate((*INTO_YARD, *WAY_OUT))]
    return [declared(procedure, **fields), *steps]


def transload_journey(procedure="transload_giving", **fields):
    steps = ("yard_in", "permit", "transload")
    kept = [s for s in steps if procedure == "transload_giving" or s != "permit"]
    return [declared(procedure, **fields), *(given(step, n) for n, step in enumerate(kept))]
