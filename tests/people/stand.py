"""What a proof of a right stands on, and how to tell whether an act was let through."""

import re
from dataclasses import dataclass
from typing import Any

from cuakhau.journal.read import list_events
from cuakhau.reports.rounds.models import Round

PLATE = "12C-345.67"
REFUSED = re.compile(r"You may not do this|You may act upon one vehicle at a time|\bA2[123]\b")


@dataclass
class Stand:
    """What a proof stands on. `agency` is whose desk it is, not always that of who tries."""

    gate: Any
    browser: Any
    agency: str
    number: str

    @property
    def step(self):
        """A step that only this agency gives, in the zone of these tests."""
        return f"step_of_{self.agency}"

    def kinds(self):
        return [event.kind for event in list_events(self.gate.zone.name, self.number)]


def let_through(answer):
    """Tell whether an answer is no refusal of rights."""
    assert answer.status_code in (200, 302, 403, 404, 422), answer
    where = answer.headers.get("Location", "")
    assert "sign-in" not in where, where
    if answer.status_code in (403, 404):
        return False
    return not REFUSED.search(answer.content.decode())


def in_round(path, **fields):
    """A form of a round that one unit is asked in."""

    def prove(stand):
        held = Round.objects.create(
            zone=stand.gate.zone.name, kind="yearly", periods="2017", first_day="2017-01-01",
            last_day="2017-12-31", due="2030-01-01", units=["board_office"], opened_us=0,
            opened_by="test", nonce=f"proof-{stand.number}",
        )  # fmt: skip
        return let_through(stand.browser.post(f"rounds/{held.pk}/{path}", nonce="proof", **fields))

    return prove
