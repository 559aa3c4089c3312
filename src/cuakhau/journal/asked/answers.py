"""What the journal answers to a request, and how the answer to a batch is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from cuakhau.journal import errors
from cuakhau.journal.store.connection import execute, fetch
from cuakhau.journal.store.heads import KnownNonce
from cuakhau.journal.store.refusals import facts_text
from cuakhau.journal.store.rows import Placed
from cuakhau.movement.broken import RuleBroken
from cuakhau.movement.rules.check import ALL_RULES
from cuakhau.zone.refusal import Refusal, number_of, texts_of


class Appended(msgspec.Struct, frozen=True, gc=False):
    """The answer to an append: where the row stands, and how it was marked."""

    subject: str
    seq: int
    hash: bytes
    flags: tuple[str, ...]
    repeated: bool  # the nonce was known: this is the first answer, and nothing was written


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer to a row of a batch that was not written; `refusal` says rule, reason, cure."""

    row: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class BatchAnswer:
    """The answer to a batch: one for each row, in the order given."""

    rows: tuple[Appended | Refused, ...]
    repeated: bool

    @property
    def appended(self) -> list[Appended]:
        """The rows that were written."""
        return [row for row in self.rows if isinstance(row, Appended)]

    @property
    def refused(self) -> list[Refused]:
        """The rows that were not."""
        return [row for row in self.rows if isinstance(row, Refused)]


def keep(zone: str, nonce: str, digest: bytes, answer: BatchAnswer, placed: list[Placed]) -> None:
    """Keep the answer to a batch under its nonce: where its rows stand, and why some do not."""
    kept = {
        "rows": len(answer.rows),
        "subjects": {row.event.subject: row.opened_month for row in placed},
        "refused": {
            refused.row: {
                "rule": refused.refusal.rule,
                "facts": msgspec.Raw(facts_text(refused.refusal.facts).encode()),
            }
            for refused in answer.refused
        },
    }
    execute(
        "INSERT INTO journal_nonce (zone, nonce, digest, answer) VALUES ($1, $2, $3, $4::jsonb)",
        [zone, nonce, digest, msgspec.json.encode(kept).decode()],
    )


def read(zone: str, nonce: str, known: KnownNonce) -> BatchAnswer:
    """Give the answer to a batch again: its rows are those whose nonces begin with the batch's."""
    kept: dict[str, Any] = msgspec.json.decode(known.answer or "{}")
    found = fetch(
        "SELECT e.nonce, e.subject, e.seq, e.hash, e.flags FROM journal_event e "
        "JOIN unnest($2::text[], $3::date[]) AS n (subject, month) "
        "ON e.opened_month = n.month AND e.subject = n.subject "
        "WHERE e.zone = $1 AND starts_with(e.nonce, $4)",
        [zone, list(kept["subjects"]), list(kept["subjects"].values()), f"{nonce}#"],
    )
    rows: dict[int, Appended | Refused] = {
        int(row): Refused(int(row), rebuild(told["rule"], told["facts"]))
        for row, told in kept["refused"].items()
    }
    for row_nonce, subject, seq, hashed, flags in found:
        row = int(row_nonce.rpartition("#")[2])
        rows[row] = Appended(subject, seq, hashed, tuple(flags), repeated=True)
    return BatchAnswer(tuple(rows[row] for row in range(kept["rows"])), repeated=True)


def rebuild(number: str, facts: Mapping[str, Any]) -> Refusal:
    """Make a refusal again from what was kept of it."""
    rule = _rules()[number]
    kind = errors.NotWritten if number.startswith("J") else RuleBroken
    return kind(number, texts_of(rule), facts)


@cache
def _rules() -> dict[str, Any]:
    every: tuple[Any, ...] = (*ALL_RULES, *errors.ALL_RULES)
    return {number_of(rule): rule for rule in every}
