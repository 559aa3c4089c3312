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


@dataclass(frozen=True, slots=True)
class Appended:
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


def keep(
    zone: str, nonce: str, digest: bytes, answer: BatchAnswer, placed: Mapping[int, Placed]
) -> None:
    """Keep the answer to a batch under its nonce: where its rows stand, and why some do not."""
    lines: list[Any] = []
    for row, said in enumerate(answer.rows):
        if isinstance(said, Refused):
            facts = msgspec.Raw(facts_text(said.refusal.facts).encode())
            lines.append({"rule": said.refusal.rule, "facts": facts})
        else:
            lines.append([said.subject, placed[row].opened_month, said.seq])
    execute(
        "INSERT INTO journal_nonce (zone, nonce, digest, answer) VALUES ($1, $2, $3, $4::jsonb)",
        [zone, nonce, digest, msgspec.json.encode(lines).decode()],
    )


def read(zone: str, known: KnownNonce) -> BatchAnswer:
    """Give the answer to a batch again."""
    lines: list[Any] = msgspec.json.decode(known.answer or "[]")
    places = [line for line in lines if isinstance(line, list)]
    subjects, months, seqs = (list(column) for column in zip(*places, strict=True))
    found = fetch(
        "SELECT e.subject, e.seq, e.hash, e.flags FROM journal_event e "
        "JOIN unnest($2::text[], $3::date[], $4::integer[]) AS n (subject, month, seq) "
        "ON e.opened_month = n.month AND e.subject = n.subject AND e.seq = n.seq "
        "WHERE e.zone = $1",
        [zone, subjects, months, seqs],
    )
    marks = {(subject, seq): (hashed, flags) for subject, seq, hashed, flags in found}
    rows: list[Appended | Refused] = []
    for row, line in enumerate(lines):
        if isinstance(line, dict):
            rows.append(Refused(row, rebuild(line["rule"], line["facts"])))
        else:
            hashed, flags = marks[line[0], line[2]]
            rows.append(Appended(line[0], line[2], hashed, tuple(flags), repeated=True))
    return BatchAnswer(tuple(rows), repeated=True)


def rebuild(number: str, facts: Mapping[str, Any]) -> Refusal:
    """Make a refusal again from what was kept of it."""
    rule = _rules()[number]
    kind = errors.NotWritten if number.startswith("J") else RuleBroken
    return kind(number, texts_of(rule), facts)


@cache
def _rules() -> dict[str, Any]:
    every: tuple[Any, ...] = (*ALL_RULES, *errors.ALL_RULES)
    return {number_of(rule): rule for rule in every}
