"""Arrivals as a log recorded them, in place of those by chance."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cuakhau.movement.log import EventLog
    from cuakhau.simulation.network.types import Network
    from cuakhau.zone.zone import Zone

DAY_US = 86_400_000_000

arrivals_option = click.option(
    "--arrivals", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Let vehicles come as in this log (Parquet).",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Come:
    """A network whose vehicles come as recorded, and what to say of it."""

    network: "Network"
    facts: dict[str, Any]


def let_come(zone: "Zone", network: "Network", file: Path | None) -> Come | None:
    """Let the vehicles of a log come to a network. Raises `PlanRefused` P48, `FitRefused` P62."""
    if file is None:
        return None
    from cuakhau.movement.times import local_day
    from cuakhau.planning.experiments.refusals import p48_somebody_comes, refuse
    from cuakhau.planning.from_now.recorded import come_as_recorded

    made = come_as_recorded(zone, network, read_file(zone, file))
    if not made.come:
        first_day = local_day(zone, network.start_us).isoformat()
        days = -(-network.length_us // DAY_US)
        raise refuse(p48_somebody_comes, file=file.name, first_day=first_day, days=days)
    facts = {"file": file.name, "come": made.come, "left_out": made.left_out}
    return Come(made.network, facts)


def read_file(zone: "Zone", file: Path) -> "EventLog":
    """Read a log. Raises `FitRefused` P62 for a file that is none of this zone."""
    from cuakhau.movement import log
    from cuakhau.planning.calibrating.refusals import p62_log_is_of_the_zone, refuse

    try:
        return log.read(zone.name, file)
    except log.NotALog as trouble:
        raise refuse(
            p62_log_is_of_the_zone, file=file.name, zone=zone.name, problem=trouble.problem
        ) from trouble
