"""The dispatcher sees what was told to whom, and what each channel did with it."""

import pytest

from cuakhau.operations.messages import outbox
from cuakhau.operations.messages.outbox import Letter, Tried
from cuakhau.operations.outbox import page

PHONE = "0912345678"


@pytest.fixture
def told(gate):
    """Two messages: one failed by SMS, one still waits."""
    numbers = [gate.declare(phone=PHONE) for _ in range(2)]
    letters = [
        Letter(text="called_soon", facts={"visit": one, "place": "Road"}, visit=one)
        for one in numbers
    ]
    written = outbox.write(gate.zone.name, letters, by="x", at=gate.now, nonce="n")
    outbox.note_try(written[0], "sms", Tried("failed", "HTTP 500"), at=gate.now)
    return numbers


def test_each_message_has_its_reader_its_text_and_its_tries(gate, told):
    dispatcher = gate.sign_in("dispatcher")
    assert dispatcher.get("outbox/").status_code == 200
    for word in (*told, "HTTP 500", "•••678", "again after", "waiting"):
        assert word in dispatcher.page
    assert PHONE not in dispatcher.page


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ({"state": "waiting"}, [False, True]),
        ({"state": "failed"}, [True, False]),
        ({"state": "sent"}, [False, False]),
        ({"channel": "sms"}, [True, False]),
        ({"channel": "sms", "state": "waiting"}, [False, True]),
        ({"channel": "zalo"}, [False, False]),
        ({"before": "nonsense"}, [True, True]),
    ],
)
def test_the_list_is_narrowed(gate, told, asked, seen):
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get("outbox/", **asked)
    assert [number in dispatcher.page for number in told] == seen


def test_older_messages_are_a_page_further(gate, told, monkeypatch):
    monkeypatch.setattr(page, "PAGE", 1)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get("outbox/")
    assert told[0] not in dispatcher.page
    before = dispatcher.page.partition("before=")[2].partition('"')[0]
    dispatcher.get("outbox/", before=before)
    assert told[0] in dispatcher.page
    assert told[1] not in dispatcher.page


def test_an_empty_outbox_says_what_will_be_here(gate):
    administrator = gate.sign_in("administrator")
    administrator.get("outbox/")
    assert "No message yet" in administrator.page


def test_the_page_asks_few_queries_however_many_messages(gate, told, django_assert_max_num_queries):
    dispatcher = gate.sign_in("dispatcher")
    with django_assert_max_num_queries(14):
        dispatcher.get("outbox/")
