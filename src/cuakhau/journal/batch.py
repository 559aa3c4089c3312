"""Many events in one transaction, by the same rules and with the same chains as one by one.

What a batch did is answered row by row, and answered again to whoever repeats its nonce. A bad row
leaves the good ones or takes all with it, as the caller has said beforehand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Literal

from django.db import DatabaseError, IntegrityError, transaction

from cuakhau.journal import doorbell, errors, versions
from cuakhau.journal.asked import answers
from cuakhau.journal.asked.answers import Appended, BatchAnswer, Refused
from cuakhau.journal.asked.nearby import InBatch
from cuakhau.journal.asked.request import Request, build_request, check_signed, month_of, stamp
from cuakhau.journal.errors import not_written
from cuakhau.journal.store import copy, heads, partitions, projection, refusals
from cuakhau.journal.store.connection import is_joined, may_try_again
from cuakhau.journal.store.heads import Raced
from cuakhau.journal.store.projection import Head
from cuakhau.journal.store.refusals import Told
from cuakhau.journal.store.rows import Placed
from cuakhau.journal.write import decide
from cuakhau.movement.event import Event
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

OnBad = Literal["refuse_all", "keep_good"]

MOST_ROWS = 10_000
MOST_TRIES = 8


class _Whole(Exception):
    """A row is bad and the caller wants all or nothing: nothing, then."""


@dataclass(frozen=True, slots=True)
class _Batch:
    """A batch as asked: per row a request, or the refusal that it met before it was one."""

    zone: Zone
    nonce: str
    on_bad: OnBad
    rows: tuple[Request | Refusal, ...]
    digest: bytes

    def requests(self) -> Iterator[tuple[int, Request]]:
        """Give the rows that may be tried, with their places."""
        for row, asked in enumerate(self.rows):
            if isinstance(asked, Request):
                yield row, asked


@dataclass(slots=True)
class _Draft:
    """A batch on its way: heads as they move on, rows to write, rows refused."""

    standing: dict[str, Head]
    new: set[str]
    placed: dict[int, Placed] = field(default_factory=dict)
    refused: dict[int, Refusal] = field(default_factory=dict)


def append_batch(
    zone: Zone, events: Sequence[Event], *, nonce: str, by: str, at: datetime, on_bad: OnBad
) -> BatchAnswer:
    """Write up to 10,000 events in the order given, recorded at `at` by `by`, in one transaction.

    `on_bad` says what becomes of the good rows when some are refused: `keep_good` writes them,
    `refuse_all` writes none and refuses each good one by rule J8. Every refusal is kept. Rows get
    nonces of their own (`nonce#0`, `nonce#1` …). Becomes part of a transaction of the caller.
    Raises `NotWritten` where the batch as a whole cannot be taken.
    """
    digest = b""
    try:
        batch = _build_batch(zone, events, nonce=nonce, by=by, at=at, on_bad=on_bad)
        digest = batch.digest
        versions.ensure(zone)
        answer = _write(batch)
    except Refusal as refusal:
        refusals.keep([refusals.build(refusal, None, Told(zone.name, nonce, digest, by, at))])
        raise
    if not answer.repeated:
        told = [(r, Told(zone.name, nonce, digest, by, at, r.row)) for r in answer.refused]
        refusals.keep([refusals.build(r.refusal, events[r.row], of) for r, of in told])
    return answer


def _build_batch(
    zone: Zone, events: Sequence[Event], *, nonce: str, by: str, at: datetime, on_bad: OnBad
) -> _Batch:
    check_signed(nonce, by)
    stamped = stamp(by, at)
    if not 1 <= len(events) <= MOST_ROWS:
        raise not_written(errors.j9_batch_has_a_size, rows=len(events), most=MOST_ROWS)
    asked: list[Request | Refusal] = []
    summed = sha256(on_bad.encode())
    for row, event in enumerate(events):
        try:
            request = build_request(zone, event, f"{nonce}#{row}", stamped)
        except Refusal as refusal:
            asked.append(refusal)
            summed.update(str(refusal).encode("utf-8", "replace"))
        else:
            asked.append(request)
            summed.update(request.digest)
    return _Batch(zone, nonce, on_bad, tuple(asked), summed.digest())


def _write(batch: _Batch) -> BatchAnswer:
    joined = is_joined()
    for _ in range(MOST_TRIES):
        try:
            answer = _write_once(batch)
        except Raced:
            continue
        except DatabaseError as error:
            if not may_try_again(error):
                raise
        else:
            (doorbell.ring_on_commit if joined else doorbell.ring)(batch.zone.name)
            return answer
    raise not_written(errors.j6_not_too_many_at_once, subject=batch.nonce, tries=MOST_TRIES)


def _write_once(batch: _Batch) -> BatchAnswer:
    draft = _Draft({}, set())
    try:
        with transaction.atomic():
            _lock(batch, draft)
            known = heads.find_nonce(batch.zone.name, batch.nonce)
            if known is not None:
                if known.digest != batch.digest:
                    raise not_written(errors.j1_nonce_has_one_body, nonce=batch.nonce)
                return answers.read(batch.zone.name, batch.nonce, known)
            _write_rows(batch, draft)
            if draft.refused and batch.on_bad == "refuse_all":
                raise _Whole
            answer = _answer(draft)
            if draft.placed:
                _write_rest(batch, draft, answer)
            return answer
    except _Whole:
        first = min(draft.refused)
        rule = draft.refused[first].rule
        for row in draft.placed:
            draft.refused[row] = not_written(errors.j8_batch_is_whole, row=first, rule=rule)
        draft.placed.clear()
    return _answer(draft)


def _lock(batch: _Batch, draft: _Draft) -> None:
    firsts: dict[str, Event] = {}
    for _, request in batch.requests():
        firsts.setdefault(request.event.subject, request.event)
    draft.standing = heads.lock_standing(batch.zone.name, sorted(firsts))
    draft.new = set(firsts) - set(draft.standing)
    draft.refused = {row: r for row, r in enumerate(batch.rows) if isinstance(r, Refusal)}
    for subject in draft.new:
        event = firsts[subject]
        month = month_of(batch.zone, event)
        draft.standing[subject] = projection.start(event, month)
        partitions.ensure(versions.database_name(), month)


def _write_rows(batch: _Batch, draft: _Draft) -> None:
    """Decide row by row while the server already takes the rows that were decided."""
    events = [request.event for _, request in batch.requests()]
    nearby = InBatch(batch.zone, events, draft.standing)
    try:
        copy.copy_events(_decide_all(batch, draft, nearby))
    except IntegrityError as error:
        raise Raced from error


def _decide_all(batch: _Batch, draft: _Draft, nearby: InBatch) -> Iterator[Placed]:
    for row, request in batch.requests():
        subject = request.event.subject
        try:
            placed, after = decide(batch.zone, draft.standing[subject], request, nearby)
        except Refusal as refusal:
            draft.refused[row] = refusal
            continue
        draft.standing[subject] = after
        draft.placed[row] = placed
        nearby.note(subject)
        yield placed


def _write_rest(batch: _Batch, draft: _Draft, answer: BatchAnswer) -> None:
    touched = sorted({placed.event.subject for placed in draft.placed.values()})
    values = {s: projection.values_of(batch.zone, draft.standing[s]) for s in touched}
    new = [subject for subject in touched if subject in draft.new]
    try:
        placed = list(draft.placed.values())
        answers.keep(batch.zone.name, batch.nonce, batch.digest, answer, placed)
        if new:
            copy.copy_subjects(values[subject] for subject in new)
        if len(new) < len(touched):
            copy.update_subjects([values[s] for s in touched if s not in draft.new])
    except IntegrityError as error:
        raise Raced from error


def _answer(draft: _Draft) -> BatchAnswer:
    done: dict[int, Appended | Refused] = {
        row: Refused(row, refusal) for row, refusal in draft.refused.items()
    }
    for row, placed in draft.placed.items():
        event = placed.event
        done[row] = Appended(event.subject, event.seq, placed.hash, event.flags, repeated=False)
    return BatchAnswer(tuple(done[row] for row in sorted(done)), repeated=False)
