"""The stops beside a log, summed: where, of what kind, why, how often and how long."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

WHERE = ("place", "side", "post", "kind", "reason", "goods", "direction")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """Stops that are alike: `times` of them, `lasted_us` in all, the longest `longest_us`."""

    place: str
    side: str | None
    post: str | None
    kind: str
    reason: str
    goods: str | None
    direction: str
    times: int
    lasted_us: int
    longest_us: int
    first_us: int


def sum_stops(stops: pa.Table) -> list[Stopped]:
    """Sum stops of the same place, kind and reason, the longest first."""
    lasted = pc.subtract(stops["to_us"], stops["from_us"])
    table = stops.append_column("lasted_us", lasted)
    grouped = table.group_by(list(WHERE)).aggregate(
        [("lasted_us", "count"), ("lasted_us", "sum"), ("lasted_us", "max"), ("from_us", "min")]
    )
    found = [
        Stopped(
            **{name: row[name] for name in WHERE},
            times=row["lasted_us_count"],
            lasted_us=row["lasted_us_sum"],
            longest_us=row["lasted_us_max"],
            first_us=row["from_us_min"],
        )
        for row in grouped.to_pylist()
    ]
    return sorted(found, key=lambda one: (-one.lasted_us, one.first_us, one.place, one.reason))
