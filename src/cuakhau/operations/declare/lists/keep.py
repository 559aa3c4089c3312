"""A list as it was taken in: its good rows become drafts, its bad rows are kept with their why."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from cuakhau.movement.times import local_day, local_time
from cuakhau.operations.declare.drafts.keep import KEPT_DAYS, keep_rows
from cuakhau.operations.declare.lists.reading import BadRow, ReadList
from cuakhau.operations.declare.lists.refusals import d36_list_is_new
from cuakhau.operations.declare.models import Draft, TripList
from cuakhau.operations.declare.refusals import mistake
from cuakhau.operations.times import micros
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

Told = dict[str, Any]


def digest_of(sent_sha256: str, consignment: str) -> str:
    """Digest what makes two lists the same: the bytes as they came, and what fills their blanks."""
    return sha256(f"{sent_sha256} {consignment}".encode()).hexdigest()


def find_same(zone_name: str, owner: str, digest: str) -> TripList | None:
    """Find a list of the same file whose drafts were not thrown away."""
    lists = TripList.objects.filter(zone=zone_name, owner=owner, sent_sha256=digest)
    for one in lists.order_by("-pk"):
        drafts = Draft.objects.filter(trip_list=one, thrown_at__isnull=True)
        if one.good == 0 or drafts.exists():
            return one
    return None


def check_new(zone: Zone, owner: str, digest: str) -> None:
    """Raise D36 where the same file was taken in already and its good rows are there."""
    same = find_same(zone.name, owner, digest)
    if same is not None and same.good:
        at = f"{local_time(zone, micros(same.at)):%H:%M %d/%m/%Y}"
        raise mistake(d36_list_is_new, at=at, number=same.pk)


@transaction.atomic
def keep_list(
    zone: Zone, read: ReadList, sent: tuple[str, str], owner: str, *, by: str, at: datetime
) -> TripList:
    """Keep a list; `sent` is the name of the file and `digest_of` it."""
    name, digest = sent
    kept = TripList.objects.create(
        zone=zone.name,
        owner=owner,
        name=name,
        sent_sha256=digest,
        rows=read.rows,
        good=len(read.good),
        columns=list(read.headings),
        bad=[_tell_row(row) for row in read.bad],
        remarks=[tell(one) for one in read.remarks],
        by=by,
        at=at,
        keep_until=local_day(zone, micros(at)) + timedelta(days=KEPT_DAYS),
    )
    keep_rows(zone, kept, read.good, by=by, at=at)
    return kept


def list_lists(zone_name: str, owners: list[str], by: str | None, most: int = 20) -> list[TripList]:
    """List the last lists of these owners; `by` one person where given."""
    lists = TripList.objects.filter(zone=zone_name, owner__in=owners).defer("bad", "remarks")
    if by is not None:
        lists = lists.filter(by=by)
    return list(lists.order_by("-pk")[:most])


def find_list(zone_name: str, owners: list[str], by: str | None, number: int) -> TripList | None:
    """Find one list of these owners."""
    found = TripList.objects.filter(zone=zone_name, owner__in=owners, pk=number).first()
    return found if found is not None and by in (None, found.by) else None


def tell(refusal: Refusal) -> Told:
    """Write a mistake so that it can be read again in every language."""
    said: dict[str, list[str]] = {
        code: [refusal.reason(code), refusal.cure(code)] for code in LANGUAGES
    }
    return {"rule": refusal.rule, **said}


def _tell_row(row: BadRow) -> Told:
    return {
        "sheet": row.sheet,
        "row": row.number,
        "cells": row.cells,
        "wrong": [{"cell": one.cell, "field": one.field, **tell(one.mistake)} for one in row.wrong],
    }
