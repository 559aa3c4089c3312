"""Two visits that are one vehicle, one that is two, a row put on the wrong vehicle."""

from collections.abc import Callable, Iterable, Sequence

from cuakhau.journal import read
from cuakhau.journal.batch import append_batch
from cuakhau.movement import transfer
from cuakhau.movement.event import Event
from cuakhau.movement.times import local_day
from cuakhau.movement.transfer import Act
from cuakhau.operations.actions import Signed, next_number
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone

WHOLE = "J8"  # what the journal says of good rows that fall with a bad one


class ForAgency(Signed, frozen=True, kw_only=True):
    """Who transfers, when, under which nonce, and for which agency."""

    agency: str

    @property
    def act(self) -> Act:
        """The same as `movement.transfer` wants it."""
        at_us, offset = micros(self.at), offset_min(self.at)
        return Act(by=self.by, agency=self.agency, at_us=at_us, offset_min=offset)


def merge(zone: Zone, gone: str, stays: str, signed: ForAgency) -> Answer:
    """Let the visit `gone` live on as `stays`. Raises `NoSuchSubject` or a `Refusal`."""

    def rows() -> tuple[str, Sequence[Event]]:
        visits = (read.get_visit(zone.name, number) for number in (gone, stays))
        return stays, transfer.merge(*visits, act=signed.act)

    return _do(zone, signed, digest_of("merge", gone, stays), rows)


def split(zone: Zone, number: str, seats: Iterable[int], signed: ForAgency) -> Answer:
    """Make the rows at `seats` a visit of their own and give its number. Raises as `merge`."""
    wanted = sorted(set(seats))

    def rows() -> tuple[str, Sequence[Event]]:
        new = next_number(local_day(zone, micros(signed.at)))
        visit = read.get_visit(zone.name, number)
        return new, transfer.split(visit, new, wanted, act=signed.act)

    return _do(zone, signed, digest_of("split", number, wanted), rows)


def reassign(zone: Zone, number: str, right: str, seat: int, signed: ForAgency) -> Answer:
    """Put one row on the right vehicle. Raises as `merge`."""

    def rows() -> tuple[str, Sequence[Event]]:
        wrong, other = (read.get_visit(zone.name, one) for one in (number, right))
        return right, transfer.reassign(wrong, other, seat, act=signed.act)

    return _do(zone, signed, digest_of("reassign", number, right, seat), rows)


def _do(
    zone: Zone, signed: ForAgency, digest: bytes, rows: Callable[[], tuple[str, Sequence[Event]]]
) -> Answer:
    def act() -> Answer:
        lives_on, events = rows()
        answer = append_batch(
            zone, events, nonce=signed.nonce, by=signed.by, at=signed.at, on_bad="refuse_all"
        )
        told = [refused for refused in answer.refused if refused.refusal.rule != WHOLE]
        if told:
            raise told[0].refusal
        return {"visit": lives_on, "rows": len(events)}

    done, repeated = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return {**done, "repeated": repeated}
