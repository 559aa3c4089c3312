"""The kept clock of a period: one day, or the days of a month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from cuakhau.movement.times import find_day
from cuakhau.planning.clock.models import ClockDay
from cuakhau.statistics.clock.causes import Spent
from cuakhau.zone.zone import Zone

NO_ACTS = pa.schema({"visit": pa.int32(), "agency": pa.string(), "micros": pa.int64()})
MOST_DAYS = 62  # in the choice of a page


@dataclass(frozen=True, slots=True)
class Period:
    """The kept days of a period. `name` is `2024-08-22` or `2024-08`; open visits are of the last.

    `acts` are of its agencies, first to last (`visit`, `agency`, `micros`); days that were kept
    before that was have none. `facts` are those of its days, in order.
    """

    name: str
    days: tuple[date, ...]
    spent: Spent
    acts: pa.Table
    facts: tuple[dict[str, Any], ...]
    is_over: bool


def list_days(zone: Zone) -> list[date]:
    """List the kept days, the newest first."""
    days = ClockDay.objects.filter(zone=zone.name).order_by("-day").values_list("day", flat=True)
    return list(days[:MOST_DAYS])


def find_period(zone: Zone, name: str) -> Period | None:
    """Find a period by its name, the newest day where it is empty; `None` where none is kept."""
    rows, span = ClockDay.objects.filter(zone=zone.name), _span(name)
    if span is not None:
        rows = rows.filter(day__gte=span[0], day__lt=span[1])
    elif name:
        return None
    found = list(rows.order_by("day") if span else rows.order_by("-day")[:1])
    if not found:
        return None
    return Period(
        name=name or found[0].day.isoformat(),
        days=tuple(row.day for row in found),
        spent=join_days(found),
        acts=_join_acts(found),
        facts=tuple(row.facts for row in found),
        is_over=all(row.is_over for row in found),
    )


def open_day(row: ClockDay) -> Spent:
    """Open what is kept of one day."""
    return join_days([row])


def _span(name: str) -> tuple[date, date] | None:
    """Read `2024-08-22` or `2024-08` as [first day, day after the last)."""
    day = find_day(name)
    if day is not None:
        return day, day + timedelta(days=1)
    first = find_day(f"{name}-01")
    if first is None:
        return None
    return first, (first + timedelta(days=31)).replace(day=1)


def join_days(rows: list[ClockDay]) -> Spent:
    """Put kept days together."""
    visits, spent, before = [], [], 0
    for row in rows:
        of_day = pa.ipc.open_stream(bytes(row.visits)).read_all()
        table = pa.ipc.open_stream(bytes(row.spent)).read_all()
        number = pa.array(table["visit"].to_numpy() + before, pa.int32())
        visits.append(of_day)
        spent.append(table.set_column(table.schema.get_field_index("visit"), "visit", number))
        before += len(of_day)
    return Spent(pa.concat_tables(visits), pa.concat_tables(spent))


def _join_acts(rows: list[ClockDay]) -> pa.Table:
    tables, before = [NO_ACTS.empty_table()], 0
    for row in rows:
        if row.acts is not None:
            table = pa.ipc.open_stream(bytes(row.acts)).read_all()
            number = pa.array(table["visit"].to_numpy() + before, pa.int32())
            tables.append(table.set_column(0, "visit", number))
        before += pa.ipc.open_stream(bytes(row.visits)).read_all().num_rows
    return pa.concat_tables(tables)
