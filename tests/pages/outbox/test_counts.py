"""How often the page of messages asks the database."""

from itertools import count

from cuakhau.operations.messages import outbox
from cuakhau.operations.messages.outbox import Letter, Tried


def test_the_page_of_messages_asks_as_often_as_is_written_down(gate, counts_hold):
    dispatcher, numbers = gate.sign_in("dispatcher"), count(1)

    def fill():
        visit = gate.declare(phone="0912345678")
        facts = {"visit": visit, "place": "Road"}
        letters = [
            Letter(text="called_soon", facts=facts, visit=visit),
            Letter(text="called_soon", facts=facts, firm="firm-a"),
        ]
        nonce = f"n{next(numbers)}"
        written = outbox.write(gate.zone.name, letters, by="x", at=gate.now, nonce=nonce)
        for message in written:
            outbox.note_try(message, "sms", Tried("failed", "HTTP 500"), at=gate.now)

    counts_hold(fill, messages=lambda: dispatcher.get("outbox/"))
