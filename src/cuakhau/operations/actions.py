"""What people and programs do at the gates: each act is one call, one transaction, one nonce."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import date, datetime

import msgspec
from django.db import connection, transaction
from django.db.models import Max

from cuakhau.journal import write
from cuakhau.journal.batch import BatchAnswer, OnBad, append_batch
from cuakhau.movement.event import Event
from cuakhau.movement.times import local_day
from cuakhau.operations import people
from cuakhau.operations.declaring import NO_WORDS, Declared, Declaring, Words
from cuakhau.operations.declaring.amending import take_over
from cuakhau.operations.declaring.notices import check_let_in
from cuakhau.operations.ghosts import SEEN_AGAIN, count_ghost
from cuakhau.operations.models import Declaration
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone

LEAST_DIGITS = 5


class Signed(msgspec.Struct, frozen=True):
    """Who acts, when, under which nonce."""

    by: str
    at: datetime
    nonce: str


def declare(zone: Zone, said: Declaring, *, by: str, at: datetime, nonce: str) -> Declared:
    """Open a visit and give its number. Raises `RuleBroken`, `NotWritten` or D5."""

    def act() -> Answer:
        check_let_in(zone, said, at)
        number = next_number(local_day(zone, micros(at)))
        return _declare(zone, said, number, 1, Signed(by, at, nonce))

    asked = Asked(zone.name, nonce, digest_of("declare", said, by), by, at)
    answer, repeated = do_once(asked, act)
    return Declared(**answer, repeated=repeated)


def amend(
    zone: Zone, number: str, said: Declaring, *, by: str, at: datetime, nonce: str
) -> Declared:
    """Write a new revision of a declaration; the earlier ones stay.

    Once the vehicle is here, plate, driver and gate stay too, unless an agency asked for a
    correction: what is left out then is taken over, what differs is refused.
    Raises `Declaration.DoesNotExist`, `RuleBroken`, `NotWritten` or D1 to D5.
    """

    def act() -> Answer:
        before = get_declaration(zone.name, number)
        taken = take_over(zone, before, said, by=by, at=at)
        if (taken.place, taken.goods) != (before.place, before.goods):
            check_let_in(zone, taken, at)
        return _declare(zone, taken, number, before.revision + 1, Signed(by, at, nonce))

    asked = Asked(zone.name, nonce, digest_of("amend", number, said, by), by, at)
    answer, repeated = do_once(asked, act)
    return Declared(**answer, repeated=repeated)


def record(
    zone: Zone, event: Event, words: Words, *, by: str, at: datetime, nonce: str
) -> write.Appended:
    """Append what an agency confirms. Raises `RuleBroken` or `NotWritten`.

    Personal words are kept apart; the event carries their references.
    """
    if words != NO_WORDS:
        event = _with_words(zone, event, words, nonce, local_day(zone, micros(at)))
    row = write.append(zone, event, nonce=nonce, by=by, at=at)
    _count_again(zone, [row], Signed(by, at, nonce))
    return row


def record_batch(
    zone: Zone, rows: Sequence[tuple[Event, Words]], signed: Signed, on_bad: OnBad
) -> BatchAnswer:
    """Append many events in one transaction. Raises `NotWritten` where the whole is refused."""
    by, at, nonce = signed.by, signed.at, signed.nonce
    day = local_day(zone, micros(at))
    with transaction.atomic() if any(w != NO_WORDS for _, w in rows) else nullcontext():
        events = [
            event if words == NO_WORDS else _with_words(zone, event, words, f"{nonce}#{row}", day)
            for row, (event, words) in enumerate(rows)
        ]
        answer = append_batch(zone, events, nonce=nonce, by=by, at=at, on_bad=on_bad)
    _count_again(zone, answer.appended, signed)
    return answer


def _count_again(zone: Zone, rows: Iterable[write.Appended], signed: Signed) -> None:
    """Put the count right where a vehicle that was written off is seen again.

    Said again, it is the first answer again: its nonce is made of the row.
    """
    for row in rows:
        if SEEN_AGAIN in row.flags:
            again = f"{signed.nonce[:120]}.again.{row.subject}"
            count_ghost(zone, row.subject, 1, by=signed.by, at=signed.at, nonce=again)


def get_declaration(zone_name: str, number: str) -> Declaration:
    """Give the last revision of a declaration. Raises `Declaration.DoesNotExist`."""
    rows = Declaration.objects.filter(zone=zone_name, number=number)
    last = rows.aggregate(last=Max("revision"))["last"]
    return rows.get(revision=last)


def next_number(day: date) -> str:
    """Take the next number of a visit: the zone's day and a running number, never used again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('operations_visit_number')")
        (running,) = cursor.fetchone()
    return f"{day:%Y%m%d}{running:0{LEAST_DIGITS}d}"


def _declare(zone: Zone, said: Declaring, number: str, revision: int, line: Signed) -> Answer:
    day = local_day(zone, micros(line.at))
    vehicle = people.keep_plate(zone.name, said.plate, on=day) if said.plate else None
    words = {
        kind: people.keep_word(zone.name, kind, text, nonce=line.nonce, on=day)
        for kind, text in (("driver", said.driver), ("phone", said.phone))
        if text
    }
    papers = msgspec.to_builtins(list(said.unseen)) + [
        {
            "kind": paper.kind,
            "number": people.keep_word(
                zone.name, "paper", paper.number, nonce=f"{line.nonce}/{place}", on=day
            ),
        }
        for place, paper in enumerate(said.papers)
    ]
    Declaration.objects.create(
        zone=zone.name,
        number=number,
        revision=revision,
        procedure=said.procedure,
        place=said.place,
        goods=said.goods,
        vehicle_class=said.vehicle_class,
        vehicle=vehicle,
        driver=words.get("driver"),
        phone=words.get("phone"),
        expected_at=said.expected_at,
        payer=said.payer,
        fee_use=said.fee_use,
        goods_lines=msgspec.to_builtins(said.goods_lines),
        papers=papers,
        owner=said.owner,
        consignment=said.consignment,
        mandate=said.mandate,
        by=line.by,
        at=line.at,
    )
    event = Event(
        zone=zone.name,
        subject_kind="visit",
        subject=number,
        kind="declared" if revision == 1 else "amended",
        happened_us=micros(line.at),
        happened_offset_min=offset_min(line.at),
        place=said.place,
        other=vehicle,
        procedure=said.procedure,
        goods=said.goods,
        vehicle_class=said.vehicle_class,
        payload={"declaration": number, "revision": revision},
    )
    write.append(zone, event, nonce=line.nonce, by=line.by, at=line.at)
    return {"number": number, "revision": revision}


def _with_words(zone: Zone, event: Event, words: Words, nonce: str, on: date) -> Event:
    payload, other = dict(event.payload or {}), event.other
    if words.plate:
        other = people.keep_plate(zone.name, words.plate, on=on)
    if words.driver:
        other = people.keep_word(zone.name, "driver", words.driver, nonce=nonce, on=on)
    if words.note:
        payload["note"] = people.keep_word(zone.name, "note", words.note, nonce=nonce, on=on)
    return msgspec.structs.replace(event, other=other, payload=payload or None)
