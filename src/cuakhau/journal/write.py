"""The only writer of single rows: one transaction for the nonce, the rules, the row, the fold.

Two ways lead to the same rows. The hopeful one reads the head, decides, and writes in one
statement that meets nothing if the head has moved meanwhile: two round trips and one commit. The
locked one takes the head first; it serves writers who meet on one subject, and transactions that
the caller has opened.
"""

from datetime import datetime

import msgspec
from django.db import DatabaseError, transaction

from cuakhau.journal import doorbell, errors, versions
from cuakhau.journal.asked.answers import Appended
from cuakhau.journal.asked.around import build_around
from cuakhau.journal.asked.nearby import InTables, Nearby
from cuakhau.journal.asked.request import Request, build_request, check_signed, month_of, stamp
from cuakhau.journal.errors import not_written
from cuakhau.journal.store import heads, partitions, projection, refusals, rows
from cuakhau.journal.store.connection import is_joined, may_try_again
from cuakhau.journal.store.heads import KnownNonce, Raced
from cuakhau.journal.store.projection import Head
from cuakhau.journal.store.refusals import Told
from cuakhau.journal.store.rows import Placed
from cuakhau.movement import rules
from cuakhau.movement.event import Event
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

MOST_TRIES = 8


def append(zone: Zone, event: Event, *, nonce: str, by: str, at: datetime) -> Appended:
    """Write one event of a visit or a place, recorded at `at` (with its offset) by `by`.

    The number, the time of recording, the flags and the zone's version are set here. A nonce that
    is known gives its first answer again. Becomes part of a transaction that the caller opened.
    Raises `rules.RuleBroken` or `errors.NotWritten`, both kept as refusals; nothing else of a
    refused request is written.
    """
    digest = b""
    try:
        check_signed(nonce, by)
        request = build_request(zone, event, nonce, stamp(by, at))
        digest = request.digest
        versions.ensure(zone)
        return _write(zone, request)
    except Refusal as refusal:
        refuse(refusal, event, Told(zone.name, nonce, digest, by, at))
        raise


def refuse(refusal: Refusal, event: Event, told: Told) -> None:
    """Keep a refusal, in its own transaction: which rule, on what facts, whom, when."""
    refusals.keep([refusals.build(refusal, event, told)])


def decide(zone: Zone, head: Head, request: Request, nearby: Nearby) -> tuple[Placed, Head]:
    """Ask the rules, place the event after `head`, and give its row and the head after it.

    Raises `rules.RuleBroken`, or `errors.NotWritten` where a subject would change its kind.
    """
    event = msgspec.structs.replace(request.event, seq=head.seq + 1)
    if event.subject_kind != head.subject_kind:
        rule = errors.j10_subject_keeps_its_kind
        raise not_written(rule, subject=event.subject, subject_kind=head.subject_kind)
    around = build_around(zone, head.state, event, nearby)
    flags = rules.check(zone, head.state, event, around)
    if flags:
        event = msgspec.structs.replace(event, flags=flags)
    placed = rows.place(
        event, opened_month=head.opened_month, nonce=request.nonce, prev_hash=head.hash
    )
    return placed, projection.advance(head, event, placed.hash)


def get_first_answer(request: Request, known: KnownNonce) -> Appended:
    """Give what was answered to this nonce before. Raises J1 if the request is another."""
    if known.digest != request.digest or known.subject is None or known.opened_month is None:
        raise not_written(errors.j1_nonce_has_one_body, nonce=request.nonce)
    hashed, flags = heads.get_mark(request.event.zone, known)
    return Appended(known.subject, known.seq or 0, hashed, tuple(flags), repeated=True)


def _write(zone: Zone, request: Request) -> Appended:
    joined = is_joined()
    first, tries = (_write_locked, 2) if joined else (_write_hopeful, MOST_TRIES)
    for way in (first, *[_write_locked] * (tries - 1)):
        try:
            answer = way(zone, request)
        except Raced:
            continue
        except DatabaseError as error:
            if not may_try_again(error):
                raise
        else:
            if joined:
                doorbell.ring_on_commit(zone.name)
            else:
                doorbell.ring(zone.name)
            return answer
    rule = errors.j6_not_too_many_at_once
    raise not_written(rule, subject=request.event.subject, tries=tries)


def _write_hopeful(zone: Zone, request: Request) -> Appended:
    event = request.event
    known, head = heads.look(event.zone, event.subject, request.nonce)
    if known is not None:
        return get_first_answer(request, known)
    return _decide_and_save(zone, head or projection.start(event, month_of(zone, event)), request)


def _write_locked(zone: Zone, request: Request) -> Appended:
    event = request.event
    month = month_of(zone, event)
    with transaction.atomic():
        locked = heads.lock_heads(event.zone, [(event.subject, event.subject_kind, month)])
        known = heads.find_nonce(event.zone, request.nonce)
        if known is not None:
            return get_first_answer(request, known)
        return _decide_and_save(zone, locked[event.subject], request)


def _decide_and_save(zone: Zone, head: Head, request: Request) -> Appended:
    placed, after = decide(zone, head, request, InTables(zone.name))
    event = placed.event
    if event.seq == 1:
        partitions.ensure(versions.database_name(), head.opened_month)
    nonce = heads.nonce_values(request.nonce, request.digest, placed)
    heads.save(rows.values_of(placed), projection.values_of(zone, after), nonce)
    return Appended(event.subject, event.seq, placed.hash, event.flags, repeated=False)
