"""The steps of one visit: when each was given, begun, and shown done by what came after."""

from typing import Any

from cuakhau.statistics.clock.charging.given import CONFIRMED, NEVER, STARTED, UNKNOWN


def find_steps(rows: Any, ways: Any, visit: Any, way: Any, desk: Any) -> Any:
    """Find the first confirmation of each step, its start, and whose it is."""
    count = ways.steps[way]
    for s in range(count):
        desk.first[s], desk.start[s] = NEVER, UNKNOWN
        desk.agency[s] = ways.agency[way, s]
    for row in range(rows.edges[visit], rows.edges[visit + 1]):
        s = ways.number[way, rows.step[row]]
        if s < 0 or rows.kind[row] != CONFIRMED or rows.at_us[row] >= desk.first[s]:
            continue
        desk.first[s] = rows.at_us[row]
        started = rows.started_us[row]
        desk.start[s] = started if started <= rows.at_us[row] else UNKNOWN
        desk.agency[s] = rows.agency[row]
    for row in range(rows.edges[visit], rows.edges[visit + 1]):
        s = ways.number[way, rows.step[row]]
        said = s >= 0 and rows.kind[row] == STARTED and desk.start[s] == UNKNOWN
        if said and rows.at_us[row] <= desk.first[s] < NEVER:
            desk.start[s] = rows.at_us[row]


def find_shown(ways: Any, way: Any, desk: Any) -> Any:
    """Find when later acts show that a step was done, where its tick came after them.

    An act that requires a step shows it done; a later place on the way shows an earlier one passed.
    """
    count = ways.steps[way]
    for s in range(count):
        desk.shown[s] = desk.first[s]
    for s in range(count):
        if desk.first[s] == NEVER or desk.start[s] != UNKNOWN:
            continue
        for t in range(count):
            needs = (ways.requires[way, t] >> s) & 1
            passed = ways.stage[way, s] >= 0 and ways.stage[way, t] > ways.stage[way, s]
            if (needs or passed) and desk.first[t] < desk.shown[s]:
                desk.shown[s] = desk.first[t]


def reach(ways: Any, way: Any, desk: Any, all_of: Any, any_of: Any) -> Any:
    """Give when some steps were all done and, of others, one."""
    reached, option = -NEVER, NEVER
    for s in range(ways.steps[way]):
        if (all_of >> s) & 1:
            reached = max(reached, desk.shown[s])
        if (any_of >> s) & 1:
            option = min(option, desk.shown[s])
    return max(reached, option) if any_of else reached


def find_passed(ways: Any, way: Any, desk: Any) -> Any:
    """Find when the vehicle had passed each moving milestone."""
    for stage in range(len(desk.passed)):
        all_of, any_of = ways.all_of[way, stage], ways.any_of[way, stage]
        if not all_of and not any_of:
            return
        desk.passed[stage] = reach(ways, way, desk, all_of, any_of)
