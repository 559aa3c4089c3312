"""Who works in a unit acts for it, and messages to the unit reach the phones of its people."""

import json

import pytest

from cuakhau.accounts.people import reaching, register
from cuakhau.accounts.refusals import NotLetIn
from cuakhau.accounts.units import units_of
from cuakhau.operations.messages.outbox import Letter, Tried, write
from cuakhau.operations.outbox.channels import GatewayChannel
from desk import NOON, desk_database  # noqa: F401
from officers import lang_son  # noqa: F401


def test_a_unit_is_reached_on_the_phones_of_its_people(lang_son):  # noqa: F811
    zone, sent = lang_son.zone, []
    new = register.NewPerson("an.le", "Lê An", "board")
    person, _password = register.add(new, zone=zone, by="test", at=NOON)
    name = person.username
    assert len(units_of(zone, person)) > 1  # as its role has it

    def place(**said):
        return reaching.place(name, zone=zone, by="test", at=NOON, **said)

    with pytest.raises(NotLetIn) as refused:
        place(unit="moon", phone="")
    assert refused.value.rule == "A33"
    person = place(unit="board_office", phone="0912 345 678")
    assert units_of(zone, person) == ("board_office",)
    assert "345" not in person.phone

    def post(_address, _key, body):
        sent.append(json.loads(body))
        return 200

    channel = GatewayChannel("sms", "https://example.invalid", "key", post)
    letters = [
        Letter(text="task_due", facts={"task": "…", "due": "…", "unit": unit}, unit=unit)
        for unit in ("board_office", f"@{name}", "project_board")
    ]
    messages = write(zone.name, letters, by="test", at=NOON, nonce="reach")
    tried = [channel.send(one, at=NOON) for one in messages]
    assert tried == [Tried("sent"), Tried("sent"), Tried("no_address")]
    assert [one["to"] for one in sent] == ["0912345678"] * 2
    register.disable(name, by="test", at=NOON)
    assert channel.send(messages[0], at=NOON) == Tried("no_address")
