"""Two people: one proposes to let a fee off or to give money back, another decides."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.payments.books.days import open_day
from cuakhau.operations.payments.books.locks import lock_books
from cuakhau.operations.payments.books.owing import Owing, get_owing
from cuakhau.operations.payments.books.post import Account, Heading, Leg, post
from cuakhau.operations.payments.books.standing import firm_standing_of
from cuakhau.operations.payments.models import Decision, Entry, Proposal
from cuakhau.operations.payments.papers.slips import give_slip
from cuakhau.operations.payments.refusals import (
    f1_amount_is_money,
    f8_basis_is_named,
    f14_second_person,
    f15_decided_once,
    f16_not_more_than_there,
    not_taken,
)
from cuakhau.operations.payments.taking.charge import charge
from cuakhau.operations.payments.taking.confirm import Signed, confirm
from cuakhau.operations.payments.taking.take import MOST_VND
from cuakhau.zone.zone import Zone


class Proposing(Struct, frozen=True, kw_only=True):
    """What is proposed: for a visit, or for the balance of a firm.

    `means` says how money is given back: `cash` from the proposer's till, or `bank`.
    """

    kind: Literal["waiver", "refund"]
    amount_vnd: int
    basis: str
    visit: str | None = None
    firm: str | None = None
    means: Literal["", "cash", "bank"] = ""


class Deciding(Struct, frozen=True, kw_only=True):
    """What the second person says, for which agency the step of the visit is confirmed."""

    proposal: int
    said: Literal["approved", "declined"]
    agency: str
    note: str = ""


def propose(zone: Zone, proposing: Proposing, *, by: str, at: datetime, nonce: str) -> int:
    """Keep a proposal and give its id; nothing is booked yet. Raises `NotTaken`."""
    if not 0 < proposing.amount_vnd <= MOST_VND:
        raise not_taken(f1_amount_is_money, amount=proposing.amount_vnd)
    if not proposing.basis.strip():
        raise not_taken(f8_basis_is_named)

    def act() -> Answer:
        firm = proposing.firm
        if proposing.visit is not None:
            owing = get_owing(zone, proposing.visit, None)
            firm = owing.firm
        _check_room(zone, proposing.kind, proposing.visit, firm, proposing.amount_vnd)
        row = Proposal.objects.create(
            zone=zone.name,
            kind=proposing.kind,
            visit=proposing.visit,
            firm=firm,
            amount_vnd=proposing.amount_vnd,
            means=proposing.means if proposing.kind == "refund" else "",
            basis=proposing.basis.strip()[:500],
            by=by,
            at=at,
        )
        return {"proposal": row.pk}

    asked = Asked(zone.name, nonce, digest_of("propose", proposing, by), by, at)
    answer, _ = do_once(asked, act)
    return int(answer["proposal"])


def decide(zone: Zone, deciding: Deciding, *, by: str, at: datetime, nonce: str) -> Answer:
    """Approve or decline; an approved one is booked at once. Raises `NotTaken` and the journal's.

    A visit that owes nothing more after a waiver has its step confirmed; a refund has its slip.
    """
    signed = Signed(by, at, nonce)

    def act() -> Answer:
        lock_books(zone.name, f"proposal:{deciding.proposal}")
        proposal = Proposal.objects.get(zone=zone.name, pk=deciding.proposal)
        if Decision.objects.filter(proposal=proposal).exists():
            raise not_taken(f15_decided_once)
        if proposal.by == by:
            raise not_taken(f14_second_person)
        entry, steps = None, list[str]()
        if deciding.said == "approved":
            entry, steps = _book(zone, proposal, deciding.agency, signed)
        note = deciding.note.strip()[:500]
        decision = Decision.objects.create(
            proposal=proposal, said=deciding.said, note=note, entry=entry, by=by, at=at
        )
        has_slip = entry is not None and proposal.kind == "refund"
        slip = give_slip(zone, proposal, decision) if has_slip else None
        return {
            "entry": entry.pk if entry else None,
            "confirmed": steps,
            "slip": slip.pk if slip else None,
        }

    asked = Asked(zone.name, nonce, digest_of("decide", deciding, by), by, at)
    answer, _ = do_once(asked, act)
    return answer


def _book(zone: Zone, proposal: Proposal, agency: str, signed: Signed) -> tuple[Entry, list[str]]:
    owing = None
    if proposal.visit is not None:
        lock_books(zone.name, f"visit:{proposal.visit}")
        owing = get_owing(zone, proposal.visit, agency)
    elif proposal.firm is not None:
        lock_books(zone.name, f"firm:{proposal.firm}")
    _check_room(zone, proposal.kind, proposal.visit, proposal.firm, proposal.amount_vnd)
    if owing is not None:
        charge(zone, owing, by=signed.by, at=signed.at)
    # Money is given back from the till of the proposer, who stands before the payer.
    payer = proposal.by if proposal.means == "cash" else signed.by
    heading = Heading(
        zone=zone.name,
        kind=proposal.kind,
        day=open_day(zone, payer, signed.at),
        visit=proposal.visit,
        firm=proposal.firm,
        gate=owing.gate if owing else None,
        basis=proposal.basis,
    )
    entry = post(heading, _legs(proposal, owing), by=signed.by, at=signed.at)
    steps: list[str] = []
    if owing is not None and proposal.kind == "waiver":
        after = get_owing(zone, owing.number, agency)
        steps = confirm(zone, after, agency, signed) if after.is_settled else []
    return entry, steps


def _legs(proposal: Proposal, owing: Owing | None) -> list[Leg]:
    if owing is None:
        return [_back(proposal, ""), Leg("prepaid", proposal.amount_vnd, proposal.firm or "")]
    gate, amount_vnd = owing.gate or "", proposal.amount_vnd
    let_off_vnd = amount_vnd
    legs = []
    if proposal.kind == "refund":
        # What was paid too much is simply given back; beyond that the fee itself is let off.
        let_off_vnd = amount_vnd - min(amount_vnd, max(0, -(owing.to_pay_vnd or 0)))
        due = Leg("due", amount_vnd, proposal.firm or "", visit=owing.number, gate=gate)
        legs = [_back(proposal, gate), due]
    return [
        *legs,
        Leg("waiver", let_off_vnd, visit=owing.number, gate=gate),
        Leg("due", -let_off_vnd, proposal.firm or "", visit=owing.number, gate=gate),
    ]


def _back(proposal: Proposal, gate: str) -> Leg:
    cash = proposal.means == "cash"
    holder = proposal.by if cash else ""
    account: Account = "cash" if cash else "bank"
    return Leg(account, -proposal.amount_vnd, holder, visit=proposal.visit, gate=gate)


def _check_room(
    zone: Zone, kind: str, visit: str | None, firm: str | None, amount_vnd: int
) -> None:
    """Nobody lets off more than is owed, or gives back more than was paid too much."""
    if visit is not None:
        owing = get_owing(zone, visit, None)
        paid_vnd = owing.standing.paid_vnd
        room_vnd = paid_vnd if kind == "refund" else (owing.to_pay_vnd or 0)
    else:
        room_vnd = firm_standing_of(zone.name, firm or "").prepaid_vnd if kind == "refund" else 0
    if amount_vnd > max(0, room_vnd):
        raise not_taken(f16_not_more_than_there, amount=amount_vnd, there=max(0, room_vnd))
