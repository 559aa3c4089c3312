"""What a visit owes: the tariff's answer beside what the books say was charged and paid."""

from dataclasses import dataclass

from cuakhau.journal import read
from cuakhau.movement.fees.answer import FeeAnswer, FeeLine
from cuakhau.movement.fees.owed import owed
from cuakhau.movement.procedure import find_compiled
from cuakhau.movement.times import local_day
from cuakhau.movement.view import View, view
from cuakhau.movement.visit import Visit
from cuakhau.operations.models import Declaration
from cuakhau.operations.payments.books.standing import NOTHING, Standing, standing_of
from cuakhau.operations.visits.charged import build_case
from cuakhau.operations.visits.search import find_declaration
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """One visit before the collector. Amounts in whole dong; `None` where nobody knows the rate.

    `firm` is who declared it, `payer` vn or cn. `steps` are those that paying confirms.
    """

    number: str
    firm: str | None
    payer: str | None
    gate: str | None
    answer: FeeAnswer
    standing: Standing
    seen: View
    steps: tuple[str, ...]

    @property
    def lines(self) -> tuple[FeeLine, ...]:
        """For each charge the line that is owed: on a mixed load the highest."""
        best: dict[str, FeeLine] = {}
        for line in self.answer.lines:
            known = best.get(line.charge)
            if known is None or (line.amount_vnd or 0) > (known.amount_vnd or 0):
                best[line.charge] = line
        return tuple(best.values())

    @property
    def owed_vnd(self) -> int | None:
        """All that the visit owes: by the tariff, or as somebody set it where that knows none."""
        if self.answer.total_vnd is not None:
            return self.answer.total_vnd
        return self.standing.charged_vnd if self.standing.by_hand_vnd else None

    @property
    def to_pay_vnd(self) -> int | None:
        """What is still to be paid; below nought what was paid too much."""
        if self.owed_vnd is None:
            return None
        return self.owed_vnd - self.standing.waived_vnd - self.standing.paid_vnd

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is left to pay."""
        return self.to_pay_vnd is not None and self.to_pay_vnd <= 0


def get_owing(zone: Zone, number: str, agency: str | None) -> Owing:
    """Tell what a visit owes. Raises `journal.read.NoSuchSubject`."""
    visit = read.get_visit(zone.name, number)
    said = find_declaration(zone.name, number)
    return build_owing(zone, visit, said, agency, standing_of(zone.name, number))


def build_owing(
    zone: Zone,
    visit: Visit,
    said: Declaration | None,
    agency: str | None,
    standing: Standing = NOTHING,
) -> Owing:
    """Put the tariff's answer and the books of a visit together."""
    seen = view(zone, visit)
    case, at_us = build_case(zone, visit, said)
    answer = FeeAnswer(why=("no_tariff",))
    gate = None
    if case is not None:
        day = local_day(zone, at_us)
        answer = owed(zone, case, day)
        gate = zone.at(day).find_gate_of(seen.gate_place) if seen.gate_place else None
    return Owing(
        number=visit.subject,
        firm=said.owner if said else None,
        payer=said.payer if said else None,
        gate=gate,
        answer=answer,
        standing=standing,
        seen=seen,
        steps=_steps(zone, visit, seen, agency),
    )


def _steps(zone: Zone, visit: Visit, seen: View, agency: str | None) -> tuple[str, ...]:
    """Name the steps of the procedure that this agency gives and has not given yet."""
    if agency is None or seen.procedure is None or seen.declared_us is None or not seen.is_open:
        return ()
    compiled = find_compiled(zone, seen.procedure, local_day(zone, seen.declared_us))
    if compiled is None:
        return ()
    given = {entry.step for entry in visit.standing if entry.kind == "confirmed"}
    own = {step.id for step in zone.steps if agency in step.agencies}
    return tuple(
        one.step
        for one in compiled.procedure.steps
        if one.step in own and one.step not in given and not one.optional
    )
