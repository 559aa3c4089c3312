"""Many drafts declared one after the other: a good one gets its number, a bad one its why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cuakhau.operations import actions
from cuakhau.operations.declare.drafts.keep import note_all_declared
from cuakhau.operations.declare.form.reading import Asks, read_form
from cuakhau.operations.declare.models import Draft
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone


@dataclass(slots=True)
class Outcome:
    """What came of drafts: the numbers of those declared, and why others were not, by draft."""

    numbers: dict[int, str] = field(default_factory=dict)
    refused: dict[int, Mapping[str, Refusal]] = field(default_factory=dict)


def declare_drafts(
    zone: Zone,
    drafts: Iterable[Draft],
    asks_of: Callable[[str], Asks],
    *,
    by: str,
    at: datetime,
) -> Outcome:
    """Declare drafts under the nonces of their forms; a second call gives the first answers.

    `asks_of` says who declares for an owner, and raises where this person may not.
    """
    outcome = Outcome()
    for draft in drafts:
        try:
            found = read_form(zone.at(at.date()), draft.typed, asks=asks_of(draft.owner), now=at)
            if found.said is None:
                outcome.refused[draft.pk] = found.mistakes
                continue
            nonce = f"declare.{draft.key}"
            done = actions.declare(zone, found.said, by=by, at=at, nonce=nonce)
        except Refusal as refusal:
            outcome.refused[draft.pk] = {"": refusal}
            continue
        outcome.numbers[draft.pk] = done.number
    note_all_declared(outcome.numbers)
    return outcome
