"""The outbox: a message is written once, told in three languages, and each try is noted."""

from datetime import timedelta

import pytest

from cuakhau.operations.messages import outbox
from cuakhau.operations.messages.outbox import Letter, Tried
from cuakhau.operations.messages.texts import NoSuchText
from desk import NOON

FACTS = {
    "place": {"vi": "Đường", "en": "Road", "zh": "路"},
    "what": {"vi": "xuất hoa quả", "en": "fruit, export", "zh": "水果出口"},
    "document": "12/TB",
    "visit": "2024082200001",
}


def letter(**more):
    return Letter(**{"text": "closed_over", "facts": FACTS, "visit": "2024082200001", **more})


def write(zone, *letters, nonce="n1"):
    return outbox.write(zone.name, letters, by="test", at=NOON, nonce=nonce)


class Screen:
    """A channel that keeps what it was given and answers what it was told to."""

    id = "screen"

    def __init__(self, *states):
        self.states, self.seen = list(states), []

    def send(self, message):
        self.seen.append(message.id)
        return Tried(self.states.pop(0))


def test_a_message_is_told_in_the_language_of_the_reader(zone):
    [message] = write(zone, letter())
    assert "Đường" in outbox.tell(message, "vi")
    assert "Road" in outbox.tell(message, "en")
    assert "路" in outbox.tell(message, "zh")


def test_the_same_nonce_writes_once(zone):
    first = write(zone, letter(), letter(firm="firm-a"))
    again = write(zone, letter(), letter(firm="firm-a"))
    assert [one.id for one in first] == [one.id for one in again]
    assert len(outbox.list_messages(zone.name, visit="2024082200001")) == 2


@pytest.mark.parametrize(
    ("bad", "raised"),
    [
        ({"text": "nonsense"}, NoSuchText),
        ({"facts": {}}, KeyError),
        ({"visit": None}, ValueError),
    ],
)
def test_a_letter_that_cannot_be_told_or_sent_is_not_written(zone, bad, raised):
    with pytest.raises(raised):
        write(zone, letter(), letter(**bad))
    assert outbox.list_messages(zone.name) == []


def test_a_channel_sends_each_message_once_and_tries_again_what_failed(zone):
    write(zone, letter(), letter())
    screen = Screen("sent", "failed", "delivered")
    for _ in range(2):
        unsent = outbox.list_unsent(zone.name, screen.id, at=NOON, limit=10)
        outbox.send_all(unsent, screen, at=NOON)
    assert outbox.list_unsent(zone.name, screen.id, at=NOON, limit=10) == []
    first, second = sorted(outbox.list_messages(zone.name), key=lambda one: one.row)
    assert screen.seen == [first.id, second.id, second.id]
    assert [one.state for one in first.tries.order_by("number")] == ["sent"]
    assert [one.state for one in second.tries.order_by("number")] == ["failed", "delivered"]


def test_what_fails_always_is_given_up(zone):
    write(zone, letter())
    screen = Screen(*["failed"] * 20)
    for _ in range(20):
        outbox.send_all(
            outbox.list_unsent(zone.name, screen.id, at=NOON, limit=10), screen, at=NOON
        )
    assert len(screen.seen) == outbox.MOST_TRIES


def test_what_is_of_no_use_any_more_is_not_sent(zone):
    write(zone, letter(until=NOON + timedelta(hours=1)))
    later = NOON + timedelta(hours=2)
    assert len(outbox.list_unsent(zone.name, "screen", at=NOON, limit=10)) == 1
    assert outbox.list_unsent(zone.name, "screen", at=later, limit=10) == []
