"""From one plan to its neighbours, never past the budget: one more, one fewer, or a swap."""

from collections.abc import Iterator

from cuakhau.planning.search.lever import Plan, Room


def neighbours(room: Room, plan: Plan) -> Iterator[Plan]:
    """Give all plans one move away that the room allows: first what adds, then what swaps, then
    what saves.
    """
    seen = {plan}
    for found in (*_adding(room, plan), *_swapping(room, plan), *_saving(room, plan)):
        if found not in seen and room.allows(found):
            seen.add(found)
            yield found


def adding(room: Room, plan: Plan) -> Iterator[Plan]:
    """Give the plans that turn one lever up."""
    seen = {plan}
    for found in _adding(room, plan):
        if found not in seen and room.allows(found):
            seen.add(found)
            yield found


def swap(room: Room, plan: Plan, up: int, down: int) -> Plan | None:
    """Turn one lever up and another down, by as few steps as pay for it; `None` if they cannot.

    Levers that share keep their sum unit by unit; others give as much as makes room.
    """
    to, of = room.levers[up], room.levers[down]
    if up == down or (to.share or of.share) and to.share != of.share:
        return None
    if to.share:
        units = min(to.step, to.high - plan[up], plan[down] - of.low)
        found = room.turned(plan, [(up, units), (down, -units)]) if units > 0 else plan
        return found if found != plan and room.allows(found) else None
    raised = room.turned(plan, [(up, to.step)])
    if raised == plan:
        return None
    for steps in range(1, 1 + (plan[down] - of.low) // max(of.step, 1)):
        found = room.turned(raised, [(down, -steps * of.step)])
        if room.allows(found):
            return found
    return None


def _adding(room: Room, plan: Plan) -> Iterator[Plan]:
    for place, lever in enumerate(room.levers):
        if not lever.share:
            yield room.turned(plan, [(place, lever.step)])


def _saving(room: Room, plan: Plan) -> Iterator[Plan]:
    for place, lever in enumerate(room.levers):
        if not lever.share:
            yield room.turned(plan, [(place, -lever.step)])


def _swapping(room: Room, plan: Plan) -> Iterator[Plan]:
    for up in range(len(room.levers)):
        for down in range(len(room.levers)):
            found = swap(room, plan, up, down)
            if found is not None:
                yield found
