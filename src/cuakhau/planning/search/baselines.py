"""The plain plans that a search must beat: today's, and the budget in proportion to demand."""

from collections.abc import Sequence

import numpy as np

from cuakhau.planning.search.ground import Ground
from cuakhau.planning.search.lever import Lever, Plan, Room
from cuakhau.planning.search.walk.local import spend
from cuakhau.simulation.run import Run, run

SECOND_US = 1_000_000


def proportional(ground: Ground, room: Room, seed: int) -> Plan:
    """Spend the whole budget where most work is to be done for those on duty today.

    What a chief would do with a sheet of paper: posts by their work, gates by their vehicles,
    yards by how full they are. It looks at no queue and moves nobody.
    """
    made = run(ground.today, seed=seed)
    return spend(room, room.today, [_demand(ground, made, lever) for lever in room.levers])


def _demand(ground: Ground, made: Run, lever: Lever) -> float:
    if lever.kind in ("officers", "lanes"):
        return _work_s(made, lever.target) / max(lever.vnd, 1)
    if lever.kind == "places":
        pools = [pool.id for pool in made.network.pools]
        return float(made.occupancy[:, pools.index(lever.target)].mean()) / max(lever.vnd, 1)
    if lever.kind == "opening":
        flows = [flow for flow in made.network.flows if flow.facts.get("gate") == lever.target]
        return sum(_visits(made, flow.id) for flow in flows) / max(lever.vnd, 1)
    return 0.0


def _work_s(made: Run, post: str) -> float:
    options: Sequence[tuple[str, str, int]] = [(o.flow, o.node, o.option) for o in made.options]
    at = {
        (flow.id, node.id, n): option.at
        for flow in made.network.flows
        for node in flow.nodes
        for n, option in enumerate(node.options)
    }
    mine = np.array([at.get(name) == post for name in options])
    return float(made.step_served_us[mine].sum()) / SECOND_US


def _visits(made: Run, flow: str) -> float:
    number = [one.id for one in made.network.flows].index(flow)
    return float((made.flow == number).sum())
