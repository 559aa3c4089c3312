"""How a place serves: what was said of it, in force at an instant, for a side and a direction."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from cuakhau.movement.place.month import STATES, PlaceEntry, PlaceState

Goods = str | tuple[str, ...] | None


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """How a side of a place serves a direction. `state` is `None` where nobody said.

    `document` is the notice that closed it, `rests_on` what the word rests on (`hotline:7`).
    """

    state: Literal["opened", "closed", "slowed"] | None = None
    since_us: int | None = None
    until_us: int | None = None
    reason: str | None = None
    rate_per_h: int | None = None
    agency: str | None = None
    document: str | None = None
    rests_on: str | None = None
    goods: str | None = None


def standing_until(months: Iterable[PlaceState], at_us: int) -> list[PlaceEntry]:
    """List what stands and had happened by an instant, in the order in which it happened."""
    entries = [e for month in months for e in month.standing if e.at_us <= at_us]
    return sorted(entries, key=lambda e: (e.at_us, e.recorded_us, e.seat))


def find_status(
    months: Iterable[PlaceState], *, side: str, direction: str, goods: Goods, at_us: int
) -> Status:
    """Tell how one side serves one direction, for some goods or (`None`) for all.

    A word holds from its beginning until a later one, or until the end that it names: then what
    stood before it holds. A notice (a word with a document) holds until its end, or until a word
    that rests on the same notice opens again: a gate that opens in the morning ends no notice.
    `goods` may be a class with all classes that it is within.
    """
    asked = _classes(goods)
    said = [
        entry
        for entry in _states(months, at_us)
        if _covers(entry, side, direction) and entry.goods in (None, *asked)
    ]
    holding = [entry for entry in said if entry.until_us is None or entry.until_us > at_us]
    lifted = {entry.other for entry in said if entry.kind != "closed" and entry.other is not None}
    notices = [e for e in holding if _is_notice(e) and e.other not in lifted]
    words = [entry for entry in holding if not _is_notice(entry)]
    found = next(reversed(notices), None) or next(reversed(words), None)
    return Status() if found is None else _status(found)


def find_stale(
    months: Iterable[PlaceState], *, side: str, direction: str, at_us: int
) -> PlaceEntry | None:
    """Find the last word about one side where its time is over and nobody said anything since."""
    said = [
        entry
        for entry in _states(months, at_us)
        if _covers(entry, side, direction) and entry.goods is None and not _is_notice(entry)
    ]
    last = next(reversed(said), None)
    if last is None or last.until_us is None or last.until_us > at_us:
        return None
    return last


def find_passage(months: Iterable[PlaceState], *, direction: str, at_us: int) -> str | None:
    """Tell whether vehicles pass (`Around.place_state`): the worse of both sides, or `None`."""
    both = list(months)
    states = {
        find_status(both, side=side, direction=direction, goods=None, at_us=at_us).state
        for side in ("vn", "cn")
    }
    for state, word in (("closed", "closed"), (None, None), ("slowed", "slowed")):
        if state in states:
            return word
    return "open"


def _states(months: Iterable[PlaceState], at_us: int) -> list[PlaceEntry]:
    """List the words in the order in which they begin to hold."""
    said = [
        entry
        for month in months
        for entry in month.entries
        if entry.kind in STATES and entry.holds_from_us <= at_us
    ]
    return sorted(said, key=lambda e: (e.holds_from_us, e.recorded_us, e.seat))


def _is_notice(entry: PlaceEntry) -> bool:
    return entry.document is not None and entry.kind == "closed"


def _classes(goods: Goods) -> tuple[str, ...]:
    if goods is None:
        return ()
    return (goods,) if isinstance(goods, str) else goods


def _status(entry: PlaceEntry) -> Status:
    return Status(
        state=entry.kind,  # type: ignore[arg-type]  # one of STATES
        since_us=entry.holds_from_us,
        until_us=entry.until_us,
        reason=entry.reason,
        rate_per_h=entry.amount if entry.kind == "slowed" else None,
        agency=entry.agency,
        document=entry.document,
        rests_on=entry.other,
        goods=entry.goods,
    )


def _covers(entry: PlaceEntry, side: str, direction: str) -> bool:
    return entry.step in (None, side, direction, f"{side}/{direction}")
