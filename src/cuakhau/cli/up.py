"""`cuakhau up`: everything at once, on this machine, with a published day flowing through."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
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
    """Find the database, prepare the zones, and run until a signal."""
    from cuakhau.server.database import home_folder

    with _django.database() as url:
        os.environ["CUAKHAU_SERVED"] = ",".join(wanted.zones)
        from django.db import connections

        from cuakhau.server.clock import OtherRun
        from cuakhau.server.running import prepare
        from cuakhau.server.running.ports import NoFreePort
        from cuakhau.server.running.processes import ChildFailed
        from cuakhau.server.running.run import run

        prepare.keep_versions(wanted.zones)
        if wanted.replay:
            try:
                prepare.set_clock(*wanted.replay, speed=speed)
            except OtherRun as other:
                _tell(str(other))
                wanted = replace(wanted, replay=None)
        connections.close_all()
        if not os.environ.get("DATABASE_URL"):
            os.environ["CUAKHAU_DATABASE_URL"] = url
        try:
            run(wanted, home=home_folder(), tell=_tell, ready=ready)
        except (ChildFailed, NoFreePort) as trouble:
            raise click.ClickException(str(trouble)) from trouble


def _tell(text: str) -> None:
    click.echo(f"cuakhau: {text}", err=True)
