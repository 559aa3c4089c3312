"""The tally of `statistics.tally`, in one query over the columns of the log."""

from cuakhau.movement.log import EventLog
from cuakhau.statistics.columns import ask
from cuakhau.statistics.tally import ON_LOG_US, Tally
from cuakhau.zone.bulletin.day import Window
from cuakhau.zone.zone import Zone


def tally(zone: Zone, log: EventLog, window: Window) -> Tally:
    """Count the vehicles of a bulletin day with DuckDB; equal to `statistics.tally.tally`."""
    facts = {"since_us": window.since_us, "until_us": window.until_us, "on_log_us": ON_LOG_US}
    subjects: dict[str, list[str]] = {"place": [], "out_unseen": [], "doubtful": []}
    cells = {}
    for what, name, heading, number in ask("tally", zone, zone.at(window.day), log, facts):
        if what in subjects:
            subjects[what].append(name)
        else:
            cells[name, what, heading] = int(number)
    return Tally(
        cells=cells,
        places=frozenset(subjects["place"]),
        out_unseen=tuple(sorted(subjects["out_unseen"])),
        doubtful=tuple(sorted(subjects["doubtful"])),
    )
