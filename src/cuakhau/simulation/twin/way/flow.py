"""The way of a stream: its procedure as nodes, from the road to the last confirmation.

balk → road → (buffer) → steps before the yard → a yard, the steps in it → rest → end
"""

from collections.abc import Sequence
from dataclasses import replace

from cuakhau.movement.rules.flags import NO_GOODS
from cuakhau.simulation.network.types import Draw, Flow, LogRow, Node, Option
from cuakhau.simulation.twin.arrivals import make_arrivals
from cuakhau.simulation.twin.chances import TwoWay
from cuakhau.simulation.twin.pools import find_limit, pools_for, road_to
from cuakhau.simulation.twin.types import Stream
from cuakhau.simulation.twin.way.lacking import Lacking
from cuakhau.simulation.twin.way.pieces import Piece, by_chance, in_turn, one
from cuakhau.simulation.twin.way.several import Steps, go_through
from cuakhau.simulation.twin.way.steps import BACK, IN_YARD, OUT_OF_YARD, Way, wait_for
from cuakhau.simulation.twin.window import HOUR_US, Window
from cuakhau.zone.types import ProcedureStep

YARD = "yard"


def make_flow(window: Window, stream: Stream, lacking: list[Lacking]) -> Flow:
    """Make the flow of a stream; what the twin fails to say about it is added to `lacking`."""
    dated = window.zone_of(stream)
    procedure = dated.get_procedure(stream.procedure)
    way = Way(window, stream, procedure, dated, lacking=lacking)
    whole = in_turn([_before(way), *_through(way), _end])
    first, nodes = whole("")
    facts = {
        "procedure": stream.procedure,
        "place": stream.place,
        "gate": dated.find_bulletin_line(stream.place) or stream.place,
        "direction": procedure.direction,
    }
    optional = {"goods": stream.goods, "vehicle_class": stream.vehicle_class}
    giving = next((t for t in window.twin.transloadings if t.giving == stream.id), None)
    return Flow(
        id=stream.id,
        arrivals=make_arrivals(window, stream),
        nodes=tuple(_held(window, node) for node in nodes),
        first=first,
        priority=stream.priority,
        needs=giving.needs if giving else (1.0,),
        declares=LogRow(kind="declared", place=stream.place),
        facts=facts | {key: value for key, value in optional.items() if value},
    )


def _held(window: Window, node: Node) -> Node:
    """Let the officer who serves last before the yard wait with the vehicle, if he blocks."""
    blocking = {post.id for post in window.twin.posts if post.blocks}
    holds = node.op == "serve" and any(o.next == YARD and o.at in blocking for o in node.options)
    return replace(node, holds=True) if holds else node


def _returned(stream: Stream, row: TwoWay) -> Piece:
    """Come back, loaded or empty where the twin says how many are."""
    said = LogRow(kind="returned", place=stream.place)
    if row.empty is None:
        return one("returned", "mark", replace(said, goods=row.goods))
    ways = [
        (row.empty, one("returned_empty", "mark", replace(said, goods=NO_GOODS))),
        (1 - row.empty, one("returned", "mark", replace(said, goods=row.goods))),
    ]
    return by_chance("load", ways, "load")


def _end(_after: str) -> tuple[str, tuple[Node, ...]]:
    return "end", (Node(id="end", op="end"),)


def _before(way: Way) -> Piece:
    """Join the road before the gate, unless it is too long, and wait in a yard outside."""
    road = road_to(way.stream.place)
    pieces: list[Piece] = [_take("road", [road])]
    limit = find_limit(way.window, way.stream)
    if limit is not None:
        pieces.insert(0, _balk(road, limit))
    if way.stream.buffer:
        pools = [pool for y in way.stream.buffer for pool in pools_for(way.window, way.stream, y)]
        pieces.append(_take("buffer", pools))
    return in_turn(pieces)


def _take(node_id: str, pools: Sequence[str]) -> Piece:
    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        options = tuple(Option(next=after, at=pool) for pool in pools)
        return node_id, (Node(id=node_id, op="take", options=options),)

    return build


def _balk(road: str, most: int) -> Piece:
    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        away = Node(
            id="too_long",
            op="end",
            outcome="turned_back",
            options=(Option(next="", rows=(LogRow(kind="turned_back"),)),),
        )
        ways = (Option(next=after), Option(next="too_long"))
        return "balk", (Node(id="balk", op="balk", at=road, limit=most, options=ways), away)

    return build


def _through(way: Way) -> list[Piece]:
    steps = way.procedure.steps
    enters = _find(steps, IN_YARD)
    if enters is None or (steps[enters].optional and not way.stream.yards):
        last = max((n for n, s in enumerate(steps) if s.milestone == "in_gate"), default=-1) + 1
        return [go_through(way, steps[:last]), one("off_road", "give"), *_out(way, steps[last:])]
    last = max((n for n, s in enumerate(steps) if s.milestone == OUT_OF_YARD), default=enters)
    return [
        go_through(way, steps[:enters]),
        _in_yards(way, steps[enters], steps[enters + 1 : last + 1]),
        *_out(way, steps[last + 1 :]),
    ]


def _find(steps: Steps, milestone: str) -> int | None:
    return next((n for n, step in enumerate(steps) if step.milestone == milestone), None)


def _in_yards(way: Way, enters: ProcedureStep, inside: Steps) -> Piece:
    """Take the first free place, then go through the steps of that yard."""
    yards = way.stream.yards or (way.stream.place,)

    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        nodes: tuple[Node, ...] = ()
        options: list[Option] = []
        for yard in yards:
            here = way.inside(yard)
            at_once = here.find_automatic(enters.step)
            steps = inside if at_once else (enters, *inside)
            first, made = _until_off(here, steps)(after)
            nodes += made
            rows = (at_once,) if at_once else ()
            options += [
                Option(next=first, at=pool, rows=rows)
                for pool in pools_for(way.window, way.stream, yard)
            ]
        return YARD, (Node(id=YARD, op="take", options=tuple(options)), *nodes)

    return build


def _until_off(way: Way, steps: Steps) -> Piece:
    """Go through the steps in a yard; its place is free with the first that says it was left."""
    leaves = _find(steps, OUT_OF_YARD)
    last = len(steps) if leaves is None else leaves + 1
    off = one(way.named("off_yard"), "give")
    return in_turn([go_through(way, steps[:last]), off, go_through(way, steps[last:])])


def _out(way: Way, steps: Steps) -> list[Piece]:
    """Go on to the end, over the border and back where the procedure says so."""
    turn = _find(steps, BACK)
    if turn is None:
        return [go_through(way, steps)]
    row = next((t for t in way.window.twin.two_ways if t.procedure == way.procedure.id), None)
    if row is None:
        way.lacking.append(Lacking(way.stream.id, steps[turn].step, "stay"))
        return [go_through(way, steps)]
    stay = Draw(kind="lognormal", mean_us=round(row.stay_h * HOUR_US), cv=row.cv)
    return [
        go_through(way, steps[:turn]),
        one("crossed", "mark", LogRow(kind="crossed", place=way.stream.place)),
        wait_for(way, "other_side", stay),
        _returned(way.stream, row),
        go_through(way, steps[turn:]),
    ]
