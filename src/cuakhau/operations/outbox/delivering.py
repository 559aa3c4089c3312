"""What is due is sent once: each message under a lock of its own, each try noted beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from cuakhau.operations.messages.outbox import MOST_TRIES, Tried, note_try
from cuakhau.operations.models import Message, MessageTry
from cuakhau.operations.outbox.channels import CHANNELS, AnyChannel

# After the first failure, the second …; the last try is followed by none.
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))
OUT = ("sent", "delivered")


@dataclass(frozen=True, slots=True)
class Done:
    """A try: which message, by which channel, and what came of it."""

    message: int
    channel: str
    tried: Tried


def deliver(
    zone_name: str, channels: Iterable[AnyChannel], *, at: datetime, most: int
) -> list[Done]:
    """Send what is due, oldest first, by the first channel that reaches its reader.

    Each try is a transaction: what was sent stays noted whatever fails later. A message that
    another process holds is left to it.
    """
    done: list[Done] = []
    for channel in channels:
        after = 0
        while len(done) < most:
            message = _next_id(zone_name, channel.id, at, after)
            if message is None:
                break
            after = message
            tried = _send_one(message, channel, at)
            if tried is not None:
                done.append(Done(message, channel.id, tried))
    return done


def list_due(zone_name: str, channel: str, at: datetime) -> QuerySet[Message]:
    """List what a channel has to send at a time: of use still, not out by any, not too soon."""
    tries = MessageTry.objects.filter(message__zone=zone_name)
    own = tries.filter(channel=channel)
    soon = Q()
    for number, wait in enumerate(RETRY_AFTER, start=1):
        soon |= Q(number=number, at__gt=at - wait)
    over = Q(state="no_address") | Q(number__gte=MOST_TRIES) | soon
    return (
        Message.objects.filter(zone=zone_name)
        .exclude(until__lte=at)
        .exclude(id__in=tries.filter(channel__in=CHANNELS, state__in=OUT).values("message"))
        .exclude(id__in=own.filter(over).values("message"))
    )


def _next_id(zone_name: str, channel: str, at: datetime, after: int) -> int | None:
    due = list_due(zone_name, channel, at).filter(id__gt=after).order_by("id")
    return due.values_list("id", flat=True).first()


def _send_one(message_id: int, channel: AnyChannel, at: datetime) -> Tried | None:
    with transaction.atomic():
        mine = Message.objects.select_for_update(skip_locked=True).filter(pk=message_id).first()
        # Asked again under the lock: who held it before may have sent it meanwhile.
        if mine is None or not list_due(mine.zone, channel.id, at).filter(pk=mine.pk).exists():
            return None
        tried = channel.send(mine, at=at)
        note_try(mine, channel.id, tried, at=at)
        return tried
