"""Photos of papers: sent with a declaration, removable until the vehicle comes, gone in time."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from cuakhau.journal import personal, read
from cuakhau.movement.times import local_day
from cuakhau.operations.actions import Signed
from cuakhau.operations.declaring.arrival import check_open, may_change_all
from cuakhau.operations.declaring.refusals import (
    d6_photo_until_arrival,
    d7_photos_are_few,
    refuse,
)
from cuakhau.operations.models import PaperFile, PaperPhoto
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.people import KEPT_DAYS
from cuakhau.operations.times import micros
from cuakhau.web.uploads import Upload
from cuakhau.zone.zone import Zone

RECORD = "paper_photo"
KINDS = (
    "customs_declaration",
    "transport_permit",
    "phytosanitary",
    "animal_health",
    "contract",
    "other",
)
MOST_PHOTOS = 16


def list_photos(zone_name: str, number: str) -> list[PaperPhoto]:
    """List the photos of a trip that were not removed, in the order they came."""
    found = PaperPhoto.objects.filter(zone=zone_name, number=number, removed_at__isnull=True)
    return list(found.order_by("id"))


def keep_photos(
    zone: Zone, number: str, kind: str, uploads: Sequence[Upload], signed: Signed
) -> int:
    """Keep photos of one kind of paper; give how many. Raises D4 or D7."""
    assert kind in KINDS, kind

    def act() -> Answer:
        check_open(zone, read.get_visit(zone.name, number))
        count = len(list_photos(zone.name, number)) + len(uploads)
        if count > MOST_PHOTOS:
            raise refuse(d7_photos_are_few, count=count, most=MOST_PHOTOS)
        for upload in uploads:
            _keep(zone, number, kind, upload, signed)
        return {"kept": len(uploads)}

    said = digest_of("photos", number, kind, [one.sent_sha256 for one in uploads], signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, said, signed.by, signed.at), act)
    return int(answer["kept"])


def remove_photo(zone: Zone, number: str, key: int, signed: Signed) -> None:
    """Take a photo away with its picture; who sent and who removed it stays.

    One that is gone stays gone. Raises D6 once the vehicle is here, unless a correction was asked.
    """

    def act() -> Answer:
        if not may_change_all(zone, read.get_visit(zone.name, number)):
            raise refuse(d6_photo_until_arrival)
        rows = PaperPhoto.objects.select_for_update()
        row = rows.filter(zone=zone.name, number=number, id=key, removed_at__isnull=True).first()
        if row is None:
            return {"removed": 0}
        row.removed_by, row.removed_at = signed.by, signed.at
        row.save(update_fields=["removed_by", "removed_at"])
        why = "removed by who declared"
        personal.erase(zone.name, [row.record], by=signed.by, at=signed.at, why=why)
        forget([row.record])
        return {"removed": 1}

    said = digest_of("photo away", number, key, signed.by)
    do_once(Asked(zone.name, signed.nonce, said, signed.by, signed.at), act)


def find_file(record: str) -> PaperFile | None:
    """Give the picture of a photo; whoever shows it keeps the look at its record first."""
    return PaperFile.objects.filter(record=record).first()


def forget(records: Collection[str]) -> None:
    """Drop the pictures of records that were erased."""
    PaperFile.objects.filter(record__in=list(records)).delete()


def purge(on: date) -> int:
    """Drop, in all zones but demos, the pictures whose time is over; give how many."""
    due = PaperFile.objects.filter(keep_until__lt=on).exclude(zone__endswith="-demo")
    return due.delete()[0]


def _keep(zone: Zone, number: str, kind: str, upload: Upload, signed: Signed) -> None:
    last = local_day(zone, micros(signed.at)) + timedelta(days=KEPT_DAYS[RECORD])
    record = personal.keep(zone.name, RECORD, upload.name, keep_until=last)
    PaperFile.objects.create(
        record=record,
        zone=zone.name,
        kind=upload.kind,
        media_type=upload.media_type,
        content=upload.content,
        sent_sha256=upload.sent_sha256,
        keep_until=last,
    )
    PaperPhoto.objects.create(
        zone=zone.name, number=number, kind=kind, record=record, by=signed.by, at=signed.at
    )
