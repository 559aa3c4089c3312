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


RULES: tuple[Callable[[], None], ...] = (
    f1_amount_is_money,
    f2_rate_is_known,
    f3_something_is_owed,
    f4_not_more_than_owed,
    f5_firm_is_known,
    f6_balance_is_enough,
)
