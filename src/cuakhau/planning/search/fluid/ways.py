"""Which service follows which: the way of a flow without the nodes that only pass on.

source (an arrival, or a way on from a node that decides) → the nodes it feeds, with shares
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cuakhau.simulation.network.types import Flow, Node

ARRIVAL = ("", 0)
Source = tuple[str, int]  # node, option
Feeds = Mapping[tuple[str, str], float]  # (node, branch at a join) → share


@dataclass(frozen=True)
class Ways:
    """The way of one flow. A node decides where vehicles may wait: to be served, or to join."""

    flow: Flow

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """All nodes by their id."""
        return {node.id: node for node in self.flow.nodes}

    @cached_property
    def branch(self) -> dict[str, str]:
        """The branch of a fork that a node stands on."""
        found: dict[str, str] = {}
        for node in self.flow.nodes:
            if node.op == "fork":
                for n, option in enumerate(node.options):
                    self._mark(option.next, f"{node.id}/{n}", found)
        return found

    def _mark(self, first: str, branch: str, found: dict[str, str]) -> None:
        waiting = [first]
        while waiting:
            name = waiting.pop()
            if self.nodes[name].op in ("join", "end") or found.get(name) == branch:
                continue
            found[name] = branch
            waiting += [option.next for option in self.nodes[name].options]

    def decides(self, node: Node) -> bool:
        """Whether vehicles may wait at a node, in the fluid."""
        several = len({option.next for option in node.options}) > 1
        return node.op in ("serve", "join") or (node.op == "take" and several)

    def sources(self) -> Iterator[Source]:
        """List the arrival and every way on from a node that decides."""
        yield ARRIVAL
        for node in self.flow.nodes:
            if self.decides(node):
                yield from ((node.id, n) for n in range(len(node.options)))

    def feeds(self, source: Source) -> Feeds:
        """Say which nodes that decide, or ends, a source feeds, by the unit."""
        name, option = source
        first = self.flow.first if source == ARRIVAL else self.nodes[name].options[option].next
        found: dict[tuple[str, str], float] = {}
        for node, branch, share in self._passed(first, self.branch.get(name, ""), 1.0):
            found[node, branch] = found.get((node, branch), 0.0) + share
        return found

    def _passed(self, name: str, branch: str, share: float) -> Iterator[tuple[str, str, float]]:
        node = self.nodes[name]
        if node.op == "end" or self.decides(node):
            yield name, branch if node.op == "join" else "", share
        elif node.op == "fork":
            for n, option in enumerate(node.options):
                yield from self._passed(option.next, f"{name}/{n}", share)
        elif node.op == "split":
            total = sum(option.share for option in node.options)
            for option in node.options:
                yield from self._passed(option.next, branch, share * option.share / total)
        else:
            yield from self._passed(node.options[0].next, branch, share)
