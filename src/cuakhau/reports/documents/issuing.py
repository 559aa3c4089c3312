"""Issues a document once, with number and day, and says what has changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import msgspec
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from cuakhau.figures import Figure
from cuakhau.reports.behind.opening import resolve_today
from cuakhau.reports.documents.models import IssuedDocument
from cuakhau.reports.paper.document import Document, Said, pack, unpack
from cuakhau.reports.paper.refusals import e6_document_says_something, not_written
from cuakhau.web.figures import keep_figures
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure of an issued document that is another now: as it was written, and both figures."""

    text: str
    then: Figure
    now: Figure


def issue(
    zone: Zone, document: Document, *, periods: str, by: str, at: datetime, nonce: str
) -> IssuedDocument:
    """Freeze a document: its number is the next of the year, its day that of the zone.

    The same nonce gives the first answer again. Raises `NotWritten` E6 for one without a figure.
    """
    repeated = IssuedDocument.objects.filter(zone=zone.name, nonce=nonce).first()
    if repeated is not None:
        return repeated
    if not document.figures() and not _holds_minutes(document):
        raise not_written(e6_document_says_something)
    day = at.astimezone(ZoneInfo(zone.time_zone)).date()
    try:
        with transaction.atomic():
            number = _next_number(zone.name, day.year)
            signed = msgspec.structs.replace(document, number=str(number), day=day)
            content = pack(signed)
            keep_figures(signed.figures(), by=by, at=at)
            return IssuedDocument.objects.create(
                zone=zone.name,
                kind=document.kind,
                periods=periods,
                language=document.language,
                number=number,
                day=day,
                abstract=document.abstract,
                code=signed.code,
                content=content.decode(),
                digest=sha256(content).digest(),
                issued_us=int(at.timestamp() * 1_000_000),
                issued_by=by,
                nonce=nonce,
            )
    except IntegrityError:  # the same request came twice at once
        return IssuedDocument.objects.get(zone=zone.name, nonce=nonce)


def read_issued(issued: IssuedDocument) -> Document:
    """Give a document as it was issued."""
    return unpack(issued.content.encode())


def list_changes(document: Document) -> Iterator[Changed]:
    """List the figures that the same question answers otherwise today."""
    seen = set()
    for span in document.spans():
        if not isinstance(span, Said) or span.figure.code in seen:
            continue
        seen.add(span.figure.code)
        now = resolve_today(span.figure)
        if (now.value, now.unit) != (span.figure.value, span.figure.unit):
            yield Changed(span.text, span.figure, now)


def _holds_minutes(document: Document) -> bool:
    """Minutes record what was said: they may hold no number at all."""
    return document.kind == "minutes" and len(document.blocks) > 1


def _next_number(zone_name: str, year: int) -> int:
    # Two that are issued at once take their numbers one after the other.
    with connection.cursor() as cursor:
        lock = f"documents.{zone_name}.{year}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])
    last = IssuedDocument.objects.filter(zone=zone_name, day__year=year).aggregate(Max("number"))
    return (last["number__max"] or 0) + 1
