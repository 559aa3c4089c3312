"""How the commands run: on all cores, kept under CUAKHAU_HOME, with a bar on the error stream."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuakhau.planning.experiments.kept import Shelf
    from cuakhau.planning.experiments.running import Way


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
