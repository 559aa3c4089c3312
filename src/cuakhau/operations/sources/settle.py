"""Rows that fit no vehicle: given to a visit by a person, or set aside."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cuakhau.journal import read
from cuakhau.operations import actions
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.sources.models import IntakeRow, Source
from cuakhau.operations.sources.reading.lines import Line
from cuakhau.operations.sources.refusals import w21_vehicle_is_known, wrong
from cuakhau.operations.sources.register import get_source
from cuakhau.operations.sources.take import build_event
from cuakhau.zone.zone import Zone

MOST = 200


def list_unsettled(zone_name: str, sources: Iterable[Source]) -> list[IntakeRow]:
    """List the rows of these sources that wait for a person, the newest first."""
    rows = IntakeRow.objects.filter(
        intake__zone=zone_name, intake__source__in=[one.id for one in sources], state="unmatched"
    )
    return list(rows.select_related("intake").order_by("-intake_id", "row")[:MOST])


def give_to(zone: Zone, row: IntakeRow, number: str, *, by: str, at: datetime) -> IntakeRow:
    """Put a row on the visit that it means. Raises W21, `RuleBroken` or `NotWritten`."""
    source = get_source(zone.name, row.intake.source)
    if read.find_visit(zone.name, number) is None:
        raise wrong(w21_vehicle_is_known)
    step = zone.step_by_id[row.step or ""]
    line = Line(row=row.row, step=row.step, happened_us=row.happened_us, offset_min=row.offset_min)
    payload = {"source": source.id, "settled": True}
    agency = source.agency or step.agencies[0]
    event = build_event(zone, source, line, subject=number, agency=agency, payload=payload)
    nonce = f"source.{source.id}.{row.intake_id}.{row.row}"
    with transaction.atomic():
        done = actions.record(zone, event, NO_WORDS, by=by, at=at, nonce=nonce)
        row.subject, row.seq, row.state = number, done.seq, "settled"
        _sign(row, by, at)
    return row


def set_aside(row: IntakeRow, *, by: str, at: datetime) -> IntakeRow:
    """Leave a row: it is no vehicle of ours."""
    row.state = "aside"
    _sign(row, by, at)
    return row


def _sign(row: IntakeRow, by: str, at: datetime) -> None:
    row.settled_by, row.settled_at = by, at
    row.save()
