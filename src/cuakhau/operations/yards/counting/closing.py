"""Vehicles that a count did not find: one person asks to close, another one decides."""

from collections.abc import Callable

from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.actions import Signed
from cuakhau.operations.ghosts import count_ghost
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.models import ClosingAsked
from cuakhau.operations.yards.refusals import (
    refuse,
    y10_two_people_close,
    y11_only_missing_is_closed,
    y12_closing_was_asked,
)
from cuakhau.operations.yards.rows import build_row, lock_queue, write_row
from cuakhau.operations.yards.words import is_word
from cuakhau.zone.zone import Zone


def ask(zone: Zone, subject: str, reason: str, signed: Signed) -> None:
    """Ask that a vehicle not found be closed. Raises Y11 or Y12."""
    if not is_word("close", reason):
        raise refuse(y12_closing_was_asked, visit=subject[:40])

    def act() -> Answer:
        lock_queue(zone)
        _require_missing(zone, subject, signed)
        known = ClosingAsked.objects.filter(zone=zone.name, subject=subject, answer="")
        if not known.exists():
            ClosingAsked.objects.create(
                zone=zone.name, subject=subject, reason=reason, by=signed.by, at=signed.at
            )
        return {}

    _do(zone, signed, ("ask_closing", subject, reason), act)


def close(zone: Zone, subject: str, agency: str | None, signed: Signed) -> None:
    """Close a vehicle not found, as the second person. Raises Y10, Y11 or Y12."""

    def act() -> Answer:
        lock_queue(zone)
        asked = _get_asked(zone, subject)
        if asked.by == signed.by:
            raise refuse(y10_two_people_close, visit=subject)
        _require_missing(zone, subject, signed)
        payload = {"reason": asked.reason, "asked_by": asked.by}
        event = build_row(zone, subject, "written_off", signed.at, agency=agency, payload=payload)
        write_row(zone, event, signed, "close")
        nonce = f"{signed.nonce}.count"
        count_ghost(zone, subject, -1, by=signed.by, at=signed.at, nonce=nonce)
        _answer(asked, "closed", signed)
        return {}

    _do(zone, signed, ("close", subject), act)


def keep(zone: Zone, subject: str, signed: Signed) -> None:
    """Say that a vehicle is still looked for; also whoever asked may. Raises Y12."""

    def act() -> Answer:
        lock_queue(zone)
        _answer(_get_asked(zone, subject), "kept", signed)
        return {}

    _do(zone, signed, ("keep", subject), act)


def list_asked(zone_name: str) -> dict[str, ClosingAsked]:
    """List what waits for a second person, by visit."""
    rows = ClosingAsked.objects.filter(zone=zone_name, answer="")
    return {row.subject: row for row in rows}


def list_closed(zone_name: str, limit: int) -> list[ClosingAsked]:
    """List the vehicles closed as not found, the newest first."""
    rows = ClosingAsked.objects.filter(zone=zone_name, answer="closed")
    return list(rows.order_by("-answered_at")[:limit])


def _do(zone: Zone, signed: Signed, said: tuple[str, ...], act: Callable[[], Answer]) -> None:
    digest = digest_of(*said, signed.by)
    do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)


def _require_missing(zone: Zone, subject: str, signed: Signed) -> Turn:
    turn = follow(zone).look(micros(signed.at), [subject]).line.turns.get(subject)
    if turn is None or turn.seen.missing_us is None or not turn.seen.is_open:
        raise refuse(y11_only_missing_is_closed, visit=subject[:40])
    return turn


def _get_asked(zone: Zone, subject: str) -> ClosingAsked:
    found = ClosingAsked.objects.filter(zone=zone.name, subject=subject, answer="").first()
    if found is None:
        raise refuse(y12_closing_was_asked, visit=subject[:40])
    return found


def _answer(asked: ClosingAsked, word: str, signed: Signed) -> None:
    asked.answer, asked.answered_by, asked.answered_at = word, signed.by, signed.at
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
