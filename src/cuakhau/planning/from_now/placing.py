"""At which node of its flow a vehicle is: the furthest that the log bears witness of.

Ticks come late and out of order, so a step that nobody ticked counts as passed where the vehicle
has since been seen to move. Steps that were ticked ahead of their turn are not passed: the run
serves them when their turn comes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from cuakhau.planning.from_now.known import Known
from cuakhau.simulation.network.types import Flow, Node, Option

Residual = Callable[[Option, int], int]  # option and when it began → service still to come


@dataclass(frozen=True, slots=True)
class Spot:
    """A node, an option of it, and the service still to come; -1 where it waits."""

    node: str
    option: int = 0
    left_us: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """How far a vehicle is from a node on. `score` counts what the log bears witness of.

    `moved`: it was seen to move further on. `late` counts steps passed without a tick. `joined`
    names the join at which a branch of a fork is through.
    """

    spots: tuple[Spot, ...] = ()
    pool: str | None = None
    score: float = 0.0
    moved: bool = False
    late: int = 0
    skipped: str | None = None  # the last of these steps
    joined: str | None = None


@dataclass(slots=True)
class Walk:
    """One walk through a flow with what is known of a vehicle."""

    flow: Flow
    known: Known
    yards: Mapping[str, str]  # of each pool
    residual: Residual
    nodes: dict[str, Node] = field(init=False)
    _seen: dict[tuple[str, str | None], Trail] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look the nodes up once."""
        self.nodes = {node.id: node for node in self.flow.nodes}

    def find(self) -> Trail:
        """Find where the vehicle is; without spots everything was given to it already.

        Who was seen to leave without the last tick stands before the step that lacks it.
        """
        trail = self._from(self.flow.first, None)
        if not trail.spots and trail.skipped is not None:
            return replace(trail, spots=(Spot(trail.skipped),), late=trail.late - 1)
        return trail

    def _from(self, node_id: str, pool: str | None) -> Trail:
        key = (node_id, pool)
        if key not in self._seen:
            node = self.nodes[node_id]
            self._seen[key] = _ACTS.get(node.op, _pass_at_once)(self, node, pool)
        return self._seen[key]

    def find_join(self, fork: Node) -> str:
        """Find the join in which all ways of a fork end."""
        node = self.nodes[fork.options[0].next]
        while node.op != "join":
            node = self.nodes[node.options[-1].next]
        return node.id

    def may_skip(self, trail: Trail, join: str) -> bool:
        """Tell whether a branch may go straight to the join from where it stands."""
        here = [self.nodes[spot.node] for spot in trail.spots]
        return all(any(option.next == join for option in node.options) for node in here) and all(
            node.op == "split" for node in here
        )

    def on(self, node: Node, pool: str | None, option: int = 0) -> Trail:
        """Go on from an option of a node."""
        return self._from(node.options[option].next, pool)

    def here(self, node: Node, pool: str | None) -> Trail:
        """Stand at a node."""
        return Trail(spots=(Spot(node.id),), pool=pool)


def _pass_at_once(walk: Walk, node: Node, pool: str | None) -> Trail:
    """A mark, the handing over of goods: takes no time, so it is passed where more is known."""
    told = [row for option in node.options for row in option.rows]
    given = [row for row in told if row.kind == "confirmed" and row.step in walk.known.given]
    later = walk.on(node, pool)
    if given:
        moves = any(row.step in walk.known.moving for row in given)
        return replace(later, score=later.score + 1, moved=later.moved or moves)
    crossing = [row for row in told if row.kind in ("crossed", "returned")]
    if any(_is_said(walk.known, row.kind) for row in crossing):
        return replace(later, score=later.score + 1, moved=True)
    return later if later.moved or later.score else walk.here(node, pool)


def _is_said(known: Known, kind: str) -> bool:
    if kind == "returned":
        return known.seen.returned_us is not None
    return known.crossed_us is not None or known.seen.returned_us is not None


def _give(walk: Walk, node: Node, pool: str | None) -> Trail:
    later = walk.on(node, None)
    return later if later.moved or later.score else walk.here(node, pool)


def _serve(walk: Walk, node: Node, pool: str | None) -> Trail:
    known, rows = walk.known, [row for option in node.options for row in option.rows]
    failing = any(row.kind == "correction_asked" for row in rows)
    steps = {row.step for row in rows if row.step}
    done = known.failed if failing else known.given
    later = walk.on(node, pool)
    if steps and steps <= done.keys():
        moves = bool(steps & known.moving) and not failing
        return replace(later, score=later.score + 1, moved=later.moved or moves)
    if later.moved:
        return replace(later, late=later.late + 1, skipped=later.skipped or node.id)
    begun = [known.begun[step] for step in steps if step in known.begun]
    if begun and not failing:
        left_us = walk.residual(node.options[0], max(begun))
        return Trail(spots=(Spot(node.id, 0, left_us),), pool=pool, score=0.5)
    return walk.here(node, pool)


def _take(walk: Walk, node: Node, pool: str | None) -> Trail:
    """A road takes whoever has come; a yard only those who were seen in it, or beyond."""
    known = walk.known
    yards = [walk.yards.get(option.at, "") for option in node.options]
    mine = [at for at, yard in enumerate(yards) if yard and yard == known.yard]
    if mine:
        later = walk.on(node, node.options[mine[0]].at, mine[0])
        return replace(later, score=later.score + 1, moved=True)
    if not any(yards):
        return walk.on(node, node.options[0].at)
    trails = [walk.on(node, option.at, at) for at, option in enumerate(node.options)]
    best = max(trails, key=lambda one: (one.moved, one.score))
    if best.moved or (known.was_in_yard and _is_last_take(walk, node)):
        return replace(best, moved=True)
    return walk.here(node, pool)


def _is_last_take(walk: Walk, node: Node) -> bool:
    """Tell the yard of the procedure from a yard outside in which one waits for it."""
    return (
        not any(
            other.op == "take" and other.id != node.id and other.id == option.next
            for option in node.options
            for other in walk.flow.nodes
        )
        and node.id != "buffer"
    )


def _split(walk: Walk, node: Node, pool: str | None) -> Trail:
    trails = [walk.on(node, pool, at) for at in range(len(node.options))]
    best = max(
        range(len(trails)),
        key=lambda at: (trails[at].score, -trails[at].late, node.options[at].share),
    )
    found = trails[best]
    return found if found.score or found.moved else walk.here(node, pool)


def _fork(walk: Walk, node: Node, pool: str | None) -> Trail:
    """All ways at once. A branch that may be skipped is, where more is known beyond the join."""
    trails = [walk.on(node, pool, at) for at in range(len(node.options))]
    score = sum(one.score for one in trails)
    late = sum(one.late for one in trails)
    join = walk.find_join(node)
    later = walk.on(walk.nodes[join], pool)
    open_ = [one for one in trails if one.joined is None]
    if later.score or later.moved:
        open_ = [one for one in open_ if not walk.may_skip(one, join)]
    if open_ and not later.moved:
        if not score:
            return walk.here(node, pool)
        spots = tuple(spot for one in open_ for spot in one.spots)
        moved = any(one.moved for one in trails)
        return Trail(spots=spots, pool=pool, score=score, late=late, moved=moved)
    return replace(later, score=later.score + score, late=later.late + late + len(open_))


def _join(walk: Walk, node: Node, pool: str | None) -> Trail:
    return Trail(pool=pool, joined=node.id)


def _wait(walk: Walk, node: Node, pool: str | None) -> Trail:
    """On the other side, or getting papers ready: it began with the last that was said of it."""
    later = walk.on(node, pool)
    if later.moved or later.score:
        return later
    left_us = walk.residual(node.options[0], walk.known.last_us)
    return Trail(spots=(Spot(node.id, 0, left_us),), pool=pool)


def _partners(walk: Walk, node: Node, pool: str | None) -> Trail:
    """A giver that is linked has its receivers; a receiver goes on when it has the goods."""
    later = walk.on(node, pool)
    through = later.score or later.moved or (node.op == "giver" and walk.known.is_linked)
    return later if through else walk.here(node, pool)


def _balk(walk: Walk, node: Node, pool: str | None) -> Trail:
    return walk.on(node, pool)


def _end(walk: Walk, node: Node, pool: str | None) -> Trail:
    return Trail(pool=None)


_ACTS: dict[str, Callable[[Walk, Node, str | None], Trail]] = {
    "serve": _serve,
    "take": _take,
    "give": _give,
    "split": _split,
    "fork": _fork,
    "join": _join,
    "wait": _wait,
    "balk": _balk,
    "giver": _partners,
    "receiver": _partners,
    "end": _end,
}
