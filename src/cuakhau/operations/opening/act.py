"""Opens the first day of a real zone: stock, people and roster in one transaction, once."""

import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from msgspec import Struct

from cuakhau.accounts.models import Person
from cuakhau.accounts.people import register
from cuakhau.journal import versions
from cuakhau.journal.batch import append_batch
from cuakhau.journal.store.connection import fetch
from cuakhau.movement.event import Event
from cuakhau.movement.times import local_day
from cuakhau.operations.models import Act
from cuakhau.operations.once import Asked, do_once
from cuakhau.operations.opening import refusals as rules
from cuakhau.operations.opening.book import Cell, read_book
from cuakhau.operations.opening.events import count_events, visit_events
from cuakhau.operations.opening.keeping import keep_said
from cuakhau.operations.opening.reading import Reader
from cuakhau.operations.opening.refusals import BadBook, Mistake, not_opened
from cuakhau.operations.opening.stock import Opening, Waits, Works
from cuakhau.operations.shifts.models import Duty
from cuakhau.operations.times import micros
from cuakhau.zone.bulletin.day import bulletin_day, window_of
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

NONCE = "open-day."
SLICE_ROWS = 5_000
NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{2,39}")


class Asking(Struct, frozen=True):
    """Who opens, when, and in which language mistakes are told."""

    by: str
    at: datetime
    language: Language


class Opened(Struct, frozen=True, kw_only=True):
    """What was written. `passwords` are those of new people, told this once and kept nowhere."""

    visits: int
    counted: int
    people: int
    duties: int
    repeated: bool = False
    passwords: dict[str, str] = {}


def check_book(zone: Zone, content: bytes, moment: datetime, asking: Asking) -> Opening:
    """Read a workbook whole. Raises `BadBook` with every mistake, or O1 to O3."""
    _check_zone(zone, moment, asking)
    lines, mistakes = read_book(content, asking.language)
    known = Person.objects.filter(zone=zone.name, is_active=True).values_list("username", flat=True)
    dated = zone.at(local_day(zone, micros(moment)))
    reader = Reader(dated, asking.at, asking.language, known=frozenset(known), mistakes=mistakes)
    opening = reader.read(lines, moment)
    mistakes += _check_numbers(zone, opening.waiting)
    mistakes += _check_staff(zone, opening.staff, asking.language)
    if mistakes:
        raise BadBook(tuple(mistakes))
    return opening


def open_day(zone: Zone, content: bytes, moment: datetime, asking: Asking) -> Opened:
    """Write all of a workbook, or nothing. The same file again gives the first answer.

    Raises `BadBook`, `NotOpened` or what the journal refuses.
    """
    digest = sha256(content).hexdigest()
    nonce = f"{NONCE}{digest[:32]}"
    if not Act.objects.filter(zone=zone.name, nonce=nonce).exists():
        _check_not_opened(zone)
    passwords: dict[str, str] = {}

    def act() -> dict[str, Any]:
        opening = check_book(zone, content, moment, asking)
        _write_log(zone, opening, nonce, asking)
        passwords.update(_write_people(zone, opening.staff, asking))
        Duty.objects.bulk_create(
            Duty(
                zone=zone.name,
                username=one.username,
                place=one.place,
                step=one.step,
                since=one.since,
                until=one.until,
                by=asking.by,
                at=asking.at,
            )
            for one in opening.roster
        )
        return {
            "visits": len(opening.waiting),
            "counted": sum(one.amount for one in opening.counted),
            "people": len(passwords),
            "duties": len(opening.roster),
        }

    # The day stands in the digest: the same file for another day is another act.
    asked = Asked(
        zone.name,
        nonce,
        sha256(content + moment.isoformat().encode()).digest(),
        asking.by,
        asking.at,
    )
    answer, repeated = do_once(asked, act)
    return Opened(**answer, repeated=repeated, passwords=passwords)


def moment_of(zone: Zone, at: datetime) -> datetime:
    """Give the cut-off before the bulletin day of an instant: the stock is that of this moment."""
    window = window_of(zone, bulletin_day(zone, micros(at)))
    return datetime.fromtimestamp(window.since_us / 1_000_000, at.tzinfo)


def _check_zone(zone: Zone, moment: datetime, asking: Asking) -> None:
    if zone.is_demo:
        raise not_opened(rules.o1_zone_is_real, zone=zone.name)
    if moment > asking.at:
        told = {"moment": moment, "now": asking.at.astimezone(moment.tzinfo)}
        facts = {name: f"{one:%d/%m/%Y %H:%M}" for name, one in told.items()}
        raise not_opened(rules.o3_moment_has_come, **facts)


def _check_not_opened(zone: Zone) -> None:
    if Act.objects.filter(zone=zone.name, nonce__startswith=NONCE).exists():
        raise not_opened(rules.o2_zone_opens_once, zone=zone.name)


def _check_numbers(zone: Zone, waiting: tuple[Waits, ...]) -> Iterator[Mistake]:
    given = {one.number: one.at for one in waiting if one.number}
    taken = fetch(
        "SELECT subject FROM journal_subject WHERE zone = $1 AND subject = ANY($2)",
        [zone.name, list(given)],
    )
    in_use = {subject for (subject,) in taken}
    for number, at in given.items():
        if number in in_use or not NUMBER.fullmatch(number):
            yield _mistake(at, not_opened(rules.o13_number_is_free, value=number))


def _check_staff(zone: Zone, staff: tuple[Works, ...], language: Language) -> Iterator[Mistake]:
    known = {one.username: one for one in _find_people(staff)}
    for works in staff:
        person = known.get(works.username)
        if person is not None and not _is_same(person, works, zone):
            refused = rules.o12_said_once
            told = f"{person.full_name} ({person.zone})"
            yield _mistake(works.at, not_opened(refused, value=works.username, first=told))


def _find_people(staff: tuple[Works, ...]) -> Iterator[Person]:
    yield from Person.objects.filter(username__in=[one.username for one in staff])


def _is_same(person: Person, works: Works, zone: Zone) -> bool:
    own = person.agency or person.firm or ""
    return (person.zone, person.role, own) == (zone.name, works.role, works.works_for)


def _mistake(at: Cell, refusal: Refusal) -> Mistake:
    return Mistake(at.sheet, at.row, at.column, refusal)


def _write_people(zone: Zone, staff: tuple[Works, ...], asking: Asking) -> dict[str, str]:
    known = {one.username for one in _find_people(staff)}
    passwords = {}
    for works in staff:
        if works.username not in known:
            new = register.NewPerson(works.username, works.full_name, works.role, works.works_for)
            _, password = register.add(new, zone=zone, by=asking.by, at=asking.at)
            passwords[works.username] = password
    return passwords


def _write_log(zone: Zone, opening: Opening, nonce: str, asking: Asking) -> None:
    """Write the rows of visits and places by the journal's own rules; all of them or none."""
    versions.ensure(zone)
    kept = keep_said(zone, opening.waiting, by=asking.by, at=asking.at)
    rows: list[tuple[Event, Cell]] = []
    for waits, number, vehicle in kept:
        rows += [(event, waits.at) for event in visit_events(zone, waits, number, vehicle)]
    rows += count_events(zone, opening)
    refused: list[Mistake] = []
    with transaction.atomic():
        for start in range(0, len(rows), SLICE_ROWS):
            part = rows[start : start + SLICE_ROWS]
            answer = append_batch(
                zone,
                [event for event, _ in part],
                nonce=f"{nonce}:{start}",
                by=asking.by,
                at=asking.at,
                on_bad="refuse_all",
            )
            refused += [_mistake(part[one.row][1], one.refusal) for one in answer.refused]
        if refused:
            raise BadBook(tuple(one for one in refused if one.refusal.rule != "J8"))
