"""What a year was to bring, beside what it brought."""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pyarrow as pa

from cuakhau.trade.cube.question import Within
from cuakhau.trade.cube.refusals import refuse, u8_targets_read_as_targets
from cuakhau.trade.cube.running import table

_WAYS = ("both", "export", "import")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target of one year in USD cents; `gate` is null for all gates."""

    scope: str
    year: int
    direction: str
    gate: str | None
    usd_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attained:
    """What was reached of a target, in as many months; null where nothing is known of the year."""

    target: Target
    usd_cents: int | None
    unknown: int
    months: int
    attained_pct: float | None


def read_targets(text: str) -> tuple[Target, ...]:
    """Read scope,year,direction,gate,target_usd. Raises `TableRefused` U8 with the row."""
    targets = []
    for number, row in enumerate(csv.DictReader(StringIO(text)), start=2):
        written = ", ".join(str(value or "–") for value in row.values())
        try:
            whole, _, rest = row["target_usd"].partition(".")
            target = Target(
                scope=row["scope"],
                year=int(row["year"]),
                direction=row["direction"],
                gate=row["gate"] or None,
                usd_cents=int(whole) * 100 + int((rest + "00")[:2]),
            )
        except (KeyError, TypeError, ValueError) as trouble:
            raise refuse(u8_targets_read_as_targets, row=number, problem=written) from trouble
        if target.direction not in _WAYS or target.usd_cents <= 0:
            raise refuse(u8_targets_read_as_targets, row=number, problem=written)
        targets.append(target)
    return tuple(targets)


def attain(facts: Path | pa.Table, targets: tuple[Target, ...]) -> tuple[Attained, ...]:
    """Put each target beside the year so far, of its own scope, way and gate."""
    return tuple(_attain(facts, target) for target in targets)


def _attain(facts: Path | pa.Table, target: Target) -> Attained:
    by = ["year"]
    if target.gate:
        by.append("gate")
    if target.direction != "both":
        by.append("direction")
    within = Within(
        gates=(target.gate,) if target.gate else (),
        directions=() if target.direction == "both" else (target.direction,),
    )
    rows = table(facts, by=by, scope=target.scope, within=within).to_pylist()
    row = next((row for row in rows if row["year"] == str(target.year)), None)
    # Exports alone are no turnover of both ways.
    if row is None or row["ways"] != target.direction:
        return Attained(target=target, usd_cents=None, unknown=0, months=0, attained_pct=None)
    cents = row["value_usd_cents"]
    return Attained(
        target=target,
        usd_cents=cents,
        unknown=row["value_usd_cents_unknown"],
        months=row["months"],
        attained_pct=None if cents is None else cents * 100.0 / target.usd_cents,
    )
