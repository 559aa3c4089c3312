"""Keeps the clock of each bulletin day: the beat reads the log, pages read what is kept."""

from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Q

from cuakhau.journal import read
from cuakhau.movement.log import EventLog
from cuakhau.planning.clock.late import mark_late
from cuakhau.planning.clock.models import ClockDay
from cuakhau.statistics.clock import Clock, read_clock
from cuakhau.statistics.clock.measuring.clocks import list_skews
from cuakhau.statistics.clock.measuring.offsets import list_offsets
from cuakhau.statistics.clock.measuring.rates import list_rates
from cuakhau.statistics.clock.measuring.release import CHECKED, find_milestone, list_acts
from cuakhau.statistics.clock.measuring.ticks import list_lateness
from cuakhau.statistics.stays.rows import UNKNOWN_US
from cuakhau.zone.bulletin.day import bulletin_day, cut_off_us
from cuakhau.zone.zone import Zone

EACH = timedelta(minutes=10)  # of a day that goes on
AGAIN = timedelta(hours=6)  # of a day that is over: rows come late
FOR_DAYS = 3
MOST_AT_ONCE = 2
KEPT = (
    "subject", "gate", "place", "direction", "goods", "regime", "procedure", "vehicle_class",
    "hour", "opened_us", "arrived_us", "ended_us", "outcome", "is_open", "late_ticks",
)  # fmt: skip
DAY = timedelta(days=1)


def keep_due(zone: Zone, at: datetime) -> int:
    """Keep the days that are due at a time of the zone, the newest first; tell how many.

    Older days are due again where rows came that change them, or that were not kept to their end.
    """
    today = bulletin_day(zone, _us(at))
    oldest = today - FOR_DAYS * DAY
    mark_late(zone, oldest - DAY)
    rows = ClockDay.objects.filter(zone=zone.name).only("day", "at", "is_over", "ends_at")
    kept = {row.day: row for row in rows.filter(day__gte=oldest)}
    days = [today - number * DAY for number in range(FOR_DAYS + 1)]
    due = [day for day in days if _is_due(kept.get(day), at, is_over=day < today)]
    stale = rows.filter(~Q(is_stale=False, is_over=True), day__lt=oldest).order_by("-day")
    due += stale.values_list("day", flat=True)[:MOST_AT_ONCE]
    done = 0
    for day in due:
        if done < MOST_AT_ONCE:
            done += keep_day(zone, day, at)
    return done


def _is_due(row: ClockDay | None, at: datetime, *, is_over: bool) -> bool:
    if row is None or row.at > at:  # a replay may begin again
        return True
    if not is_over:
        return at - row.at >= EACH
    return not row.is_over or at - row.at >= AGAIN


def keep_day(zone: Zone, day: date, at: datetime) -> int:
    """Read the log of one bulletin day and keep its clock; 0 where nothing happened in it."""
    since_us, end_us = cut_off_us(zone, day - DAY), cut_off_us(zone, day)
    until_us = min(end_us, _us(at))
    if until_us <= since_us:
        return 0
    log = _read(zone, since_us, until_us)
    if not len(log):
        return 0
    clock = read_clock(zone, log, ends_us=until_us)
    visits, spent, acts = _pack(clock, since_us, until_us)
    ClockDay.objects.update_or_create(
        zone=zone.name,
        day=day,
        defaults={
            "zone_version": zone.version,
            "ends_at": _at(until_us, at),
            "at": at,
            "is_over": until_us == end_us,
            "visits": _write(visits),
            "spent": _write(spent),
            "acts": _write(acts),
            "is_stale": False,
            "facts": _tell(clock, day),
        },
    )
    return 1


def measure_day(zone: Zone, day: date, until_us: int) -> pa.Table:
    """Read the log of a bulletin day anew up to an instant: the visits, as they are kept."""
    since_us = cut_off_us(zone, day - DAY)
    log = _read(zone, since_us, until_us)
    visits, _spent, _acts = _pack(read_clock(zone, log, ends_us=until_us), since_us, until_us)
    return visits


def _read(zone: Zone, since_us: int, until_us: int) -> EventLog:
    """Read all rows of what something happened to in (since, until], up to then."""
    since, until = (_at(one, None) for one in (since_us, until_us))
    subjects = pc.unique(read.log(zone.name, since=since, until=until).table["subject"])
    return read.log(zone.name, until=until, subjects=subjects.to_pylist())


def _pack(clock: Clock, since_us: int, until_us: int) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Cut to the visits that ended in the day and those still open; add up their stretches."""
    visits = clock.visits
    ended = pc.and_(
        pc.greater(visits["ended_us"], since_us), pc.less_equal(visits["ended_us"], until_us)
    )
    over = pc.is_in(visits["outcome"].cast("string"), value_set=pa.array(["left", "turned_back"]))
    here = pc.or_(pc.and_(ended, over), visits["is_open"])
    places = pa.array(range(len(visits)), pa.int32()).filter(here.combine_chunks())
    declared, released = clock.stays.declared_us, find_milestone(clock, CHECKED)
    for name, times in (("declared_us", declared), ("released_us", released)):
        visits = visits.append_column(name, pa.array(times, mask=times == UNKNOWN_US))
    table, acts = (_renumber(one, places) for one in (clock.table, list_acts(clock)))
    sums = [("micros", "sum"), ("served_estimate_us", "sum")]
    spent = table.group_by(["visit", "cause", "agency"]).aggregate(sums)
    spent = spent.rename_columns({f"{name}_sum": name for name, _ in sums})
    return visits.take(places).select([*KEPT, "declared_us", "released_us"]), spent, acts


def _renumber(table: pa.Table, places: pa.Array) -> pa.Table:
    """Keep the rows of some visits, under their place among them."""
    table = table.set_column(0, "visit", pc.index_in(table["visit"], value_set=places))
    return table.filter(pc.is_valid(table["visit"]))


def _tell(clock: Clock, day: date) -> dict[str, Any]:
    skews = list_skews(clock)
    return {
        "rates": {one.name: [one.count, one.of] for one in list_rates(clock, of_day=day)},
        "open": int(pc.sum(clock.visits["is_open"], min_count=0).as_py()),
        "left_out": clock.left_out,
        "ticks": [
            {"agency": one.agency, "ticks": one.ticks, "late": one.late,
             "recorded_p90_s": one.recorded_p90_s.value, "after_p90_s": one.after_act_p90_s.value}
            for one in list_lateness(clock)
        ],
        "clocks": [
            {"of": one.of, "ahead": one.ahead, "pairs": one.pairs, "low_s": one.low_s,
             "high_s": one.high_s, "disagree": one.disagree}
            for one in skews
        ],
        "offsets": [
            {"agency": one.agency, "pairs": one.pairs, "ahead_s": one.ahead_s,
             "low_s": one.low_s, "high_s": one.high_s, "is_off": one.is_off}
            for one in list_offsets(skews)
        ],
    }  # fmt: skip


def _write(table: pa.Table) -> bytes:
    plain = [
        column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    table = pa.table(plain, names=table.column_names)
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def _us(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)


def _at(at_us: int, like: datetime | None) -> datetime:
    from datetime import UTC

    return datetime.fromtimestamp(at_us / 1_000_000, like.tzinfo if like else UTC)
