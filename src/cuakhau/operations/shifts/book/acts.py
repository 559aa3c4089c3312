"""Write an entry of the log book; what was wrong is corrected by another entry that names it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max

from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.shifts import words
from cuakhau.operations.shifts.models import BookEntry
from cuakhau.operations.shifts.refusals import (
    not_so,
    s25_entry_is_whole,
    s26_entry_is_over,
    s27_correction_names_an_entry,
)
from cuakhau.zone.zone import Zone

KINDS = ("event", "order", "equipment", "people")
OLDEST = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """An entry as it is written. `about` names what it is about.

    `corrects` is the number of an entry, from which kind, time and `about` are then taken.
    """

    kind: str
    happened_at: datetime | None
    text: str
    corrects: int | None = None
    about: str = ""


def write(zone: Zone, said: Saying, signed: Signed) -> BookEntry:
    """Write an entry under the next number of the book. Raises S25, S26 or S27."""

    def act() -> Answer:
        return {"id": _write(zone, said, signed).pk}

    digest = digest_of("book", said, signed.agency, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return BookEntry.objects.get(pk=answer["id"])


def list_between(zone_name: str, agency: str, since: datetime, until: datetime) -> list[BookEntry]:
    """List the entries of what happened in a time, in order, each with what corrects it."""
    rows = BookEntry.objects.filter(
        zone=zone_name, agency=agency, happened_at__gte=since, happened_at__lt=until
    )
    return list(rows.select_related("corrects", "corrected_by").order_by("happened_at", "number"))


def list_about(zone_name: str, agency: str, about: str) -> list[BookEntry]:
    """List the entries about a thing: `handover:5`."""
    rows = BookEntry.objects.filter(zone=zone_name, agency=agency, about=about)
    return list(rows.order_by("number"))


def _write(zone: Zone, said: Saying, signed: Signed) -> BookEntry:
    corrected, agency = None, signed.agency or ""
    if not said.text.strip():
        raise not_so(s25_entry_is_whole)
    # One book, one row of numbers: two who write at once wait for each other.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"book/{zone.name}/{agency}"])
    own = BookEntry.objects.filter(zone=zone.name, agency=agency)
    if said.corrects is not None:
        corrected = own.filter(number=said.corrects, corrected_by=None).first()
        if corrected is None:
            raise not_so(s27_correction_names_an_entry, value=said.corrects)
    # A correction stands beside what it corrects, whenever it was written.
    kind = corrected.kind if corrected else said.kind
    happened_at = corrected.happened_at if corrected else said.happened_at
    if kind not in KINDS or happened_at is None:
        raise not_so(s25_entry_is_whole)
    if corrected is None and not signed.at - OLDEST <= happened_at <= signed.at:
        raise not_so(s26_entry_is_over)
    last = own.aggregate(last=Max("number"))["last"] or 0
    return BookEntry.objects.create(
        zone=zone.name,
        agency=agency,
        number=last + 1,
        kind=kind,
        happened_at=happened_at,
        words=words.keep(zone, said.text, signed),
        corrects=corrected,
        about=corrected.about if corrected else said.about,
        by=signed.by,
        at=signed.at,
    )
