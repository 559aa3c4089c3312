"""One step of a procedure as a piece of a way: asked for or not, served, done again, sent home."""

from dataclasses import dataclass, field, replace

from cuakhau.movement.event import Looked
from cuakhau.simulation.network.types import Draw, LogRow, Node, Option
from cuakhau.simulation.twin.chances import Channel, Rework
from cuakhau.simulation.twin.types import Post, Stream
from cuakhau.simulation.twin.way.lacking import Lacking
from cuakhau.simulation.twin.way.pieces import Piece, by_chance, in_turn, one
from cuakhau.simulation.twin.way.services import (
    add_draws,
    find_delay,
    find_draw,
    find_share,
    posts_for,
)
from cuakhau.simulation.twin.window import Window
from cuakhau.zone.types import Procedure, ProcedureStep
from cuakhau.zone.zone import Zone

IN_YARD, OUT_OF_YARD, BACK = "in_yard", "out_of_yard", "back"
TRANSLOAD = "transload"
_OF_YARD = (IN_YARD, OUT_OF_YARD)
SECOND_US = 1_000_000


@dataclass(frozen=True)
class Way:
    """A stream on its way through its procedure, in one of its yards or in none yet."""

    window: Window
    stream: Stream
    procedure: Procedure
    dated: Zone
    yard: str | None = None
    lacking: list[Lacking] = field(default_factory=list)

    def inside(self, yard: str) -> "Way":
        """Give the same way inside a yard."""
        return replace(self, yard=yard)

    def named(self, *parts: str) -> str:
        """Name a node: its yard tells it from the same step in another."""
        return ":".join(parts) + (f"@{self.yard}" if self.yard else "")

    def find_automatic(self, step: str) -> LogRow | None:
        """Give the row of a step that a camera or a system gives at once."""
        for row in self.window.twin.automatic:
            if row.step == step:
                return replace(make_row(self, step, row.agency), way=row.way)
        return None


def make_row(way: Way, step: str, agency: str) -> LogRow:
    """Say a confirmation as the desk would: what was looked at, and where it was."""
    row = way.dated.step_by_id[step]
    of_yard = any(s.step == step and s.milestone in _OF_YARD for s in way.procedure.steps)
    return LogRow(
        step=step,
        agency=agency if agency in row.agencies else row.agencies[0],
        place=way.yard or way.stream.place if of_yard else way.stream.place,
        looked_at=sum(Looked[name.upper()] for name in row.looks_at),
        way="scan",
    )


def is_asked(way: Way, step: ProcedureStep) -> float:
    """Give the share of vehicles that a step is asked of."""
    return find_share(way.window, way.stream, step.step) if step.optional else 1.0


def make_step(way: Way, step: ProcedureStep) -> Piece:
    """Make the piece of one step; after it some are sent home."""
    return in_turn([make_asked(way, step), *sent_home(way, step.step)])


def make_asked(way: Way, step: ProcedureStep) -> Piece:
    """Serve a step, of which only a share may be asked."""
    share = is_asked(way, step)
    if share <= 0.0:
        return in_turn([])
    served = in_turn([*delayed(way, step.step), make_served(way, (step.step,))])
    if share >= 1.0:
        return served
    ways = [(share, served), (1.0 - share, in_turn([]))]
    return by_chance(way.named("asked", step.step), ways, luck=f"asked:{step.step}")


def delayed(way: Way, step: str) -> list[Piece]:
    """Let the time pass that a vehicle waits before a step for what no officer gives."""
    draw = find_delay(way.window, way.stream, step)
    if draw is None:
        return []
    name = way.named("ready", step)
    return [_waiting(name, Option(next="", draw=draw), luck=f"ready:{step}")]


def make_served(way: Way, steps: tuple[str, ...]) -> Piece:
    """Serve one step, or several that one officer confirms at once; some vehicles twice."""
    again = next((r for r in way.window.twin.reworks if _is_done_again(way, r, steps)), None)
    once = _by_channel(way, steps, "", told=True)
    if again is None:
        return once
    wait = Option(
        next="",
        draw=Draw(kind="lognormal", mean_us=round(again.wait_s * SECOND_US), cv=again.cv),
    )
    twice = in_turn(
        [
            _by_channel(way, steps, "failed", told=False),
            _waiting(way.named("mended", "+".join(steps)), wait, luck=f"mended:{again.step}"),
            _by_channel(way, steps, "again", told=True),
        ]
    )
    ways = [(again.share, twice), (1.0 - again.share, once)]
    return by_chance(way.named("sound", "+".join(steps)), ways, luck=f"sound:{again.step}")


def _is_done_again(way: Way, row: Rework, steps: tuple[str, ...]) -> bool:
    return row.step in steps and row.procedure in (None, way.procedure.id)


def _waiting(node_id: str, option: Option, luck: str) -> Piece:
    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        options = (replace(option, next=after),)
        return node_id, (Node(id=node_id, op="wait", options=options, luck=luck),)

    return build


def wait_for(way: Way, name: str, draw: Draw) -> Piece:
    """Let time pass on the way."""
    return _waiting(way.named(name), Option(next="", draw=draw), luck=name)


def _by_channel(way: Way, steps: tuple[str, ...], turn: str, *, told: bool) -> Piece:
    channels = [c for c in way.window.twin.channels if c.step in steps]
    if not channels:
        return _serve(way, steps, turn, None, told=told)
    ways = [(channel.share, _serve(way, steps, turn, channel, told=told)) for channel in channels]
    luck = f"channel:{channels[0].step}"
    name = way.named("channel", "+".join(steps), *([turn] if turn else []))
    return by_chance(name, ways, luck=luck)


def _serve(
    way: Way, steps: tuple[str, ...], turn: str, channel: Channel | None, *, told: bool
) -> Piece:
    """Serve at the posts of the first step. A failed turn asks for a correction instead."""
    parts = ["+".join(steps), *([channel.id] if channel else []), *([turn] if turn else [])]
    node_id, luck = way.named(*parts), ":".join([steps[0], *([turn] if turn else [])])
    automatic = [way.find_automatic(step) for step in steps]
    posts = posts_for(way.window, way.stream, steps[0], way.yard)
    if not posts and all(automatic):
        return one(node_id, "mark", *(row for row in automatic if row))
    if not posts:
        way.lacking.append(Lacking(way.stream.id, steps[0], "post"))
    options = tuple(
        Option(
            next="",
            at=post.id,
            draw=_draw(way, steps, post, channel),
            rows=_rows(way, steps, post, told=told),
        )
        for post in posts
    )

    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        onward = tuple(replace(option, next=after) for option in options)
        return node_id, (Node(id=node_id, op="serve", options=onward, luck=luck),)

    return build


def _draw(way: Way, steps: tuple[str, ...], post: Post, channel: Channel | None) -> Draw:
    asked = steps if _lasts_as_all(way, steps) else steps[:1]
    found = []
    for step in asked:
        of_channel = channel.id if channel and channel.step == step else None
        draw = find_draw(way.window, way.stream, step, post, of_channel)
        if draw is None:
            way.lacking.append(Lacking(way.stream.id, step, "service"))
            return Draw(kind="fixed")
        found.append(draw)
    return found[0] if len(found) == 1 else add_draws(found)


def _lasts_as_all(way: Way, steps: tuple[str, ...]) -> bool:
    groups = [one for one in way.window.twin.together if one.joint and one.lasts == "sum"]
    return len(steps) > 1 and any(set(steps) <= set(one.steps) for one in groups)


def _rows(way: Way, steps: tuple[str, ...], post: Post, *, told: bool) -> tuple[LogRow, ...]:
    if told:
        return tuple(make_row(way, step, post.agency) for step in steps)
    agency = make_row(way, steps[0], post.agency).agency
    return (LogRow(kind="correction_asked", step=steps[0], agency=agency),)


def sent_home(way: Way, step: str) -> list[Piece]:
    """Turn some vehicles back after a step."""
    rows = [
        row
        for row in way.window.twin.turned_back
        if row.step == step and row.procedure in (None, way.procedure.id)
    ]
    return [
        by_chance(
            way.named("sent_home", step),
            [(row.share, _turned_back(way, row.agency, step)), (1.0 - row.share, in_turn([]))],
            luck=f"sent_home:{step}",
        )
        for row in rows[:1]
    ]


def _turned_back(way: Way, agency: str, after_step: str) -> Piece:
    node_id = way.named("turned_back", after_step)
    row = LogRow(kind="turned_back", agency=agency)

    def build(_after: str) -> tuple[str, tuple[Node, ...]]:
        options = (Option(next="", rows=(row,)),)
        return node_id, (Node(id=node_id, op="end", options=options, outcome="turned_back"),)

    return build
