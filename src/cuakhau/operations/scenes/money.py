"""Scenes of the till: payments of what the replay says is paid, a statement of the bank, proposals.

A replayed visit is confirmed as paid without any money in the books; here the money follows.
"""

from collections.abc import Iterator
from datetime import timedelta

from cuakhau.operations.payments.bank.account import find_account
from cuakhau.operations.payments.bank.check import Read
from cuakhau.operations.payments.bank.settle import File, take_statement
from cuakhau.operations.payments.books.owing import Owing, get_owing
from cuakhau.operations.payments.models import Entry, Line, Receipt
from cuakhau.operations.payments.papers.vietqr import purpose_of
from cuakhau.operations.payments.taking import cancel, close, firms, propose
from cuakhau.operations.payments.taking.cancel import Replacing
from cuakhau.operations.payments.taking.close import Counted
from cuakhau.operations.payments.taking.firms import PayingIn
from cuakhau.operations.payments.taking.propose import Proposing
from cuakhau.operations.payments.taking.take import Means, Paying, take
from cuakhau.operations.scenes.stage import Stage
from cuakhau.simulation.made_up.trip import name_firm

COLLECTOR, PAYMENT = "fee_collector", "payment"
MEANS: tuple[Means, ...] = ("cash", "transfer", "cash", "cash")
HEADINGS = {"day": "Ngày", "credit": "Ghi có", "debit": "Ghi nợ", "text": "Nội dung"}


def close_day_before(stage: Stage) -> None:
    """Take what a firm paid in the evening before, and close that day with the notes counted."""
    signed = stage.sign(COLLECTOR, "in")
    paying = PayingIn(firm=name_firm(3), means="cash", amount_vnd=2_300_000, note="Nộp trước")
    firms.pay_in(stage.zone, paying, by=signed.by, at=signed.at, nonce=signed.nonce)
    day = stage.at.date()
    notes = {"500000": 4, "200000": 1, "100000": 1}
    counted = Counted(day=day, notes=notes, book_vnd=2_300_000)
    signed = stage.sign(COLLECTOR, "close", after=timedelta(minutes=20))
    close.close_day(stage.zone, counted, by=signed.by, at=signed.at, nonce=signed.nonce)


def pay_in(stage: Stage) -> None:
    """Let two firms pay in before their vehicles come."""
    for firm, amount_vnd in ((1, 5_000_000), (7, 3_000_000)):
        signed = stage.sign(COLLECTOR, firm)
        paying = PayingIn(
            firm=name_firm(firm),
            means="transfer",
            amount_vnd=amount_vnd,
            account=_account(stage),
            note="Nộp trước phí",
        )
        firms.pay_in(stage.zone, paying, by=signed.by, at=signed.at, nonce=signed.nonce)


def take_payments(stage: Stage) -> None:
    """Take the fees of the next visits that are confirmed as paid."""
    for means, owing in zip(MEANS, _list_unbooked(stage), strict=False):
        signed = stage.sign(COLLECTOR, owing.number)
        paying = Paying(
            numbers=(owing.number,),
            agency=COLLECTOR,
            means=means,
            account=_account(stage) if means == "transfer" else "",
        )
        take(stage.zone, paying, by=signed.by, at=signed.at, nonce=signed.nonce)


def give_anew(stage: Stage) -> None:
    """Give a receipt anew in the right name; the first is cancelled."""
    receipt = (
        Receipt.objects.filter(zone=stage.zone.name, entry__visit__isnull=False)
        .order_by("pk")
        .first()
    )
    if receipt is not None:
        signed = stage.sign(COLLECTOR)
        anew = Replacing(
            receipt=receipt.pk,
            payer_name=f"{receipt.firm or name_firm(1)} (chi nhánh)",
            reason="Ghi sai tên người nộp",
        )
        cancel.replace(stage.zone, anew, by=signed.by, at=signed.at, nonce=signed.nonce)


def propose_waiver(stage: Stage) -> None:
    """Propose to let off a part of a fee; a second person has still to decide."""
    for owing in _list_unbooked(stage):
        signed = stage.sign(COLLECTOR)
        wanted = Proposing(
            kind="waiver",
            amount_vnd=(owing.to_pay_vnd or 0) // 2,
            basis="Đơn của doanh nghiệp: xe phải quay lại bãi do phía bạn tạm dừng (mẫu)",
            visit=owing.number,
        )
        propose.propose(stage.zone, wanted, by=signed.by, at=signed.at, nonce=signed.nonce)
        return


def take_bank_statement(stage: Stage) -> None:
    """Take a statement in: most of its rows are matched by themselves, two wait for a person."""
    lines = Line.objects.filter(zone=stage.zone.name, account="bank", entry__reverses=None)
    sums: dict[Entry, int] = {}
    for line in lines.select_related("entry").order_by("pk"):
        sums[line.entry] = sums.get(line.entry, 0) + line.amount_vnd
    day = stage.at.date()
    rows = [
        Read(number, day, amount_vnd, _purpose(entry), f"FT{number:06}")
        for number, (entry, amount_vnd) in enumerate(sums.items(), start=2)
    ]
    rows += [
        Read(len(rows) + 2, day, 300_000, "CT MAU 12 NOP PHI CUA KHAU", "FT900001"),
        Read(len(rows) + 3, day, -22_000, "PHI DICH VU TAI KHOAN", "FT900002"),
    ]
    file = File(name=f"sao-ke-{day:%Y-%m-%d}-mau.csv", mapping=HEADINGS, rows=tuple(rows))
    signed = stage.sign(COLLECTOR)
    take_statement(stage.zone, file, by=signed.by, at=signed.at, nonce=signed.nonce)


def _list_unbooked(stage: Stage) -> Iterator[Owing]:
    """List the visits that the replay says are paid and whose money no book holds yet."""
    paid = stage.given(PAYMENT)
    booked = set(
        Line.objects.filter(zone=stage.zone.name, visit__in=paid).values_list("visit", flat=True)
    )
    for number in paid:
        if number not in booked:
            owing = get_owing(stage.zone, number, COLLECTOR)
            if (owing.to_pay_vnd or 0) > 0:
                yield owing


def _account(stage: Stage) -> str:
    account = find_account(stage.zone)
    return account.account if account else ""


def _purpose(entry: Entry) -> str:
    return f"{purpose_of(entry.visit)} NOP PHI" if entry.visit else f"{entry.firm} {entry.basis}"
