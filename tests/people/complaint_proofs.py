"""Whether the director's act on a complaint is let through: it is filed by a stranger first."""

from django.test import Client

from cuakhau.operations.complaints.models import Complaint

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
