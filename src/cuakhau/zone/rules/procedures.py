"""Rules of procedures: they can be gone through, and they can end."""

from collections.abc import Iterator, Mapping
from typing import Any

from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.rules.draft import Draft, Entry, closest, overlap

MILESTONE_FIELDS = ("arrives_at", "clears_at", "ends_at")


def z30_steps_have_an_agency(draft: Draft) -> Iterator[Fault]:
    """No agency may give the step "{id}".

    Cure: List at least one agency in `agencies`.
    """
    for entry in draft.of("step"):
        if not entry.row.agencies:
            yield entry.raw.fault("agencies", id=entry.row.id)


def z31_milestones_have_steps(draft: Draft) -> Iterator[Fault]:
    """Nothing reaches the milestone "{id}": it names no step.

    Cure: List steps in `all_of` or in `any_of`.
    """
    for entry in draft.of("milestone"):
        if not entry.row.all_of and not entry.row.any_of:
            yield entry.raw.fault(id=entry.row.id)


def z32_steps_stand_once(draft: Draft) -> Iterator[Fault]:
    """The step "{step}" stands in the procedure "{id}" twice.

    Cure: Delete one of the two.
    """
    for entry in draft.of("procedure"):
        seen: set[str] = set()
        for place, one in enumerate(entry.row.steps):
            if one.step in seen:
                yield entry.raw.inner_fault("steps", place, step=one.step, id=entry.row.id)
            seen.add(one.step)


def z33_required_steps_are_in(draft: Draft) -> Iterator[Fault]:
    """ "{step}" requires "{required}", which is no step of the procedure "{id}".

    Cure: Add that step to the procedure, or require another (the closest is "{closest}").
    """
    steps = set(draft.ids(["step"]))
    for entry in draft.of("procedure"):
        own = [one.step for one in entry.row.steps]
        for place, one in enumerate(entry.row.steps):
            for required in one.requires:
                if required in steps and required not in own:
                    facts = {"step": one.step, "required": required, "id": entry.row.id}
                    near = closest(required, own)
                    yield entry.raw.inner_fault("steps", place, **facts, closest=near)


def z34_requirements_do_not_circle(draft: Draft) -> Iterator[Fault]:
    """In the procedure "{id}" these steps wait for each other: {chain}.

    Cure: Take one of the requirements away.
    """
    for entry in draft.of("procedure"):
        needs = {one.step: one.requires for one in entry.row.steps}
        circle = _find_circle(needs)
        if circle:
            place = list(needs).index(circle[0])
            chain = " → ".join([*circle, circle[0]])
            yield entry.raw.inner_fault("steps", place, id=entry.row.id, chain=chain)


def z35_procedures_can_end(draft: Draft) -> Iterator[Fault]:
    """The procedure "{id}" never reaches "{milestone}": it lacks the step {lacking}.

    Cure: Add the step to the procedure, or name a milestone in `{field}` that it can reach.
    """
    for entry in draft.of("procedure"):
        steps = {one.step for one in entry.row.steps}
        fields = {getattr(entry.row, field): field for field in MILESTONE_FIELDS}
        for milestone, field in fields.items():
            for lacking in _lacking(draft, entry, milestone, steps):
                facts = {"milestone": milestone, "lacking": lacking, "field": field}
                yield entry.raw.fault(field, id=entry.row.id, **facts)


def z36_secrets_stay_with_one(draft: Draft) -> Iterator[Fault]:
    """The secret step "{id}" may be given by several agencies: {agencies}.

    Cure: Leave only the agency that sets it; nobody else may see it.
    """
    for entry in draft.of("step"):
        if entry.row.secret and len(entry.row.agencies) > 1:
            agencies = ", ".join(entry.row.agencies)
            yield entry.raw.fault("agencies", id=entry.row.id, agencies=agencies)


def z53_nobody_awaits_a_secret(draft: Draft) -> Iterator[Fault]:
    """ "{id}" waits for the secret step "{step}", so everybody would see whether it was given.

    Cure: Make the step `optional` in the procedure, and take it out of `requires`, `all_of` and
    `any_of`.
    """
    secret = {entry.row.id for entry in draft.of("step") if entry.row.secret}
    for entry in draft.of("procedure"):
        for place, one in enumerate(entry.row.steps):
            awaited = [one.step] if one.step in secret and not one.optional else []
            for step in (*awaited, *sorted(secret.intersection(one.requires))):
                yield entry.raw.inner_fault("steps", place, id=entry.row.id, step=step)
    for entry in draft.of("milestone"):
        for field in ("all_of", "any_of"):
            for step in sorted(secret.intersection(getattr(entry.row, field))):
                yield entry.raw.fault(field, id=entry.row.id, step=step)


def _find_circle(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Find steps that wait for each other, from the first of them on; or nothing."""
    done: set[str] = set()
    for first in needs:
        found = _walk(first, needs, done, [])
        if found:
            return found
    return []


def _walk(
    step: str, needs: Mapping[str, tuple[str, ...]], done: set[str], path: list[str]
) -> list[str]:
    if step in path:
        return path[path.index(step) :]
    if step in done:
        return []
    for required in needs.get(step, ()):
        found = _walk(required, needs, done, [*path, step])
        if found:
            return found
    done.add(step)
    return []


def _lacking(draft: Draft, entry: Entry, milestone: str, steps: set[str]) -> list[str]:
    """Name what keeps a procedure from a milestone, in any version valid on its days."""
    lacking: list[str] = []
    known = set(draft.ids(["step"]))  # a step that is nowhere has been reported where it is named
    for target in draft.rows_named(milestone, ["milestone"]):
        row: Any = target.row
        if row is None or not overlap(row, entry.row):
            continue
        if row.procedures and entry.row.id not in row.procedures:
            lacking.append(f"{milestone}.procedures")
        lacking += [step for step in row.all_of if step in known - steps]
        if row.any_of and not steps & set(row.any_of) and set(row.any_of) <= known:
            lacking.append(" | ".join(row.any_of))
    return list(dict.fromkeys(lacking))
