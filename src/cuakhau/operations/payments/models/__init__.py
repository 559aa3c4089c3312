"""Money at the gates. Every table here is only ever added to, but the book of receipt numbers."""

from cuakhau.operations.payments.models.bank import (
    CollectionAccount,
    Settlement,
    Statement,
    StatementRow,
)
from cuakhau.operations.payments.models.closing import Closing
from cuakhau.operations.payments.models.ledger import Entry, Line
from cuakhau.operations.payments.models.proposals import Decision, Proposal
from cuakhau.operations.payments.models.receipts import Receipt, ReceiptAct, ReceiptBook
from cuakhau.operations.payments.models.refunds import RefundSlip, SlipPrint

__all__ = [
    "Closing",
    "CollectionAccount",
    "Decision",
    "Entry",
    "Line",
    "Proposal",
    "Receipt",
    "ReceiptAct",
    "ReceiptBook",
    "RefundSlip",
    "Settlement",
    "SlipPrint",
    "Statement",
    "StatementRow",
]
