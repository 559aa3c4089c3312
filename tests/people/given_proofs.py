"""Proofs of acts upon what is given to a unit: a complaint of a stranger, a task of the Board."""

from django.test import Client

from cuakhau.operations.actions import Signed
from cuakhau.operations.complaints.models import Complaint
from cuakhau.portfolio.directives.acting import turning
from cuakhau.portfolio.directives.models import Directive, Task
from people.stand import let_through

SAID = {"kind": "asked_for_money", "words": "Asked for 200 at the yard", "against": "customs"}


def assign_complaint(stand):
    """Give a complaint to a unit; to whom it is hidden, it is not there."""
    zone = stand.gate.zone.name
    said = {**SAID, "nonce": f"complain-{stand.number}"}
    # Each from an address of its own: few complaints are taken from one.
    stranger = Client(HTTP_HOST="localhost", REMOTE_ADDR=f"stranger-{stand.number}")
    stranger.post(f"/zone/{zone}/complain/", said)
    number = Complaint.objects.filter(zone=zone).latest("id").number
    sent = {"act": "assign", "agency": "customs", "nonce": f"assign-{stand.number}"}
    answer = stand.browser.post(f"complaints/{number}/", **sent)
    return answer.status_code == 302 and "/complaints/" in answer.headers["Location"]


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
