"""Keeps what people took in of bulletins of the past, and gives it as published counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Max

from cuakhau.operations.once import Asked, digest_of, do_once
from cuakhau.reports.bulletins.models import Import, ImportedCount
from cuakhau.reports.refusals import b23_taken_once, not_issued
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone

SOURCE = "import"  # with the number of the import: the source of its counts


@dataclass(frozen=True, slots=True)
class ReadCount:
    """One number as it was read, and what is doubtful about it."""

    row: int
    count: PublishedCount
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a text or a file; `lost` are numbers that nobody could place."""

    kind: str
    source: str
    content: str
    counts: tuple[ReadCount, ...]
    lost: tuple[str, ...] = ()


def keep(zone: Zone, reading: Reading, *, by: str, at: datetime, nonce: str) -> int:
    """Keep an import, doubtful numbers included, and give its id. Raises B23."""
    digest = sha256(f"{reading.source}\0{reading.content}".encode()).digest()

    def act() -> dict[str, Any]:
        if Import.objects.filter(zone=zone.name, digest=digest).exists():
            raise not_issued(b23_taken_once)
        taken = Import.objects.create(
            zone=zone.name,
            kind=reading.kind,
            source=reading.source,
            content=reading.content,
            lost=list(reading.lost),
            digest=digest,
            by=by,
            at=at,
        )
        ImportedCount.objects.bulk_create(_row(taken, one) for one in reading.counts)
        return {"import": taken.pk}

    with transaction.atomic():
        asked = Asked(zone.name, nonce, digest_of("import", digest.hex(), by), by, at)
        answer, _ = do_once(asked, act)
    return int(answer["import"])


def last_import(zone_name: str) -> int:
    """Give the number of the last import of a zone, 0 for none."""
    return Import.objects.filter(zone=zone_name).aggregate(last=Max("pk"))["last"] or 0


def imported_counts(zone_name: str, up_to: int | None = None) -> tuple[PublishedCount, ...]:
    """Give what was taken in as published counts, up to an import where one is named."""
    rows: Any = ImportedCount.objects.filter(zone=zone_name)
    if up_to is not None:
        rows = rows.filter(taken__lte=up_to)
    return tuple(to_count(one) for one in rows.order_by("pk"))


def counts_of(taken: Import) -> Sequence[ImportedCount]:
    """Give the numbers of one import, in the order of its rows."""
    return list(taken.counts.order_by("row", "pk"))


def to_count(one: ImportedCount) -> PublishedCount:
    """Give one imported number as a published count."""
    return PublishedCount(
        first_day=one.first_day,
        last_day=one.last_day,
        place=one.place,
        measure=one.measure,
        direction=one.direction,  # type: ignore[arg-type]  # checked when it was taken in
        cargo=one.cargo,
        value=one.value,
        value_high=one.value_high,
        unit=one.unit,  # type: ignore[arg-type]
        precision=one.precision,  # type: ignore[arg-type]
        source=f"{SOURCE}:{one.taken_id}",
        note=one.note or one.doubt,
    )


def _row(taken: Import, read: ReadCount) -> ImportedCount:
    count = read.count
    return ImportedCount(
        taken=taken,
        zone=taken.zone,
        row=read.row,
        first_day=count.first_day,
        last_day=count.last_day,
        place=count.place,
        measure=count.measure,
        direction=count.direction,
        cargo=count.cargo,
        value=count.value,
        value_high=count.value_high,
        unit=count.unit,
        precision=count.precision,
        note=count.note,
        doubt=read.doubt,
    )
