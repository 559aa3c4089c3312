"""How often the pages of sign-in and administration ask the database."""

from itertools import count

from django.test import Client

from cuakhau.accounts import keys
from cuakhau.accounts.keys import NewKey


def test_pages_of_people_ask_as_often_as_is_written_down(gate, counts_hold):
    office, stranger = gate.sign_in("administrator"), Client(HTTP_HOST="localhost")
    made, numbers = [], count(1)
    known = gate.sign_in("customs").person.username

    def fill():
        for role in ("border_guard", "declarant", "board"):
            gate.sign_in(role)
        device = f"camera {next(numbers)}"
        new = NewKey(device=device, agency="customs", may=("append",))
        row, _ = keys.give(gate.zone, new, by=office.person.username, at=gate.now)
        made.append(row.prefix)

    counts_hold(
        fill,
        people=lambda: office.client.get("/people/"),
        person=lambda: office.client.get(f"/people/{known}/"),
        keys=lambda: office.client.get("/keys/"),
        key=lambda: office.client.get(f"/keys/{made[0]}/"),
        new_key=lambda: office.client.get("/keys/add/"),
        add=lambda: office.client.get("/people/add/"),
        account=lambda: office.client.get("/sign-in/password/"),
        rights=lambda: stranger.get("/manual/rights/"),
        sign_in=lambda: stranger.get("/sign-in/"),
    )
