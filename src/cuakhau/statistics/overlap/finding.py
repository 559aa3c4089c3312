"""Find overlaps: one query for each kind over the checks of a log, then what each one costs."""

from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from cuakhau.movement.event import Looked
from cuakhau.movement.log import EventLog
from cuakhau.statistics.overlap.costing import cost
from cuakhau.statistics.overlap.findings import KINDS, Kind, Overlaps
from cuakhau.statistics.overlap.looks import THINGS, Looks, read_looks
from cuakhau.statistics.overlap.noise import MOVED_MIN
from cuakhau.statistics.overlap.rules import list_demands, read_procedures
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import duckdb

MINUTE_US = 60_000_000
ONE_STOP_US = MINUTE_US
WITHIN_MIN = 60
_NUMBERED = pa.schema({"what": pa.string(), "bit": pa.int64()})
_TEXTS = pa.schema({"procedure": pa.int64(), "step": pa.int64(), "needs": pa.int64()})


def find_overlaps(zone: Zone, log: EventLog, *, seed: int = 1) -> Overlaps:
    """Find what agencies do twice on one vehicle, from the checks of a log.

    `seed` is that of the intervals. The log may be the desk's, a replay or a simulator's.
    """
    import duckdb  # costs 0.15 s of start-up

    looks = read_looks(zone, log)
    if not len(looks):
        return Overlaps(zone.name, zone.version, 0, 0, 0, ())
    with duckdb.connect() as database:
        database.register("looks", looks.table)
        _register(database, zone, log, looks)
        for kind in KINDS:
            _ask(database, kind, looks)
        findings = cost(database, looks, seed=seed)
        [(visits,)] = database.execute("SELECT count(DISTINCT visit) FROM looks").fetchall()
    return Overlaps(zone.name, zone.version, visits, len(looks), looks.days, findings)


def within_min_of(zone: Zone) -> int:
    """Give within how many minutes two stops in one place are an overlap."""
    return next((rule.within_min for rule in zone.overlap_rules), WITHIN_MIN)


def _register(
    database: "duckdb.DuckDBPyConnection", zone: Zone, log: EventLog, looks: Looks
) -> None:
    things = [{"what": word, "bit": int(Looked[word.upper()])} for word in THINGS]
    fields = [{"what": word, "bit": 1 << place} for place, word in enumerate(looks.fields)]
    database.register("things", pa.Table.from_pylist(things, schema=_NUMBERED))
    database.register("fields", pa.Table.from_pylist(fields, schema=_NUMBERED))
    procedure_of, names = read_procedures(log)
    requires, demanded = list_demands(zone, names, looks.steps)
    database.register("procedure_of", procedure_of)
    database.register("requires", pa.Table.from_pylist(requires, schema=_TEXTS))
    database.register("demanded", pa.Table.from_pylist(demanded, schema=_TEXTS))
    database.execute(
        "CREATE TEMP TABLE first_at AS "
        "SELECT visit, step, min(at_us) AS at_us FROM looks GROUP BY visit, step"
    )


def _ask(database: "duckdb.DuckDBPyConnection", kind: Kind, looks: Looks) -> None:
    """Keep the answer to the query of a kind as a table of that name."""
    text = resources.files(__package__).joinpath(f"{kind}.sql").read_text("utf-8")
    facts: Mapping[str, Any] = {
        "nowhere": len(looks.places) - 1,
        "within_us": within_min_of(looks.zone) * MINUTE_US,
        "moved_us": MOVED_MIN * MINUTE_US,
        "one_stop_us": ONE_STOP_US,
    }
    used = {name: value for name, value in facts.items() if f"${name}" in text}
    database.execute(f"CREATE TEMP TABLE {kind} AS {text}", used)
