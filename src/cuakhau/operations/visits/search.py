"""The find box: open visits from memory, earlier ones by what was declared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from cuakhau.journal import personal
from cuakhau.movement.times import local_day
from cuakhau.operations.desk.find import LEAST as LEAST
from cuakhau.operations.desk.find import plain
from cuakhau.operations.desk.waiting import Waiting, hall_of
from cuakhau.operations.models import Declaration
from cuakhau.zone.zone import Zone

MOST = 20
MOST_REFS = 50  # more records end so only where three characters were typed: type one more
LEAST_OF_A_NAME = 4

# Each way has an index of its own; together in one OR they would have none.
NUMBERS = """
WITH found AS (
  (SELECT number FROM operations_declaration WHERE zone = %(zone)s
      AND reverse(replace(upper(number), '-', '')) COLLATE "C" >= reverse(%(ends)s)
      AND reverse(replace(upper(number), '-', '')) COLLATE "C" < reverse(%(ends)s) || '􏿿'
    LIMIT %(most)s)
  UNION
  (SELECT number FROM operations_declaration
    WHERE zone = %(zone)s AND vehicle = ANY(%(refs)s) ORDER BY number DESC LIMIT %(most)s)
  UNION
  (SELECT number FROM operations_declaration
    WHERE zone = %(zone)s AND phone = ANY(%(refs)s) ORDER BY number DESC LIMIT %(most)s)
  UNION
  (SELECT said.number FROM unnest(%(refs)s::text[]) AS ref
    JOIN operations_declaration AS said
      ON said.papers @> jsonb_build_array(jsonb_build_object('number', ref))
    WHERE said.zone = %(zone)s LIMIT %(most)s)
  UNION
  (SELECT number FROM operations_declaration
    WHERE zone = %(zone)s AND owner = ANY(%(firms)s) ORDER BY number DESC LIMIT %(most)s)
)
SELECT DISTINCT ON (said.number) said.number, said.vehicle, said.goods, said.procedure, said.at,
    said.owner
  FROM found JOIN operations_declaration AS said USING (number)
  WHERE said.zone = %(zone)s AND (%(own)s::text[] IS NULL OR said.owner = ANY(%(own)s))
  ORDER BY said.number DESC, said.revision DESC
"""

# Those who declared are found by jumping along the index, one probe a firm.
FIRMS = """
WITH RECURSIVE owners AS (
  (SELECT min(owner) AS owner FROM operations_declaration WHERE zone = %(zone)s)
  UNION ALL
  (SELECT (SELECT min(owner) FROM operations_declaration
      WHERE zone = %(zone)s AND owner > owners.owner)
    FROM owners WHERE owners.owner IS NOT NULL)
)
SELECT owners.owner, firm.name, firm.tax_code FROM owners
  LEFT JOIN accounts_firm AS firm ON firm.zone = %(zone)s AND firm.id = owners.owner
  WHERE owners.owner IS NOT NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A visit that fits what was typed."""

    number: str
    vehicle: str | None
    goods: str | None
    procedure: str | None
    on: date  # the day of declaration
    firm: str | None
    is_open: bool


def find(zone: Zone, asked: str, *, kinds: Sequence[str], firms: Sequence[str] | None) -> list[Hit]:
    """Find up to 20 visits, the open ones first, then the newest.

    Looked for by how it ends: number, plate, trailer, container, phone, paper; by any part of it:
    the name of the firm. `kinds` are those of `personal` that may be looked for; `firms`
    find those that they declared, None all.
    """
    ends = plain(asked)
    if len(ends) < LEAST:
        return []
    refs = personal.find_ending(zone.name, kinds, ends, MOST_REFS) if kinds else set()
    known = _find_declared(zone.name, ends, refs, firms)
    hits: dict[str, Hit] = {}
    for waiting in hall_of(zone).look():
        seen = waiting.seen
        is_it = seen.subject in known or (
            firms is None and (plain(seen.subject).endswith(ends) or seen.vehicle in refs)
        )
        if is_it:
            hits[seen.subject] = _open_hit(zone, waiting, known)
    for number, said in known.items():
        hits.setdefault(number, said)
    return list(hits.values())[:MOST]


def _open_hit(zone: Zone, waiting: Waiting, known: dict[str, Hit]) -> Hit:
    seen = waiting.seen
    return Hit(
        number=seen.subject,
        vehicle=seen.vehicle,
        goods=seen.goods,
        procedure=seen.procedure,
        on=local_day(zone, seen.declared_us or 0),
        firm=known[seen.subject].firm if seen.subject in known else None,
        is_open=True,
    )


def _find_declared(
    zone_name: str, ends: str, refs: Iterable[str], own: Sequence[str] | None
) -> dict[str, Hit]:
    """Give what was declared, the newest number first."""
    asked: dict[str, Any] = {
        "zone": zone_name,
        "ends": ends,
        "refs": sorted(refs),
        "firms": _find_firms(zone_name, ends) if own is None else [],
        "own": None if own is None else list(own),
        "most": 5 * MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, asked)
        rows = cursor.fetchall()
    return {
        number: Hit(
            number=number,
            vehicle=vehicle,
            goods=goods,
            procedure=procedure,
            on=at.date(),
            firm=owner,
            is_open=False,
        )
        for number, vehicle, goods, procedure, at, owner in rows
    }


def _find_firms(zone_name: str, words: str) -> list[str]:
    """Find the firms with these letters in their name, or at the end of their tax code."""
    if len(words) < LEAST_OF_A_NAME:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FIRMS, {"zone": zone_name})
        firms = cursor.fetchall()
    found = [
        firm
        for firm, name, tax_code in firms
        if words in plain(f"{name or ''} {firm}") or plain(tax_code or "").endswith(words)
    ]
    return found[:MOST_REFS]


def find_declaration(zone_name: str, number: str) -> Declaration | None:
    """Find the last revision of a declaration."""
    return Declaration.objects.filter(zone=zone_name, number=number).order_by("-revision").first()
