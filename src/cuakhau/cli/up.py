"""`cuakhau up`: everything at once, on this machine, with a published day flowing through."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cuakhau.cli import _answer, _django

if TYPE_CHECKING:
    from cuakhau.server.running.run import Wanted

DAY = "2024-08-22"
DEMO_ZONE, REAL_ZONE = "lang-son-demo", "lang-son"


@click.command
@click.option("--port", default=8600, show_default=True, help="The next free one if it is in use.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--speed", default=60.0, show_default=True, help="Minutes of the day per minute.")
@click.option("--no-replay", is_flag=True, help="Leave the demo zone as it is.")
@click.option("--home", type=click.Path(path_type=Path), help="Folder of the data (CUAKHAU_HOME).")
@_answer.json_option
def command(
    *, port: int, host: str, speed: float, no_replay: bool, home: Path | None, as_json: bool
) -> None:
    """Start the database, the pages and the replay of 22 August 2024; Ctrl-C stops them.

    A second start goes on where the first one ended.

    Example: cuakhau up --port 8600 --speed 60
    """
    began = time.monotonic()
    if home is not None:
        os.environ["CUAKHAU_HOME"] = str(home.resolve())
    if speed <= 0:
        raise click.BadParameter("--speed must be more than 0")

    def ready(address: str) -> None:
        spent_s = round(time.monotonic() - began, 1)
        facts = {"address": address, "ready_after_s": spent_s, "zone": DEMO_ZONE}
        if as_json:
            _answer.show(facts, as_json=True)
            sys.stdout.flush()
            return
        click.echo(f"\n  cuakhau: {address}   ({spent_s} s)")
        click.echo("  Nhấn Ctrl-C để dừng. / Press Ctrl-C to stop.\n")

    from cuakhau.server.running.run import Wanted

    replay = None if no_replay else (DEMO_ZONE, DAY)
    serve(Wanted(host, port, (DEMO_ZONE, REAL_ZONE), replay=replay), speed=speed, ready=ready)


def serve(wanted: "Wanted", *, speed: float, ready: Callable[[str], None]) -> None:
    """Find the database, start the children, prepare the zones, and run until a signal."""
    from cuakhau.server import database
    from cuakhau.server.running.ports import NoFreePort
    from cuakhau.server.running.processes import ChildFailed
    from cuakhau.server.running.run import Acts, run

    os.environ["CUAKHAU_SERVED"] = ",".join(wanted.zones)
    try:
        with database.running() as found:
            is_ours = isinstance(found, database.RunningDatabase)
            if is_ours:
                os.environ["CUAKHAU_DATABASE_URL"] = found.url

            def prepare() -> bool:
                _django.wake(found.url)
                from cuakhau.server.running.prepare import prepare_all

                return prepare_all(wanted.zones, wanted.replay, speed, _tell, migrating=is_ours)

            run(wanted, home=database.home_folder(), tell=_tell, acts=Acts(prepare, ready))
    except (database.DatabaseTrouble, ChildFailed, NoFreePort, RuntimeError) as trouble:
        raise click.ClickException(str(trouble)) from trouble


def _tell(text: str) -> None:
    click.echo(f"cuakhau: {text}", err=True)
