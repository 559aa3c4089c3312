"""The one question of a writer: may this row be written, and how is it marked?"""

from collections.abc import Mapping

from cuakhau.movement.around import Around
from cuakhau.movement.broken import Rule, broken
from cuakhau.movement.event import VISIT_KINDS, Event
from cuakhau.movement.place import PlaceState
from cuakhau.movement.rules import flags, links, place, visit
from cuakhau.movement.rules.case import build_case, facts_of
from cuakhau.movement.rules.place import build_place_case, place_facts
from cuakhau.movement.rules.shape import SHAPE, shape_facts
from cuakhau.movement.visit import Visit
from cuakhau.zone.refusal import number_of
from cuakhau.zone.zone import Zone

REFUSING_VISIT = {**visit.REFUSING, **links.REFUSING}
ALL_RULES: tuple[Rule, ...] = (
    *SHAPE, *REFUSING_VISIT, *flags.FLAGGING, *place.REFUSING, *place.FLAGGING
)  # fmt: skip


def _for_kind(rules: Mapping[Rule, tuple[str, ...]], kind: str) -> tuple[tuple[str, Rule], ...]:
    return tuple((number_of(rule), rule) for rule, kinds in rules.items() if kind in kinds)


_REFUSING = {kind: _for_kind(REFUSING_VISIT, kind) for kind in VISIT_KINDS}
_FLAGGING = {kind: _for_kind(flags.FLAGGING, kind) for kind in VISIT_KINDS}
_FLAGGING_PLACE = tuple((number_of(rule), rule) for rule in place.FLAGGING)


def check(zone: Zone, state: Visit | PlaceState, event: Event, around: Around) -> tuple[str, ...]:
    """Tell how a row is marked (`("M32", "M40")`), or raise `RuleBroken` for the first refusal.

    `state` is the subject before the row. `zone` is the whole zone, not the view of one day.
    `event.recorded_us` must be set by then, else its clock is taken at its word.
    """
    for rule in SHAPE:
        if not rule(event):
            raise broken(rule, shape_facts(event))
    if isinstance(state, Visit):
        return _check_visit(zone, state, event, around)
    return _check_place(zone, state, event, around)


def _check_visit(zone: Zone, state: Visit, event: Event, around: Around) -> tuple[str, ...]:
    case = build_case(zone, state, event, around)
    for _, rule in _REFUSING[event.kind]:
        if not rule(case):
            raise broken(rule, facts_of(case))
    return tuple([number for number, rule in _FLAGGING[event.kind] if not rule(case)])


def _check_place(zone: Zone, state: PlaceState, event: Event, around: Around) -> tuple[str, ...]:
    case = build_place_case(zone, state, event, around)
    for rule in place.REFUSING:
        if not rule(case):
            raise broken(rule, place_facts(case))
    return tuple(number for number, rule in _FLAGGING_PLACE if not rule(case))
