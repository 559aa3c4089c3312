"""A policy proposal goes from problem over evidence, options and opinions to a decision."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from cuakhau.accounts.units import list_units
from cuakhau.operations.actions import Signed
from cuakhau.planning.clock.models import ClockDay
from cuakhau.planning.models import Run
from cuakhau.planning.overlaps.models import FirstFound, Price
from cuakhau.portfolio.directives.acting.giving import FIELDS, MOST_LETTERS, Also, read_day
from cuakhau.portfolio.directives.acting.turning import find_code
from cuakhau.portfolio.directives.areas import list_areas
from cuakhau.portfolio.directives.models import (
    ASKED,
    DECIDED,
    EVIDENCE,
    GIVEN,
    OPINION,
    OPTION,
    SUBMITTED,
    Proposal,
    Step,
)
from cuakhau.portfolio.directives.refusals import (
    h1_words_are_there,
    h3_unit_is_known,
    h5_day_is_a_day,
    h10_act_says_something,
    h11_area_is_known,
    h15_proposal_goes_in_order,
    h16_evidence_is_found,
    h18_opinion_is_asked,
    refuse,
)
from cuakhau.portfolio.directives.words import list_words
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

EVIDENCE_KINDS = ("figure", "clock", "overlap", "price", "run")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A proposal as it is typed."""

    area: str
    title: str
    problem: str
    leader: str
    language: Language = "vi"
    origin: str = GIVEN
    also: Also = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSaid:
    """A step as it is typed; which fields count depends on its kind."""

    kind: str
    words: str = ""
    unit: str = ""
    ref_kind: str = ""
    ref: str = ""
    day: str = ""
    document: str = ""


def propose(zone: Zone, said: Said, signed: Signed) -> Proposal:
    """Write a problem down as a proposal. The same nonce gives the first. Raises H1, H3, H11."""
    if said.area not in list_areas():
        raise refuse(h11_area_is_known, area=said.area[:60])
    if said.leader not in list_units(zone):
        raise refuse(h3_unit_is_known, unit=said.leader[:60])
    for name, text in (("title", said.title), ("text", said.problem)):
        if not text.strip():
            raise refuse(h1_words_are_there, field=FIELDS[name])
    row, _made = Proposal.objects.get_or_create(
        zone=zone.name,
        nonce=signed.nonce,
        defaults={
            "area": said.area,
            "title": {said.language: said.title.strip()[:300], **said.also.get("title", {})},
            "problem": {
                said.language: said.problem.strip()[:MOST_LETTERS],
                **said.also.get("problem", {}),
            },
            "leader": said.leader,
            "origin": said.origin,
            "by": signed.by,
            "at": signed.at,
        },
    )
    return row


def step(zone: Zone, key: int, said: StepSaid, units: tuple[str, ...], signed: Signed) -> Step:
    """Write a step of a proposal. Raises H3, H5, H7, H10, H15, H16 or H18.

    `units` are those of who acts: an opinion is given by a unit that was asked. The same nonce
    gives the first step again.
    """
    with transaction.atomic():
        row = Proposal.objects.select_for_update().get(zone=zone.name, pk=key)
        known = row.steps.filter(nonce=signed.nonce).first()
        if known is not None:
            return known
        steps = list(row.steps.order_by("pk"))
        _check_order(steps, said, signed.at.date())
        unit = _unit_of(zone, steps, said, units)
        return Step.objects.create(
            proposal=row,
            kind=said.kind,
            unit=unit,
            words=said.words.strip()[:MOST_LETTERS],
            ref_kind=said.ref_kind if said.kind == EVIDENCE else "",
            ref=_find_ref(zone, said) if said.kind == EVIDENCE else "",
            day=_day_of(said),
            document=said.document.strip()[:300],
            by=signed.by,
            at=signed.at,
            nonce=signed.nonce,
        )


def list_open_asks(steps: list[Step]) -> list[str]:
    """List the units that were asked and have not replied."""
    replied = {one.unit for one in steps if one.kind == OPINION}
    return [one.unit for one in steps if one.kind == ASKED and one.unit not in replied]


def _check_order(steps: list[Step], said: StepSaid, today: date) -> None:
    kinds = {one.kind for one in steps}
    needed: tuple[str, ...] = ()
    if said.kind == ASKED:
        needed = (EVIDENCE, OPTION)
    elif said.kind == SUBMITTED:
        needed = (EVIDENCE, OPTION, ASKED)
        open_ = set(list_open_asks(steps))
        if any(one.unit in open_ and one.day and one.day >= today for one in steps):
            raise refuse(h15_proposal_goes_in_order, missing=list_words()["no_opinion"])
    elif said.kind == DECIDED:
        needed = (SUBMITTED,)
    for kind in needed:
        if kind not in kinds:
            raise refuse(h15_proposal_goes_in_order, missing=list_words()[f"no_{kind}"])
    if DECIDED in kinds or (SUBMITTED in kinds and said.kind != DECIDED):
        raise refuse(h15_proposal_goes_in_order, missing=list_words()["over"])
    if said.kind in (OPTION, OPINION, DECIDED) and not said.words.strip():
        raise refuse(h10_act_says_something)
    if said.kind in (SUBMITTED, DECIDED) and not said.document.strip():
        raise refuse(h1_words_are_there, field=FIELDS["document"])


def _unit_of(zone: Zone, steps: list[Step], said: StepSaid, units: tuple[str, ...]) -> str:
    if said.kind == ASKED:
        if said.unit not in list_units(zone):
            raise refuse(h3_unit_is_known, unit=said.unit[:60])
        return said.unit
    if said.kind == OPINION:
        mine = [unit for unit in list_open_asks(steps) if unit in units]
        if not mine:
            names = list_units(zone)
            first = units[0] if units else "–"
            raise refuse(h18_opinion_is_asked, unit=Named(first, names.get(first, {})))
        return said.unit if said.unit in mine else mine[0]
    return units[0] if units else ""


def _day_of(said: StepSaid) -> date | None:
    if said.kind not in (ASKED, SUBMITTED, DECIDED):
        return None
    day = read_day(said.day)
    if day is None:
        raise refuse(h5_day_is_a_day, day=said.day[:20])
    return day


def _find_ref(zone: Zone, said: StepSaid) -> str:
    """Give the evidence by the name it has here, where it is there at all."""
    ref = said.ref.strip()
    if said.ref_kind == "price":  # as its page names it, or its number alone
        ref = ref.removeprefix(f"{zone.name}/overlap-price/")
    if said.ref_kind not in EVIDENCE_KINDS or not ref:
        raise refuse(h10_act_says_something)
    if said.ref_kind == "figure":
        return find_code(ref)
    number = int(ref) if ref.isdecimal() and len(ref) < 15 else -1
    day = read_day(ref)
    found = {
        "clock": lambda: day and ClockDay.objects.filter(zone=zone.name, day=day).exists(),
        "overlap": lambda: FirstFound.objects.filter(zone=zone.name, key=ref).exists(),
        "price": lambda: Price.objects.filter(zone=zone.name, pk=number).exists(),
        "run": lambda: Run.objects.filter(zone=zone.name, pk=number).exists(),
    }[said.ref_kind]()
    if not found:
        raise refuse(h16_evidence_is_found, kind=list_words()[said.ref_kind], ref=ref[:60])
    return ref
