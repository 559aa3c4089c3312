"""Findings per period: worked out by the beat, kept by their content, read by the pages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from zoneinfo import ZoneInfo

import msgspec

from cuakhau.journal import read, versions
from cuakhau.movement.log import EventLog
from cuakhau.planning.overlaps.models import LOG, TWIN, FirstFound, Period
from cuakhau.planning.twins import find_twin
from cuakhau.statistics.overlap.findings import Finding, Overlaps
from cuakhau.zone.zone import Zone

DAYS, TWIN_DAYS, SEED = 31, 7, 1
MOST_VISITS = 100  # of the vehicles behind a finding, as many are kept by name
EACH = timedelta(hours=6)


def refresh(zone: Zone, at: datetime) -> int:
    """Work out the findings of the last days where that is due; tell how many periods were kept.

    A demo also keeps a simulated week, since its replay is a day or two.
    """
    kept = 0
    last = Period.objects.filter(zone=zone.name, source=LOG).order_by("-pk").first()
    if last is None or at - last.at >= EACH:
        since = at - timedelta(days=DAYS)
        log = read.log(zone.name, since=since, until=at)
        kept += _keep(zone, _find(zone, log), at)
    if zone.is_demo and not Period.objects.filter(zone=zone.name, source=TWIN).exists():
        found = _simulate(zone, at)
        kept += 0 if found is None else _keep(zone, found, at)
    return kept


def _find(zone: Zone, log: EventLog) -> "_Found":
    from cuakhau.statistics.overlap import find_overlaps

    times = log.table["happened_us"].to_numpy()
    ends = (times.min(), times.max()) if len(times) else (0, 0)
    first, last = (_day(zone, int(one)) for one in ends)
    return _Found(LOG, first, last, find_overlaps(zone, log))


class _Found(msgspec.Struct, frozen=True):
    source: str
    first_day: date
    last_day: date
    overlaps: Overlaps


def _simulate(zone: Zone, at: datetime) -> "_Found | None":
    twin = find_twin(zone)
    if twin is None:
        return None
    from cuakhau.simulation.decode import log_of
    from cuakhau.simulation.run import run
    from cuakhau.simulation.twin.build import build_network
    from cuakhau.statistics.overlap import find_overlaps

    first = at.astimezone(ZoneInfo(zone.time_zone)).date()
    network = build_network(zone, twin, first_day=first, days=TWIN_DAYS)
    log = log_of(run(network, seed=SEED, log="full"), run_id="overlaps")
    return _Found(TWIN, first, first + timedelta(days=TWIN_DAYS - 1), find_overlaps(zone, log))


def _day(zone: Zone, at_us: int) -> date:
    return datetime.fromtimestamp(at_us / 1_000_000, ZoneInfo(zone.time_zone)).date()


def _keep(zone: Zone, found: _Found, at: datetime) -> int:
    overlaps = found.overlaps
    if not overlaps.visits:
        return 0
    rows = [
        msgspec.to_builtins(replace(one, visits=one.visits[:MOST_VISITS]))
        for one in overlaps.findings
    ]
    digest = sha256(msgspec.json.encode([str(found.first_day), str(found.last_day), rows]))
    row, is_new = Period.objects.get_or_create(
        zone=zone.name,
        source=found.source,
        digest=digest.hexdigest(),
        defaults={
            "first_day": found.first_day,
            "last_day": found.last_day,
            "zone_version": zone.version,
            "visits": overlaps.visits,
            "checks": overlaps.checks,
            "days": overlaps.days,
            "findings": rows,
            "at": at,
        },
    )
    if not is_new:  # the same findings again: only when they were last worked out is another
        Period.objects.filter(pk=row.pk).update(at=at)
    if found.source == LOG:
        first = [FirstFound(zone=zone.name, key=one.key, at=at) for one in overlaps.findings]
        FirstFound.objects.bulk_create(first, ignore_conflicts=True)
    return int(is_new)


def list_newest(zone_name: str) -> list[Period]:
    """List the newest period of each source, that of the log first; without their findings."""
    rows = Period.objects.filter(zone=zone_name).defer("findings")
    newest = [rows.filter(source=source).order_by("-pk").first() for source in (LOG, TWIN)]
    return [one for one in newest if one is not None]


def find_period(zone_name: str, key: int) -> Period | None:
    """Find a period by its number, without its findings."""
    return Period.objects.filter(zone=zone_name, pk=key).defer("findings").first()


def read_findings(period: Period) -> tuple[Finding, ...]:
    """Give the findings of a period, in their order. What is kept never changes."""
    return _read(versions.database_name(), period.pk)


@lru_cache(maxsize=32)
def _read(_database: str, key: int) -> tuple[Finding, ...]:
    rows = Period.objects.values_list("findings", flat=True).get(pk=key)
    return tuple(_decode(rows))


def _decode(rows: list[object]) -> Iterator[Finding]:
    for row in rows:
        yield msgspec.convert(row, Finding)
