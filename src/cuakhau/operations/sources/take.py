"""Taking in: looked at first, written once, what fits no vehicle settled by a person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cuakhau.journal.asked.answers import Appended, Refused
from cuakhau.movement.event import Event, Way
from cuakhau.movement.times import local_day
from cuakhau.operations import actions, people
from cuakhau.operations.actions import Signed
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.sources.matching.fitting import find_fitting
from cuakhau.operations.sources.matching.match import WRITTEN, Matched, match
from cuakhau.operations.sources.models import Intake, IntakeRow, Source
from cuakhau.operations.sources.reading.lines import Line, read_lines
from cuakhau.operations.sources.reading.mapping import Layout, complete, list_allowed, read_layout
from cuakhau.operations.sources.reading.sheet import Sheet
from cuakhau.operations.sources.refusals import w4_columns_are_chosen, wrong
from cuakhau.operations.sources.register import KINDS
from cuakhau.operations.times import micros
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

KEPT_KIND = {"plate": "plate", "trailer": "plate"}  # anything else is a paper


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come of a sheet: its rows, how they stand, the layout that was used."""

    layout: Layout
    rows: tuple[Matched, ...]
    counts: dict[str, int]
    taken: Intake | None  # the same content, where it was taken in before


def look(zone: Zone, source: Source, sheet: Sheet, *, now_us: int) -> Preview:
    """Check a whole sheet and write nothing. Raises W4 where a column has still to be chosen."""
    layout = complete(read_layout(source.mapping), sheet.columns)
    if layout.missing:
        raise wrong(w4_columns_are_chosen, missing=", ".join(layout.missing))
    lines = read_lines(zone, sheet, layout, list_allowed(zone, source.agency))
    rows = match(zone, lines, find_fitting(zone, lines), now_us)
    return Preview(layout, tuple(rows), _count(rows), find_intake(source, sheet))


def find_intake(source: Source, sheet: Sheet) -> Intake | None:
    """Find whether the same content was taken in from this source before."""
    known = Intake.objects.filter(zone=source.zone, source=source.id, digest=sheet.digest)
    return known.first()


def write(
    zone: Zone, source: Source, sheet: Sheet, name: str, *, by: str, at: datetime
) -> tuple[Intake, bool]:
    """Write the good and the doubtful rows; the second value tells whether it was done before.

    The same content writes nothing again. Raises W4.
    """
    preview = look(zone, source, sheet, now_us=micros(at))
    if preview.taken is not None:
        return preview.taken, True
    chosen = [row for row in preview.rows if row.state in WRITTEN]
    events = [(_build_event(zone, source, row), NO_WORDS) for row in chosen]
    nonce = f"source.{source.id}.{sheet.digest[:32]}"
    with transaction.atomic():
        came: Sequence[Appended | Refused] = ()
        if events:
            signed = Signed(by, at, nonce)
            came = actions.record_batch(zone, events, signed, "keep_good").rows
        intake = Intake.objects.create(
            zone=zone.name,
            source=source.id,
            digest=sheet.digest,
            name=name[:100],
            counts=_count(preview.rows) | {"refused": sum(isinstance(c, Refused) for c in came)},
            by=by,
            at=at,
        )
        answers = {row.line.row: answer for row, answer in zip(chosen, came, strict=True)}
        IntakeRow.objects.bulk_create(
            _keep(zone, intake, row, answers.get(row.line.row), at)
            for row in preview.rows
            if row.state != "good" or isinstance(answers.get(row.line.row), Refused)
        )
    return intake, False


def _count(rows: Sequence[Matched]) -> dict[str, int]:
    return {"rows": len(rows), **Counter(row.state for row in rows)}


def _build_event(zone: Zone, source: Source, row: Matched) -> Event:
    line = row.line
    step = zone.step_by_id[line.step or ""]
    payload: dict[str, Any] = {"source": source.id}
    if row.told:
        payload["doubts"] = [told.refusal.rule for told in row.told]
    return build_event(
        zone,
        source,
        line,
        subject=row.subject or "",
        agency=source.agency or step.agencies[0],
        payload=payload,
    )


def build_event(
    zone: Zone, source: Source, line: Line, *, subject: str, agency: str, payload: dict[str, Any]
) -> Event:
    """Make the row of the log of one row of a source."""
    way: Way = "camera" if KINDS[source.kind] == "camera" else "import"
    return Event(
        zone=zone.name,
        subject_kind="visit",
        subject=subject,
        kind="confirmed",
        step=line.step,
        agency=agency,
        happened_us=line.happened_us or 0,
        happened_offset_min=line.offset_min or 0,
        way=way,
        origin="import",
        payload=payload,
    )


def _keep(
    zone: Zone, intake: Intake, row: Matched, answer: Appended | Refused | None, at: datetime
) -> IntakeRow:
    line = row.line
    state, told = str(row.state), [tell(one.refusal, one.column) for one in row.told]
    if isinstance(answer, Refused):
        state, told = "refused", [tell(answer.refusal, "")]
    kind, text = next(
        ((name, text) for name, text in line.vehicle.items() if name != "number"), ("", "")
    )
    ref = None
    if text and state in ("unmatched", "mistake"):
        ref = _keep_text(zone, intake, line.row, kind, text, at)
    said = {
        "step": line.said_step,
        "time": line.said_time,
        "number": line.vehicle.get("number", ""),
    }
    return IntakeRow(
        intake=intake,
        row=line.row,
        state=state,
        subject=row.subject,
        step=line.step,
        happened_us=line.happened_us,
        offset_min=line.offset_min,
        said=said,
        ref=ref,
        ref_kind=KEPT_KIND.get(kind, "paper") if ref else "",
        told=told,
        seq=answer.seq if isinstance(answer, Appended) else None,
    )


def _keep_text(zone: Zone, intake: Intake, row: int, kind: str, text: str, at: datetime) -> str:
    day = local_day(zone, micros(at))
    if kind in KEPT_KIND:
        return people.keep_plate(zone.name, text, on=day)
    return people.keep_word(zone.name, "paper", text, nonce=f"intake{intake.pk}#{row}", on=day)


def tell(refusal: Refusal, column: str) -> dict[str, Any]:
    """Say what is wrong so that it can be kept: rule, column, reason and cure in each language."""
    return {
        "rule": refusal.rule,
        "column": column,
        "reason": {language: refusal.reason(language) for language in LANGUAGES},
        "cure": {language: refusal.cure(language) for language in LANGUAGES},
    }
