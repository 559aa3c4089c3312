"""Several steps of a procedure: in turn, side by side, at one officer, or with a partner."""

from collections.abc import Sequence
from dataclasses import replace

from cuakhau.simulation.network.types import LogRow
from cuakhau.simulation.twin.chances import Together, Transloading
from cuakhau.simulation.twin.way.pieces import Piece, by_chance, in_turn, one, side_by_side
from cuakhau.simulation.twin.way.steps import (
    TRANSLOAD,
    Way,
    delayed,
    is_asked,
    make_asked,
    make_row,
    make_served,
    make_step,
    sent_home,
)
from cuakhau.zone.types import ProcedureStep

Steps = Sequence[ProcedureStep]


def go_through(way: Way, steps: Steps) -> Piece:
    """Go through steps in their order, those that are served together, together."""
    pieces: list[Piece] = []
    left = list(steps)
    while left:
        step = left.pop(0)
        group = next((g for g in way.window.twin.together if _is_of(way, g, step)), None)
        beside = [s for s in left if group and s.step in group.steps and is_asked(way, s) > 0]
        if group is None or not beside or is_asked(way, step) <= 0:
            pieces.append(_step(way, step))
            continue
        last = max(left.index(s) for s in beside)
        pieces += [_step(way, s) for s in left[:last] if s not in beside]
        del left[: last + 1]
        pieces.append(_together(way, group, [step, *beside]))
    return in_turn(pieces)


def _is_of(way: Way, group: Together, step: ProcedureStep) -> bool:
    return step.step in group.steps and (
        not group.procedures or way.procedure.id in group.procedures
    )


def _together(way: Way, group: Together, steps: list[ProcedureStep]) -> Piece:
    if not group.joint:
        name = way.named("together", steps[0].step)
        home = [piece for step in steps for piece in sent_home(way, step.step)]
        return in_turn([side_by_side(name, [make_asked(way, step) for step in steps]), *home])
    always = tuple(step.step for step in steps if is_asked(way, step) >= 1.0)
    asked = [step for step in steps if step.step not in always]
    home = [piece for step in steps for piece in sent_home(way, step.step)]
    return in_turn([_jointly(way, always or (asked.pop(0).step,), asked), *home])


def _jointly(way: Way, merged: tuple[str, ...], asked: Sequence[ProcedureStep]) -> Piece:
    """Confirm with the first of `merged` all others, and those of `asked` that are asked for."""
    if not asked:
        ready = [in_turn(piece) for piece in (delayed(way, step) for step in merged) if piece]
        name = way.named("ready", "+".join(merged))
        return in_turn(
            [
                side_by_side(name, ready) if len(ready) > 1 else in_turn(ready),
                make_served(way, merged),
            ]
        )
    step, *later = asked
    ways = [
        (is_asked(way, step), _jointly(way, (*merged, step.step), later)),
        (1.0 - is_asked(way, step), _jointly(way, merged, later)),
    ]
    name = way.named("asked", *merged, step.step)
    return by_chance(name, ways, luck=f"asked:{step.step}")


def _step(way: Way, step: ProcedureStep) -> Piece:
    if step.step != TRANSLOAD:
        return make_step(way, step)
    for one_of in way.window.twin.transloadings:
        if way.stream.id == one_of.giving:
            return _give_over(way, one_of, step)
        if way.stream.id == one_of.receiving:
            return _take_over(way, one_of, step)
    return make_step(way, step)


def _give_over(way: Way, loading: Transloading, step: ProcedureStep) -> Piece:
    linked = LogRow(kind="linked")
    return in_turn(
        [
            one(way.named("partners"), "giver", linked, at=loading.receiving),
            make_step(way, step),
            one(way.named("handed_over"), "hand_over"),
        ]
    )


def _take_over(way: Way, loading: Transloading, step: ProcedureStep) -> Piece:
    agency = way.dated.step_by_id[step.step].agencies[0]
    row = replace(make_row(way, step.step, agency), way="hand")
    return in_turn(
        [
            one(way.named("partners"), "receiver", at=loading.receiving),
            one(way.named("taken_over"), "mark", row),
        ]
    )
