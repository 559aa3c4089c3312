"""The visits of a consignment before the collector: owed together, paid at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from cuakhau.journal import read
from cuakhau.operations.declare.consignments.keep import get_consignment, list_declared
from cuakhau.operations.declare.models import Consignment
from cuakhau.operations.payments.books.owing import Owing, build_owing
from cuakhau.operations.payments.books.standing import NOTHING, standings_of
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Together:
    """A consignment and what each of its visits owes, in the order of their declaration."""

    consignment: Consignment
    owings: tuple[Owing, ...]

    @property
    def to_pay_vnd(self) -> int:
        """What is still to be paid for all visits whose rate is known."""
        return sum(max(0, one.to_pay_vnd or 0) for one in self.owings)

    @property
    def payable(self) -> tuple[Owing, ...]:
        """The visits that owe something that is known."""
        return tuple(one for one in self.owings if (one.to_pay_vnd or 0) > 0)


def get_together(zone: Zone, number: str, agency: str | None) -> Together:
    """Tell what a consignment owes. Raises `Consignment.DoesNotExist`."""
    consignment = get_consignment(zone.name, number)
    declared = {said.number: said for said in list_declared(zone.name, [number])}
    standings = standings_of(zone.name, list(declared))
    owings = [
        build_owing(
            zone,
            read.get_visit(zone.name, visit),
            said,
            agency,
            standings.get(visit, NOTHING),
        )
        for visit, said in declared.items()
    ]
    return Together(consignment, tuple(owings))


def spread(zone_name: str, numbers: Iterable[str]) -> tuple[str, ...]:
    """Put the visits of a consignment where its number stands; other numbers stay."""
    named = list(dict.fromkeys(numbers))
    members: dict[str, list[str]] = {}
    for said in list_declared(zone_name, named):
        members.setdefault(str(said.consignment), []).append(said.number)
    return tuple(dict.fromkeys(one for number in named for one in members.get(number, [number])))
