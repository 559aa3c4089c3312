"""The example zone with its twin, and a network of two of its days."""

from datetime import date

import pytest

from cuakhau.simulation.network.types import Flow, Network, Node
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from cuakhau.zone.zone import Zone

MONDAY = date(2025, 6, 2)


@pytest.fixture(scope="session")
def example() -> Zone:
    return find_zone("example")


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    return files_of(get_folder("example"))


@pytest.fixture(scope="session")
def twin(example: Zone, files: dict[str, bytes]) -> Twin:
    return load_twin(example, files)


@pytest.fixture(scope="session")
def network(example: Zone, twin: Twin) -> Network:
    return build_network(example, twin, first_day=MONDAY, days=2)


def flow_of(network: Network, name: str) -> Flow:
    return next(flow for flow in network.flows if flow.id == name)


def node_of(flow: Flow, name: str) -> Node:
    return next(node for node in flow.nodes if node.id == name)


def servers_of(network: Network, name: str) -> tuple[tuple[int, int], ...]:
    return next(station.servers for station in network.stations if station.id == name)
