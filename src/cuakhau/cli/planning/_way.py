"""How the commands run: on all cores, kept under CUAKHAU_HOME, with a bar on the error stream."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cuakhau.planning.experiments.kept import Shelf
    from cuakhau.planning.experiments.measured import Measured
    from cuakhau.planning.experiments.running import Way
    from cuakhau.simulation.network.types import Network


HERE = "local"
ray_option = click.option(
    "--ray", metavar="ADDRESS", help="Run on a Ray cluster; `local` for workers of this machine."
)


def run_all(
    networks: "Mapping[str, Network]", seeds: "Sequence[int]", way: "Way", ray: str | None
) -> "dict[str, tuple[Measured, ...]]":
    """Run each network under each seed, on the cores here or on Ray; the answers are the same.

    What runs on Ray is not kept. Raises `Stopped`, or `PlanRefused` where Ray is missing.
    """
    from cuakhau.planning.experiments import running, sweep

    if ray is None:
        return running.run_all(networks, seeds=seeds, way=way)
    cases = [sweep.Case(name, network, s) for name, network in networks.items() for s in seeds]
    where: dict[str, Any] = {} if ray == HERE else {"address": ray}
    done = sweep.sweep_on_ray(cases, watch=way.watch, **where)
    number = len(seeds)
    return {name: done[n * number : (n + 1) * number] for n, name in enumerate(networks)}


def find_shelf() -> "Shelf":
    """Give the folder of kept results."""
    from cuakhau.planning.experiments.kept import Shelf
    from cuakhau.server.database.places import home_folder

    return Shelf(home_folder() / "cache" / "simulations")


@contextmanager
def running(label: str, *, as_json: bool) -> "Iterator[Way]":
    """Give the way to run; a bar shows how far it is, unless the answer is for a machine."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from cuakhau.planning.experiments.replicate import Watch
    from cuakhau.planning.experiments.running import Way

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )  # fmt: skip
    console = Console(stderr=True)
    quiet = as_json or not console.is_terminal
    with Progress(*columns, console=console, disable=quiet, transient=True) as bar:
        task = bar.add_task(label, total=None)

        def tell(done: int, wanted: int) -> None:
            bar.update(task, completed=done, total=wanted)

        yield Way(watch=Watch(told=tell), shelf=find_shelf())
