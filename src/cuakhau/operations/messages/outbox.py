"""The outbox: a message is written once, and each channel notes what it did with it.

Who writes a message does not wait for a network. A channel (the driver's page, SMS, Zalo, WeChat,
a file) asks `list_unsent`, finds the address of the visit or firm by itself, and calls `note_try`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from cuakhau.operations.messages.texts import Fact, check_text, get_text
from cuakhau.operations.models import Message, MessageTry
from cuakhau.zone.types import Language

State = Literal["sent", "delivered", "failed", "no_address"]
OVER: tuple[State, ...] = ("sent", "delivered", "no_address")
MOST_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message to write. `text` is an id of `texts.csv`; it goes to a visit, a firm, or both,
    or to a unit that was told to do something.

    `about` says what it is about (`notice:12`, `call:7`), `until` when it is of no use any more.
    """

    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    visit: str | None = None
    firm: str | None = None
    unit: str | None = None
    about: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What a channel did: its state, and a word of why that holds nothing personal."""

    state: State
    detail: str = ""


class Channel(Protocol):
    """A way to reach people. `id` is its word in the log of delivery: page, sms, zalo, wechat."""

    id: str

    def send(self, message: Message) -> Tried:
        """Send one message; a network that fails is a `Tried`, never an exception."""
        ...


def write(
    zone_name: str, letters: Sequence[Letter], *, by: str, at: datetime, nonce: str
) -> list[Message]:
    """Put letters into the outbox, in the caller's transaction.

    The same nonce again writes nothing and gives what was written. Raises `NoSuchText`, `KeyError`
    for a letter that lacks a fact, and `ValueError` for one that goes to nobody.
    """
    for letter in letters:
        check_text(letter.text, letter.facts)
        if letter.visit is letter.firm is letter.unit is None:
            raise ValueError(f"a message {letter.text} that goes to nobody")
    rows = [
        Message(
            zone=zone_name,
            nonce=nonce,
            row=place,
            text=letter.text,
            facts=dict(letter.facts),
            visit=letter.visit,
            firm=letter.firm,
            unit=letter.unit,
            about=letter.about,
            until=letter.until,
            by=by,
            at=at,
        )
        for place, letter in enumerate(letters)
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return list(Message.objects.filter(zone=zone_name, nonce=nonce).order_by("row"))


def list_unsent(zone_name: str, channel: str, *, at: datetime, limit: int) -> list[Message]:
    """List what a channel has still to send, oldest first: not over, not tried too often."""
    tries = MessageTry.objects.filter(channel=channel, message__zone=zone_name)
    done = tries.filter(state__in=OVER).values("message")
    often = tries.filter(number__gte=MOST_TRIES).values("message")
    waiting = Message.objects.filter(zone=zone_name).exclude(until__lte=at)
    return list(waiting.exclude(id__in=done).exclude(id__in=often).order_by("id")[:limit])


def note_try(message: Message, channel: str, tried: Tried, *, at: datetime) -> MessageTry:
    """Note what a channel did with a message; each try is a line of its own."""
    before = MessageTry.objects.filter(message=message, channel=channel).count()
    return MessageTry.objects.create(
        message=message,
        channel=channel,
        number=before + 1,
        state=tried.state,
        detail=tried.detail[:200],
        at=at,
    )


def list_messages(
    zone_name: str,
    *,
    visit: str | None = None,
    firm: str | None = None,
    about: str | None = None,
    limit: int = 50,
) -> list[Message]:
    """List messages of a visit, a firm or a matter, newest first, each with its `tries`."""
    asked = {"visit": visit, "firm": firm, "about": about}
    given = {name: value for name, value in asked.items() if value is not None}
    found = Message.objects.filter(zone=zone_name, **given).prefetch_related("tries")
    return list(found.order_by("-id")[:limit])


def tell(message: Message, language: Language) -> str:
    """Say a message in a language."""
    return get_text(message.text, message.facts, language)


def send_all(messages: Iterable[Message], channel: Channel, *, at: datetime) -> int:
    """Send messages through a channel, note each try, and give how many went out."""
    tried = [(one, channel.send(one)) for one in messages]
    for message, outcome in tried:
        note_try(message, channel.id, outcome, at=at)
    return sum(outcome.state in ("sent", "delivered") for _, outcome in tried)
