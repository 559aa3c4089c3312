"""Proofs of acts on tasks: each on a task that the stand's agency answers for."""

from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.acting import turning
from cuakhau.portfolio.directives.models import Directive, Task
from people.stand import let_through


def _given(stand, giver):
    zone, at = stand.gate.zone.name, stand.gate.now
    directive = Directive.objects.create(
        zone=zone, document="TB 1", day=at.date(), giver=giver, text={"vi": "x"}, area="yards",
        origin="given", by="x", at=at, nonce=f"task-{stand.number}",
    )  # fmt: skip
    return Task.objects.create(
        zone=zone, directive=directive, row=1, text={"vi": "x"}, responsible=[stand.agency]
    )


def report_task(stand):
    """Report a task of the stand's agency; the Board answers for no agency but may note."""
    path = f"portfolio/tasks/{_given(stand, 'board').pk}/"
    return let_through(stand.browser.post(path, act="note", words="half", nonce="n"))


def accept_task(stand):
    """Accept a task that one gave, once its unit reported it."""
    giver = "province" if stand.browser.person.role == "province" else "board"
    task = _given(stand, giver)
    done = turning.Said(kind="reported", words="done")
    signed = Signed("x", stand.gate.now, "reported")
    turning.turn(stand.gate.zone, task.pk, done, (stand.agency,), signed)
    path = f"portfolio/tasks/{task.pk}/"
    return let_through(stand.browser.post(path, act="accepted", nonce="n"))
