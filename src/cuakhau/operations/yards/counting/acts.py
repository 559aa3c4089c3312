"""A yard is counted: each vehicle seen or not found is one row, however often it is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from cuakhau.movement.turns.calling import Turn
from cuakhau.operations.actions import Signed
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.models import YardCount
from cuakhau.operations.yards.plan.places import read_slot
from cuakhau.operations.yards.refusals import refuse, y5_vehicle_waits, y7_place_in_yard_exists
from cuakhau.operations.yards.rows import build_row, write_row
from cuakhau.zone.zone import Zone

Word = Literal["present", "absent", "unknown"]
LASTS = timedelta(hours=12)
WORDS = ("present", "absent", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What somebody saw of one vehicle: `slot` where, empty for where it was; `seen_at` when.

    `unknown` takes back what this count had said.
    """

    yard: str
    visit: str
    word: Word
    seen_at: datetime
    slot: str = ""
    agency: str | None = None


def begin(zone: Zone, yard: str, signed: Signed) -> None:
    """Begin a new count of a yard."""

    def act() -> Answer:
        YardCount.objects.create(zone=zone.name, yard=yard, by=signed.by, at=signed.at)
        return {}

    digest = digest_of("begin_count", yard, signed.by)
    do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)


def find_count(zone_name: str, yard: str) -> YardCount | None:
    """Find the count that runs: the last one that was begun."""
    return YardCount.objects.filter(zone=zone_name, yard=yard).order_by("-at", "-id").first()


def mark(zone: Zone, said: Mark, signed: Signed) -> None:
    """Write what was seen of one vehicle. Raises Y5, Y7 or a rule of movement."""
    slot = read_slot(said.slot) if said.slot.strip() else None
    if said.slot.strip() and slot is None:
        raise refuse(y7_place_in_yard_exists, yard=said.yard, slot=said.slot[:20])

    def act() -> Answer:
        look = follow(zone).look(micros(signed.at), [said.visit])
        turn = look.line.turns.get(said.visit)
        if turn is None:
            raise refuse(y5_vehicle_waits, visit=said.visit[:40])
        if said.word == "unknown":
            _take_back(zone, turn, said, signed)
            return {}
        _ensure_count(zone, said, signed)
        kind = {"present": "sighted", "absent": "missing"}[said.word]
        facts = {"place": said.yard, "agency": said.agency}
        if said.word == "present":
            facts["step"] = slot or (turn.seen.slot if turn.yard == said.yard else None)
        event = build_row(zone, said.visit, kind, said.seen_at, **facts)
        write_row(zone, event, signed, "mark")
        return {}

    about = (said.yard, said.visit, said.word, slot)
    digest = digest_of("mark", about, signed.by)
    do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)


def _ensure_count(zone: Zone, said: Mark, signed: Signed) -> None:
    """Begin a count with its first mark; one of another shift is over."""
    count = find_count(zone.name, said.yard)
    if count is None or said.seen_at - count.at > LASTS:
        YardCount.objects.create(zone=zone.name, yard=said.yard, by=signed.by, at=said.seen_at)


def _take_back(zone: Zone, turn: Turn, said: Mark, signed: Signed) -> None:
    count = find_count(zone.name, said.yard)
    if turn.counted is None or count is None or turn.counted[1] < micros(count.at):
        return  # this count had said nothing
    facts = {"corrects": turn.counted[2], "agency": said.agency}
    write_row(zone, build_row(zone, said.visit, "voided", signed.at, **facts), signed, "mark")
