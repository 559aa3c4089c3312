"""Events of an invented day at the example zone, and short ways to append them."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import count

from cuakhau.journal import write
from cuakhau.movement.event import Event

HANOI = timezone(timedelta(hours=7))
MORNING = datetime(2024, 8, 22, 8, 0, tzinfo=HANOI)
MINUTE_US = 60_000_000
_numbers = count(1)

EXPORT_STEPS = (
    ("registration", "customs"), ("border_guard_in", "border_guard"), ("customs_in", "customs"),
    ("yard_in", "yard_operator"), ("permit", "transport_station"), ("customs_check", "customs"),
    ("payment", "fee_collector"), ("yard_out_border_guard", "border_guard"),
    ("yard_out_customs", "customs"), ("exit_border_guard", "border_guard"),
    ("exit_customs", "customs"),
)  # fmt: skip


def minute(number):
    """The instant `number` minutes after eight in the morning."""
    return MORNING + timedelta(minutes=number)


def us(at):
    return int(at.astimezone(UTC).timestamp() * 1_000_000)


def event(zone, subject, kind, at=MORNING, **fields):
    fields.setdefault("subject_kind", "visit")
    fields.setdefault("happened_offset_min", 420)
    return Event(zone=zone.name, subject=subject, kind=kind, happened_us=us(at), **fields)


def declared(zone, subject, at=MORNING, **fields):
    fields = {"procedure": "export", "goods": "fruit", "place": "main_road", **fields}
    return event(zone, subject, "declared", at, **fields)


def confirmed(zone, subject, step, agency, at=MORNING, **fields):
    return event(zone, subject, "confirmed", at, step=step, agency=agency, **fields)


def journey(zone, subject):
    """The events of a whole export, a minute apart."""
    steps = [
        confirmed(zone, subject, step, agency, minute(number))
        for number, (step, agency) in enumerate(EXPORT_STEPS, start=1)
    ]
    return [declared(zone, subject), *steps]


def append(zone, row, nonce=None, by="officer-1", at=None):
    at = at or datetime.fromtimestamp(row.happened_us / 1_000_000, HANOI)
    return write.append(zone, row, nonce=nonce or f"n{next(_numbers)}", by=by, at=at)
