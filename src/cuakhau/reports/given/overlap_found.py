"""The overlaps that were found in the log of some days, as data that figures are made from."""

from datetime import date
from decimal import Decimal

from cuakhau.figures import Data, Figure
from cuakhau.figures.data import build_without_log
from cuakhau.figures.kept.values import OVERLAPS, OVERLAPS_MARK, key_of
from cuakhau.planning.overlaps.keeping import find_period, read_findings
from cuakhau.planning.overlaps.models import LOG, Period
from cuakhau.statistics.overlap.findings import Finding
from cuakhau.zone.zone import Zone

ALL = "*"


def find_newest(zone: Zone, since: date, until: date) -> Period | None:
    """Find the newest findings of days that touch a period, without the findings themselves."""
    kept = Period.objects.filter(zone=zone.name, source=LOG)
    touching = kept.filter(first_day__lte=until, last_day__gte=since)
    return touching.defer("findings").order_by("-pk").first()


def read_overlaps(zone: Zone, period: Period) -> Data:
    """Give what was found. A kept period never changes."""
    findings = read_findings(period)
    values: dict[str, int | Decimal | None] = {
        _key(period, ALL, "findings"): len(findings),
        _key(period, ALL, "visits"): period.visits,
    }
    for one in findings:
        values[_key(period, one.key, "hits")] = one.hits
        values[_key(period, one.key, "minutes")] = _minutes(one)
    as_of_us = int(period.at.timestamp() * 1_000_000)
    return build_without_log(zone, f"{OVERLAPS_MARK}{period.pk}", as_of_us, kept_values=values)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Read the findings of a figure again. Raises `ValueError`."""
    period = find_period(zone.name, int(stored.parameters["period"]))
    if period is None:
        raise ValueError(stored.query)
    return read_overlaps(zone, period)


def _minutes(one: Finding) -> int | None:
    return None if one.minutes is None else round(one.minutes.value)


def _key(period: Period, finding: str, measure: str) -> str:
    return key_of(OVERLAPS, {"period": period.pk, "finding": finding, "measure": measure})
