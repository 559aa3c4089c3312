"""Taking a statement in, and settling each of its rows: by itself, or by a person."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.payments.bank.check import Read
from cuakhau.operations.payments.bank.match import find_match, list_unsettled, plain_all
from cuakhau.operations.payments.bank.refusals import (
    f27_statement_taken_once,
    f28_row_settled_once,
    f29_amounts_are_the_same,
    f30_money_came_in,
)
from cuakhau.operations.payments.books.days import open_day
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.post import Heading, Leg, post
from cuakhau.operations.payments.models import Entry, Settlement, Statement, StatementRow
from cuakhau.operations.payments.refusals import f11_reason_is_given, not_taken
from cuakhau.operations.payments.taking.confirm import Signed
from cuakhau.operations.payments.taking.firms import PayingIn, pay_in_here
from cuakhau.operations.payments.taking.take import Paying, take_here
from cuakhau.zone.zone import Zone


class Booking(Struct, frozen=True, kw_only=True):
    """A row of a statement, and the number of the account that it is on."""

    row: int
    account: str


class File(Struct, frozen=True, kw_only=True):
    """A statement that was read without a mistake."""

    name: str
    mapping: dict[str, str]
    rows: tuple[Read, ...]


def take_statement(zone: Zone, file: File, *, by: str, at: datetime, nonce: str) -> Answer:
    """Keep a statement in whole, mark what is doubled, match what is plain.

    Gives its id and how many rows were matched, doubled and left open. Raises F27.
    """
    digest = sha256(repr(file.rows).encode()).digest()

    def act() -> Answer:
        lock_books(zone.name, "bank")
        if Statement.objects.filter(zone=zone.name, digest=digest).exists():
            raise not_taken(f27_statement_taken_once, name=file.name)
        statement = Statement.objects.create(
            zone=zone.name, name=file.name[:200], digest=digest, mapping=file.mapping, by=by, at=at
        )
        rows = _keep_rows(zone.name, statement, file.rows)
        matched = _match(zone.name, rows, at)
        doubled = sum(row.doubles_id is not None for row in rows)
        return {
            "statement": statement.pk,
            "rows": len(rows),
            "matched": matched,
            "doubled": doubled,
            "open": len(rows) - matched - doubled,
        }

    asked = Asked(zone.name, nonce, digest_of("statement", file.name, digest.hex(), by), by, at)
    answer, _ = do_once(asked, act)
    return answer


def match_by_hand(
    zone: Zone, row_id: int, entry_id: int, *, by: str, at: datetime, nonce: str
) -> None:
    """Say that a row is an entry of the books. Raises F28 or F29."""

    def act() -> Answer:
        row = _get_open(zone, row_id)
        fits = [one for one in list_unsettled(zone.name) if one.entry.pk == entry_id]
        if not fits or fits[0].amount_vnd != row.amount_vnd:
            booked_vnd = fits[0].amount_vnd if fits else 0
            raise not_taken(f29_amounts_are_the_same, row=row.amount_vnd, entry=booked_vnd)
        _settle(row, "matched", by=by, at=at, entry=fits[0].entry)
        return {}

    do_once(Asked(zone.name, nonce, digest_of("match", row_id, entry_id, by), by, at), act)


def book_visits(
    zone: Zone, booking: Booking, paying: Paying, *, by: str, at: datetime, nonce: str
) -> None:
    """Book a row as the payment of visits that nobody had taken yet. Raises as `take` does."""

    def book(row: StatementRow, signed: Signed) -> int:
        whole = replace(
            paying,
            means="transfer",
            amount_vnd=row.amount_vnd,
            account=booking.account,
            note=row.reference or row.text[:120],
        )
        return int(take_here(zone, whole, signed)["entry"])

    _book(zone, booking, digest_of("book visits", booking, paying), book, Signed(by, at, nonce))


def book_balance(
    zone: Zone, booking: Booking, firm: str, *, by: str, at: datetime, nonce: str
) -> None:
    """Book a row as a firm's prepaid balance. Raises as `pay_in` does."""

    def book(row: StatementRow, signed: Signed) -> int:
        asked = PayingIn(
            firm=firm,
            means="transfer",
            amount_vnd=row.amount_vnd,
            account=booking.account,
            note=row.reference or row.text[:120],
        )
        return int(pay_in_here(zone, asked, signed)["entry"])

    _book(zone, booking, digest_of("book balance", booking, firm), book, Signed(by, at, nonce))


def book_deposit(zone: Zone, booking: Booking, *, by: str, at: datetime, nonce: str) -> None:
    """Book a row as cash that the tills had handed in and somebody carried to the bank."""

    def book(row: StatementRow, signed: Signed) -> int:
        heading = Heading(zone=zone.name, kind="deposit", day=open_day(zone, by, at))
        legs = [Leg("bank", row.amount_vnd, booking.account), Leg("vault", -row.amount_vnd)]
        return post(heading, legs, by=signed.by, at=signed.at).pk

    _book(zone, booking, digest_of("book deposit", booking), book, Signed(by, at, nonce))


def set_aside(zone: Zone, row_id: int, reason: str, *, by: str, at: datetime, nonce: str) -> None:
    """Say that a row is none of ours, and why: interest, a charge of the bank, a doubled row."""
    if not reason.strip():
        raise not_taken(f11_reason_is_given)

    def act() -> Answer:
        _settle(_get_open(zone, row_id), "set_aside", by=by, at=at, reason=reason.strip()[:500])
        return {}

    do_once(Asked(zone.name, nonce, digest_of("aside", row_id, reason, by), by, at), act)


def open_again(zone: Zone, row_id: int, *, by: str, at: datetime, nonce: str) -> None:
    """Take a match or a setting aside back; money that was booked is cancelled by its receipt."""

    def act() -> Answer:
        lock_books(zone.name, "bank")
        row = StatementRow.objects.get(zone=zone.name, pk=row_id)
        last = row.settlements.order_by("-pk").first()
        if last is None or last.kind not in ("matched", "set_aside"):
            raise not_taken(f28_row_settled_once, row=row.row)
        _settle(row, "undone", by=by, at=at)
        return {}

    do_once(Asked(zone.name, nonce, digest_of("open again", row_id, by), by, at), act)


def _keep_rows(zone_name: str, statement: Statement, rows: tuple[Read, ...]) -> list[StatementRow]:
    prints = {one.row: _fingerprint(one) for one in rows}
    before: dict[bytes, StatementRow] = {}
    for known in StatementRow.objects.filter(
        zone=zone_name, fingerprint__in=list(prints.values()), doubles=None
    ).order_by("pk"):
        before.setdefault(bytes(known.fingerprint), known)
    kept = []
    for one in rows:
        row = StatementRow.objects.create(
            statement=statement,
            zone=zone_name,
            row=one.row,
            day=one.day,
            amount_vnd=one.amount_vnd,
            text=one.text,
            reference=one.reference,
            fingerprint=prints[one.row],
            doubles=before.get(prints[one.row]),
        )
        before.setdefault(prints[one.row], row)
        kept.append(row)
    return kept


def _fingerprint(one: Read) -> bytes:
    # A bank's reference is its own; where there is none, day, amount and text must do.
    about = one.reference or f"{one.day}/{plain_all(one.text)}"
    return sha256(f"{one.amount_vnd}/{about}".encode()).digest()


def _match(zone_name: str, rows: list[StatementRow], at: datetime) -> int:
    booked = list_unsettled(zone_name)
    matched = 0
    for row in rows:
        found = None if row.doubles_id else find_match(row, booked)
        if found is not None:
            _settle(row, "matched", by="bank", at=at, entry=found.entry)
            booked.remove(found)
            matched += 1
    return matched


def _get_open(zone: Zone, row_id: int) -> StatementRow:
    lock_books(zone.name, "bank")
    row = StatementRow.objects.get(zone=zone.name, pk=row_id)
    last = row.settlements.order_by("-pk").first()
    if last is not None and last.kind != "undone":
        raise not_taken(f28_row_settled_once, row=row.row)
    return row


def _book(zone: Zone, booking: Booking, digest: bytes, book: Any, signed: Signed) -> None:
    def act() -> Answer:
        row = _get_open(zone, booking.row)
        if row.amount_vnd < 0:
            raise not_taken(f30_money_came_in, amount=row.amount_vnd)
        entry = Entry.objects.get(pk=book(row, signed))
        _settle(row, "booked", by=signed.by, at=signed.at, entry=entry)
        return {"entry": entry.pk}

    do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)


def _settle(row: StatementRow, kind: str, *, by: str, at: datetime, **more: Any) -> None:
    Settlement.objects.create(row=row, kind=kind, by=by, at=at, **more)
