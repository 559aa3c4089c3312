"""How often the pages of complaints ask the database."""

from itertools import count

from cuakhau.operations.complaints.models import Complaint
from pages.complaints.test_complaints import SAID


def test_pages_of_complaints_ask_as_often_as_is_written_down(gate, counts_hold):
    board, numbers = gate.sign_in("board"), count(1)

    def fill():
        answer = board.post("complain/", nonce=f"n{next(numbers)}", **SAID)
        assert answer.status_code == 302

    def show_one():
        row = Complaint.objects.filter(zone=gate.zone.name).order_by("id").first()
        return board.get(f"complaints/{row.number}/")

    counts_hold(
        fill,
        complain=lambda: board.get("complain/"),
        complaints=lambda: board.get("complaints/"),
        complaint=show_one,
    )
