"""The same tables from the desk's log and from the simulator's, by the same code."""

from datetime import date, timedelta

import msgspec

from cuakhau.journal import batch, read
from cuakhau.movement.log import from_events
from cuakhau.movement.times import local_time
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.statistics.clock import read_clock
from cuakhau.statistics.clock.tables import count_visits, measure
from cuakhau.zone.load import files_of, find_zone, get_folder

BY = ("direction", "goods", "agency")
FIRST = 60  # visits: enough for every cause but few enough for the plain kernel


def tables_of(zone, log):
    return measure(count_visits(read_clock(zone, log).spent, BY), BY)


def test_simulated_rows_in_the_journal_give_the_simulators_tables(zone):
    example = find_zone("example")
    twin = load_twin(example, files_of(get_folder("example")))
    made = run(build_network(example, twin, first_day=date(2025, 6, 2), days=1), seed=1, log="full")
    whole = list(log_of(made, run_id="r").events())
    opened = [
        e.subject for e in whole if e.kind == "declared" and e.procedure in ("export", "import")
    ]
    chosen = set(opened[:FIRST])
    events = [msgspec.structs.replace(e, zone=zone.name) for e in whole if e.subject in chosen]
    simulated = from_events(zone.name, events)
    written = sorted(events, key=lambda event: (event.happened_us, event.subject, event.seq))
    written = [msgspec.structs.replace(e, seq=0, recorded_us=0, run=None) for e in written]
    at = local_time(zone, written[-1].happened_us) + timedelta(minutes=1)
    batch.append_batch(zone, written, nonce="b", by="d", at=at, on_bad="refuse_all")
    rows = tables_of(zone, simulated)
    assert len(rows) > 20
    assert tables_of(zone, read.log(zone.name)) == rows
