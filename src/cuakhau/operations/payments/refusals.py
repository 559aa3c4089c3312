"""What the till refuses: rules F1, F2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
Vietnamese and Chinese stand in `rule_texts.csv`.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotTaken(Refusal):
    """A rule F… said no: no money was taken and nothing was written."""


def not_taken(rule: Callable[[], None], /, **facts: Any) -> NotTaken:
    """Build the refusal of one of the rules below; amounts of dong are written with marks."""
    told = {
        key: f"{fact:,d}".replace(",", ".") if isinstance(fact, int) else fact
        for key, fact in facts.items()
    }
    return NotTaken(number_of(rule), texts_of(rule), told)


def f1_amount_is_money() -> None:
    """{amount} is not an amount that can be paid.

    Cure: Type a whole number of dong above 0; look again for a digit too many.
    """


def f2_rate_is_known() -> None:
    """No rate is known for the visit {number}, so nothing can be taken for it.

    Cure: Set the amount by hand with the resolution that it stands in, or ask for the declaration
    to be completed.
    """


def f3_something_is_owed() -> None:
    """Nothing is owed for the visit {number} any more.

    Cure: Look at its receipts; money that was handed over twice is given back, or kept as the
    firm's balance.
    """


def f4_not_more_than_owed() -> None:
    """{amount} dong are {over} more than the {owed} that are owed.

    Cure: Give {over} dong back, or choose to keep them as the firm's prepaid balance.
    """


def f5_firm_is_known() -> None:
    """The visit {number} belongs to no firm, so that nothing can be kept or owed for it.

    Cure: Take cash or a transfer of exactly what is owed.
    """


def f6_balance_is_enough() -> None:
    """The balance of {firm} is {there} dong; {amount} are needed.

    Cure: Take the rest in cash or by transfer, or let the firm pay in first.
    """


def f8_basis_is_named() -> None:
    """An amount without its basis cannot be taken.

    Cure: Name the resolution and article, or the decision and its number.
    """


def f9_tariff_goes_first() -> None:
    """The tariff knows the rate of the visit {number}; an amount set by hand would contradict it.

    Cure: Take what the tariff says; a fee is let off by two people.
    """


def f10_receipt_stands() -> None:
    """The receipt {receipt} was cancelled already.

    Cure: Look at the receipt that was given in its place, or at the visit.
    """


def f11_reason_is_given() -> None:
    """A receipt is not cancelled without a reason.

    Cure: Say in a few words what was wrong.
    """


def f12_own_till_only() -> None:
    """This cash lies in the till of {collector}.

    Cure: Let {collector} cancel the receipt, or propose to give the money back.
    """


def f13_firm_is_named() -> None:
    """No firm is named that the money belongs to.

    Cure: Choose the firm that pays in.
    """


def f14_second_person() -> None:
    """Whoever proposed it cannot decide it.

    Cure: Let a second person with the right to waive fees look at it.
    """


def f15_decided_once() -> None:
    """This proposal was decided already.

    Cure: Make a new proposal if something has changed.
    """


def f16_not_more_than_there() -> None:
    """{amount} dong are more than the {there} that can be let off or given back.

    Cure: Type {there} dong or less.
    """


def f17_notes_are_counted() -> None:
    """The till changed while it was counted: the page showed {shown}, the books say {book}.

    Cure: Look at the new amount, count again and close.
    """


def f18_difference_is_explained() -> None:
    """{counted} dong were counted and the books say {book}: a difference of {difference}.

    Cure: Count once more; if it stays, say in a few words how it came about.
    """


def f19_day_closed_once() -> None:
    """The day {day} cannot be closed: the open one of this till is {open}.

    Cure: Open the page anew and close the day that it shows.
    """


def f20_number_of_notes() -> None:
    """ "{number}" notes of {note} dong cannot be.

    Cure: Type how many notes there are, a whole number from 0.
    """


RULES: tuple[Callable[[], None], ...] = (
    f1_amount_is_money,
    f2_rate_is_known,
    f3_something_is_owed,
    f4_not_more_than_owed,
    f5_firm_is_known,
    f6_balance_is_enough,
    f8_basis_is_named,
    f9_tariff_goes_first,
    f10_receipt_stands,
    f11_reason_is_given,
    f12_own_till_only,
    f13_firm_is_named,
    f14_second_person,
    f15_decided_once,
    f16_not_more_than_there,
    f17_notes_are_counted,
    f18_difference_is_explained,
    f19_day_closed_once,
    f20_number_of_notes,
)
