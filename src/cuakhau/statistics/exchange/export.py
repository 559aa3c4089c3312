"""Write a log for the programs of others, whole or not at all."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cuakhau.movement.log import EventLog
from cuakhau.statistics.exchange.faults import tell_fault
from cuakhau.statistics.exchange.json_form import write_json
from cuakhau.statistics.exchange.ocel import Ocel, build_ocel, find_faults
from cuakhau.statistics.exchange.sqlite_form import find_faults_of_file, write_sqlite
from cuakhau.statistics.exchange.xes import write_xes
from cuakhau.statistics.process.refusals import (
    q2_log_has_visits,
    q4_export_is_whole,
    q5_ending_is_known,
    refuse,
)
from cuakhau.zone.refusal import Named, join_causes
from cuakhau.zone.zone import Zone

ENDINGS = (".json", ".sqlite", ".xes")
MOST_FAULTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a file holds; XES knows no objects."""

    form: str
    events: int
    objects: int
    links: int


def export(zone: Zone, log: EventLog, file: Path) -> Written:
    """Write a log in the form that the ending of `file` names, in place of what was there.

    Raises `ProcessRefused` Q2 for a log without visits, Q4 where something would be lost, Q5 for
    another ending.
    """
    form = file.suffix.lower()
    if form not in ENDINGS:
        raise refuse(q5_ending_is_known, file=file.name)
    ocel = build_ocel(zone, log)
    if not ocel.events:
        raise refuse(q2_log_has_visits, zone=zone.name)
    _hold(list(islice(find_faults(ocel), MOST_FAULTS)))
    beside = file.with_name(f".{file.name}.part")
    beside.unlink(missing_ok=True)
    try:
        _write(zone, log, ocel, beside, form)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    is_xes = form == ".xes"
    links = sum(len(e.links) for e in ocel.events) + sum(
        len(o.links) for o in ocel.objects.values()
    )
    return Written(
        form="XES" if is_xes else "OCEL 2.0",
        events=len(ocel.events),
        objects=0 if is_xes else len(ocel.objects),
        links=0 if is_xes else links,
    )


def _write(zone: Zone, log: EventLog, ocel: Ocel, file: Path, form: str) -> None:
    if form == ".json":
        file.write_bytes(write_json(ocel))
    elif form == ".sqlite":
        write_sqlite(ocel, file)
        _hold(find_faults_of_file(file)[:MOST_FAULTS])
    else:
        text, count = write_xes(zone, log)
        if count != len(ocel.events):
            _hold([tell_fault("fewer", count=count, of=len(ocel.events))])
        file.write_bytes(text)


def _hold(faults: list[Named]) -> None:
    if faults:
        raise refuse(q4_export_is_whole, problem=join_causes(faults))
