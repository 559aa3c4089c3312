"""What the zone's procedures say of visits: missing, out of order, of no procedure.

The procedure is the one in force on the day of declaration. Confirmations come in any order, so
that only what a step `requires` is asked for, by the time at which things happened.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from cuakhau.movement.procedure import find_compiled
from cuakhau.movement.secrecy import secret_steps
from cuakhau.movement.times import local_day
from cuakhau.statistics.columns import stretches
from cuakhau.statistics.process.counts import Counts, Finding
from cuakhau.statistics.process.steps import OF_KIND
from cuakhau.statistics.stays.visits import LEFT
from cuakhau.zone.zone import Zone

_WHOLE = pa.int64()
_SCHEMAS = {
    "stretches": pa.schema(
        {"since_us": _WHOLE, "until_us": _WHOLE, "stretch": _WHOLE, "procedure": _WHOLE}
    ),
    "own": pa.schema(
        {
            "stretch": _WHOLE,
            "procedure": _WHOLE,
            "step": _WHOLE,
            "must": pa.bool_(),
            "refuses": pa.bool_(),
        }
    ),
    "needs": pa.schema(
        {"stretch": _WHOLE, "procedure": _WHOLE, "step": _WHOLE, "required": _WHOLE}
    ),
}


def build_tables(database: Any, zone: Zone, names: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Put the procedures of a zone beside the steps; name all steps by their code.

    A step of a procedure that nobody gave has a code of its own.
    """
    codes = {name: at for at, name in enumerate(names["activity"])}
    for known in zone.steps:
        codes.setdefault(known.id, len(codes))
    number = {name: at for at, name in enumerate(names["procedure"])}
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _SCHEMAS}
    for stretch, (since_us, until_us, dated) in enumerate(stretches(zone)):
        for procedure in dated.procedures:
            if procedure.id not in number:
                continue
            at = number[procedure.id]
            day = date.min if since_us < 0 else local_day(zone, since_us)
            compiled = find_compiled(zone, procedure.id, day)
            assert compiled is not None  # it is one of this stretch
            rows["stretches"].append((since_us, until_us, stretch, at))
            for place, step in enumerate(compiled.steps):
                bit = 1 << place
                must = bool(bit & compiled.own & ~compiled.optional)
                must &= step not in secret_steps(zone)  # whoever may not see it misses nothing
                refuses = bool(bit & compiled.refuses)
                rows["own"].append((stretch, at, codes[step], must, refuses))
                required = compiled.steps_of(compiled.missing_for(step, 0))
                rows["needs"] += [(stretch, at, codes[step], codes[one]) for one in required]
    for name, schema in _SCHEMAS.items():
        columns = [dict(zip(schema.names, row, strict=True)) for row in rows[name]]
        database.register(name, pa.Table.from_pylist(columns, schema))
    return {code: name for name, code in codes.items()}


def facts_of(names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Give what the query of findings must know of the codes."""
    kinds = [name for name in names["activity"] if not name or name.startswith(OF_KIND)]
    return {"first_step": len(kinds), "has_left": LEFT}


def take_findings(
    rows: list[tuple[Any, ...]],
    names: Mapping[str, Sequence[str]],
    steps: Mapping[int, str],
    counts: Counts,
) -> None:
    """Take the rows of the query of findings into the counts."""
    for kind, procedure, step, required, number in rows:
        named = names["procedure"][procedure]
        if kind == "conforming":
            counts.conforming += number
        elif kind == "visits":
            counts.by_procedure[named] += number
        else:
            finding = Finding(kind, named, steps[step], steps[required])
            counts.findings[finding] += number
