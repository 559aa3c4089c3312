"""Reads the register, as it is now or as it was when a figure was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import msgspec
from django.db import connection

from cuakhau.journal.versions import database_name
from cuakhau.portfolio.works.models import Description, Money
from cuakhau.portfolio.works.rules.project import Entry, Project
from cuakhau.portfolio.works.rules.refusals import broken, g30_project_is_known

NEVER = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A project as it stands, its lines of money, and the revision that it is."""

    project: Project
    revision: int
    changed_by: str
    entries: Sequence[Entry] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpTo:
    """The last rows that count: of descriptions and of money."""

    description: int = NEVER
    money: int = NEVER


NOW = UpTo()


def read_register(zone_name: str, up_to: UpTo = NOW) -> list[Held]:
    """Give all projects of a zone by code, two queries."""
    rows = (
        Description.objects.filter(zone=zone_name, pk__lte=up_to.description)
        .order_by("code", "-revision")
        .distinct("code")
    )
    money = _money(zone_name, up_to)
    return [_held(row, money.get(row.code, ())) for row in rows]


def recall_register(zone_name: str, up_to: UpTo) -> tuple[Held, ...]:
    """Give the projects up to rows that are there already; read once, for rows never change."""
    return _recall(database_name(), zone_name, up_to)


@lru_cache(maxsize=8)
def _recall(_database: str, zone_name: str, up_to: UpTo) -> tuple[Held, ...]:
    return tuple(read_register(zone_name, up_to))


def find_project(zone_name: str, code: str) -> Held | None:
    """Find one project."""
    row = Description.objects.filter(zone=zone_name, code=code).order_by("-revision").first()
    if row is None:
        return None
    lines = Money.objects.filter(zone=zone_name, code=code).order_by("pk")
    return _held(row, tuple(_entry(one) for one in lines))


def get_project(zone_name: str, code: str) -> Held:
    """Give one project. Raises G30."""
    found = find_project(zone_name, code)
    if found is None:
        raise broken(g30_project_is_known, code=code)
    return found


def list_revisions(zone_name: str, code: str) -> list[Description]:
    """List who changed a project and when, the newest first."""
    return list(
        Description.objects.filter(zone=zone_name, code=code).defer("said").order_by("-revision")
    )


def find_last(zone_name: str) -> UpTo:
    """Name the last rows of a zone's register."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(max(id), 0) FROM works_description WHERE zone = %s),"
            " (SELECT coalesce(max(id), 0) FROM works_money WHERE zone = %s)",
            [zone_name, zone_name],
        )
        description, money = cursor.fetchone()
    return UpTo(description=description, money=money)


def find_last_at(zone_name: str, at: datetime) -> tuple[UpTo, UpTo]:
    """Name the last rows of a zone's register, and the last of those written until an instant."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT d.last, m.last, d.then, m.then FROM"
            " (SELECT coalesce(max(id), 0) AS last, coalesce(max(id) FILTER (WHERE at <= %s), 0)"
            " AS then FROM works_description WHERE zone = %s) AS d,"
            " (SELECT coalesce(max(id), 0) AS last, coalesce(max(id) FILTER (WHERE at <= %s), 0)"
            " AS then FROM works_money WHERE zone = %s) AS m",
            [at, zone_name, at, zone_name],
        )
        row = cursor.fetchone()
    return UpTo(description=row[0], money=row[1]), UpTo(description=row[2], money=row[3])


def find_known_us(zone_name: str, up_to: UpTo) -> int:
    """Tell when the last of these rows was written, in microseconds UTC; 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(extract(epoch FROM at) * 1000000)::bigint, 0) FROM ("
            "SELECT at FROM works_description WHERE zone = %s AND id = %s UNION ALL "
            "SELECT at FROM works_money WHERE zone = %s AND id = %s) AS last",
            [zone_name, up_to.description, zone_name, up_to.money],
        )
        return int(cursor.fetchone()[0])


def _money(zone_name: str, up_to: UpTo) -> Mapping[str, Sequence[Entry]]:
    found: dict[str, list[Entry]] = {}
    for row in Money.objects.filter(zone=zone_name, pk__lte=up_to.money).order_by("pk"):
        found.setdefault(row.code, []).append(_entry(row))
    return found


def _held(row: Description, entries: Sequence[Entry]) -> Held:
    return Held(
        project=msgspec.convert(row.said, Project),
        revision=row.revision,
        changed_by=row.by,
        entries=entries,
    )


def _entry(row: Money) -> Entry:
    return Entry(
        project=row.code,
        kind=row.kind,
        year=row.year,
        amount_vnd=row.amount_vnd,
        day=row.day,
        package=row.package,
        document=row.document,
        note=row.note,
        number=row.pk,
        by=row.by,
        at=row.at,
    )
