"""`cuakhau serve`: the pages and the API of a real server, without a replay."""

import os

import click

from cuakhau.cli import _answer, up


@click.command
@click.option("--port", default=8600, show_default=True, help="The next free one if it is in use.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--workers", default=2, show_default=True, help="Processes for pages and API.")
@click.option("--zone", "zones", multiple=True, default=[up.REAL_ZONE], help="A zone to serve.")
@click.option("--stream", default="", help="Path of the stream behind a proxy that joins both.")
@_answer.json_option
def command(
    *, port: int, host: str, workers: int, zones: tuple[str, ...], stream: str, as_json: bool
) -> None:
    """Serve pages, API and stream on the database of DATABASE_URL, or on the embedded one.

    CUAKHAU_HOSTS names the hosts under which people reach it.

    Example: DATABASE_URL=postgresql://… cuakhau serve --workers 4
    """
    from cuakhau.server.running.run import Wanted

    def ready(address: str) -> None:
        facts = {"address": address, "zones": ",".join(zones), "pid": os.getpid()}
        _answer.show(facts, as_json=as_json)

    wanted = Wanted(host, port, tuple(zones), workers=workers, stream=stream)
    up.serve(wanted, speed=1, ready=ready)
