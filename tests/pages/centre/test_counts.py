"""How often the pages of the centre ask the database."""

from itertools import count

from pages.centre.test_hours import WISH
from pages.centre.test_incidents import SAID as INCIDENT
from pages.centre.test_notices import SAID as NOTICE


def test_pages_of_the_centre_ask_as_often_as_is_written_down(gate, counts_hold):
    centre, firm = gate.sign_in("dispatcher"), gate.sign_in("declarant")
    numbers = count(1)

    def fill():
        nonce = f"n{next(numbers)}"
        call = {"place": "main_road", "with_whom": "station", "said": "fog"}
        sent = [
            centre.post("hotline/", nonce=f"{nonce}h", **call),
            centre.post("incidents/", nonce=f"{nonce}i", **INCIDENT),
            centre.post("notices/new", act="publish", nonce=f"{nonce}n", **NOTICE),
            firm.post("hours/ask", nonce=f"{nonce}w", **WISH),
        ]
        assert [answer.status_code for answer in sent] == [302] * 4
        gate.declare()
        gate.later(minutes=1)

    counts_hold(
        fill,
        wall=lambda: centre.get("wall/"),
        gates=lambda: centre.get("gates/"),
        hotline=lambda: centre.get("hotline/"),
        incidents=lambda: centre.get("incidents/"),
        notices=lambda: centre.get("notices/"),
        new_notice=lambda: centre.get("notices/new"),
        hours=lambda: centre.get("hours/"),
        map=lambda: centre.get("map/"),
    )
