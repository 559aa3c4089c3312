"""Pieces of a way, put together from its end: each is told what follows and names its first node.

(next node) → (first node of the piece, its nodes)
"""

from collections.abc import Callable, Sequence

from cuakhau.simulation.network.types import LogRow, Node, Op, Option

Piece = Callable[[str], tuple[str, tuple[Node, ...]]]


def in_turn(pieces: Sequence[Piece]) -> Piece:
    """Go through pieces one after the other."""

    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        nodes: tuple[Node, ...] = ()
        for piece in reversed(pieces):
            after, made = piece(after)
            nodes = made + nodes
        return after, nodes

    return build


def one(node_id: str, op: Op, *rows: LogRow, at: str = "", luck: str = "") -> Piece:
    """Make a piece of one node with one way on."""

    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        options = (Option(next=after, rows=rows),)
        return node_id, (Node(id=node_id, op=op, options=options, at=at, luck=luck),)

    return build


def by_chance(node_id: str, ways: Sequence[tuple[float, Piece]], luck: str) -> Piece:
    """Go one of several pieces by chance, then on from there."""

    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        nodes: tuple[Node, ...] = ()
        options: list[Option] = []
        for share, piece in ways:
            first, made = piece(after)
            nodes += made
            options.append(Option(next=first, share=share))
        return node_id, (Node(id=node_id, op="split", options=tuple(options), luck=luck), *nodes)

    return build


def side_by_side(node_id: str, pieces: Sequence[Piece]) -> Piece:
    """Go all pieces at once, and on when all are done."""

    def build(after: str) -> tuple[str, tuple[Node, ...]]:
        join = f"joined:{node_id}"
        nodes: tuple[Node, ...] = ()
        options: list[Option] = []
        for piece in pieces:
            first, made = piece(join)
            nodes += made
            options.append(Option(next=first))
        fork = Node(id=node_id, op="fork", options=tuple(options))
        return node_id, (fork, *nodes, Node(id=join, op="join", options=(Option(next=after),)))

    return build


def nothing(after: str) -> tuple[str, tuple[Node, ...]]:
    """Go straight on."""
    return after, ()
