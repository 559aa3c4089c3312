"""The kept clock of the days of a period, as data that figures are made from.

Which days were kept is part of a figure's question (`2024-08-20..2024-08-22,2024-08-25`), so that
the same days are read again.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

import pyarrow as pa

from cuakhau.figures import Data, Figure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.kept.values import (
    CAUSE_OF_DAYS,
    DAYS_MARK,
    RELEASE_OF_DAYS,
    key_of,
)
from cuakhau.journal.versions import database_name
from cuakhau.planning.clock.lines import find_ends
from cuakhau.planning.clock.models import ClockDay
from cuakhau.planning.clock.reading import join_days
from cuakhau.planning.clock.splitting import measure_published, only
from cuakhau.statistics.clock.causes import Spent
from cuakhau.statistics.clock.measuring.release import tell_between
from cuakhau.statistics.clock.publishing import LEAST
from cuakhau.zone.zone import Zone

ALL, WHICH = "*", "arrival_release"
DIRECTIONS = ("both", "export", "import")
DAY = timedelta(days=1)
Values = dict[str, int | Decimal | None]


def find_days(zone: Zone, since: date, until: date) -> str:
    """Write the days of a period whose clock is kept, empty where none is."""
    kept = ClockDay.objects.filter(zone=zone.name, day__range=(since, until))
    return write_days(kept.order_by("day").values_list("day", flat=True))


def write_days(days: Iterable[date]) -> str:
    """Write days as stretches with commas."""
    stretches: list[list[date]] = []
    for day in days:
        if stretches and day - stretches[-1][1] == DAY:
            stretches[-1][1] = day
        else:
            stretches.append([day, day])
    return ",".join(
        str(first) if first == last else f"{first}..{last}" for first, last in stretches
    )


def read_days(written: str) -> list[date]:
    """Read what `write_days` wrote. Raises `ValueError`."""
    found = []
    for stretch in written.split(","):
        first, _, last = stretch.partition("..")
        since, until = date.fromisoformat(first), date.fromisoformat(last or first)
        found += [since + number * DAY for number in range((until - since).days + 1)]
    return found


def read_clock(zone: Zone, days: str) -> Data:
    """Put the kept days together. Raises `ValueError` where one of them is kept no more."""
    wanted = read_days(days)
    kept = ClockDay.objects.filter(zone=zone.name, day__in=wanted)
    rows = tuple(kept.order_by("day").values_list("pk", "at"))
    if len(rows) != len(wanted):
        raise ValueError(days)
    return _put_together(database_name(), zone, days, rows)


@lru_cache(maxsize=4)
def _put_together(
    _database: str, zone: Zone, days: str, kept: tuple[tuple[int, datetime], ...]
) -> Data:
    """A day is kept anew with another time, so that those of one time are put together once."""
    rows = list(ClockDay.objects.filter(pk__in=[key for key, _at in kept]).order_by("day"))
    spent = join_days(rows)
    until_us = max(int(row.ends_at.timestamp() * 1_000_000) for row in rows)
    values = {**_release(spent, days), **_causes(spent, days)}
    return build_without_log(zone, f"{DAYS_MARK}{until_us}", until_us, kept_values=values)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Read the days of a figure again. Raises `ValueError`."""
    return read_clock(zone, str(stored.parameters["days"]))


def list_gates(spent_of: Data) -> list[str]:
    """List the gates that were measured."""
    keys = (one.split("|") for one in spent_of.kept_values or {})
    return sorted({one[1] for one in keys if len(one) == 4 and one[2] == "both"} - {ALL})


def list_causes(data: Data) -> list[tuple[str, str]]:
    """List (cause, agency), the one that takes most time first."""
    means = {
        tuple(key.split("|")[1:3]): value
        for key, value in (data.kept_values or {}).items()
        if key.endswith("|mean") and key.split("|")[2] not in DIRECTIONS
    }
    known = [(value, cause, agency) for (cause, agency), value in means.items() if value]
    return [(cause, agency) for _value, cause, agency in sorted(known, reverse=True)]


def _release(spent: Spent, days: str) -> Values:
    gates = sorted(set(spent.visits["gate"].cast("string").drop_null().to_pylist()))
    found: Values = {}
    for gate in (ALL, *gates):
        visits = only(spent, "gate", "" if gate == ALL else gate).visits
        for direction in DIRECTIONS:
            about = {"days": days, "gate": gate, "direction": direction}
            for name, value in _measure(visits, direction):
                found[key_of(RELEASE_OF_DAYS, {**about, "measure": name})] = value
    return found


def _measure(visits: pa.Table, direction: str) -> Iterator[tuple[str, int | None]]:
    import pyarrow.compute as pc

    if direction != "both":
        visits = visits.filter(pc.equal(visits["direction"].cast("string"), direction))
    told = next(one for one in tell_between(find_ends(visits)) if one.name == WHICH)
    is_told = told.count >= LEAST  # of fewer nothing is told, as on the pages of the clock
    yield "count", told.count if is_told else None
    for name, seconds in (("mean", told.mean_s), ("median", told.median_s), ("p90", told.p90_s)):
        known = is_told and seconds.value is not None
        yield name, round(seconds.value / 60) if known else None  # type: ignore[operator]


def _causes(spent: Spent, days: str) -> Values:
    found: Values = {}
    for row in measure_published(spent, ("agency",)):
        agency = row.group[0]
        if row.cause == "all" or agency == "":
            continue
        about = {"days": days, "cause": row.cause, "agency": str(agency or ALL)}
        mean = row.mean_s.value if row.count is not None else None
        share = row.share if row.count is not None else None
        found[key_of(CAUSE_OF_DAYS, {**about, "measure": "mean"})] = (
            None if mean is None else round(mean / 60)
        )
        found[key_of(CAUSE_OF_DAYS, {**about, "measure": "share"})] = (
            None if share is None else (Decimal(share) * 100).quantize(Decimal("0.1"))
        )
    return found
