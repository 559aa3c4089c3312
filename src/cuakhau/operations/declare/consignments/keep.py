"""Consignments as they are kept: opened, changed by a new revision, and the visits of each."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import connection

from cuakhau.movement.times import local_day
from cuakhau.operations import people
from cuakhau.operations.declare.models import Consignment
from cuakhau.operations.declaring import GoodsLine, Paper
from cuakhau.operations.models import Declaration
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.zone.zone import Zone


class Common(msgspec.Struct, frozen=True, kw_only=True):
    """What the visits of a consignment have in common. `planned` vehicles are to come."""

    owner: str
    contract: str
    procedure: str
    place: str
    planned: int | None = None
    goods: str | None = None
    payer: str | None = None
    goods_lines: tuple[GoodsLine, ...] = ()
    papers: tuple[Paper, ...] = ()
    mandate: int | None = None


def open_consignment(zone: Zone, said: Common, *, by: str, at: datetime, nonce: str) -> str:
    """Open a consignment and give its number."""

    def act() -> Answer:
        day = local_day(zone, micros(at))
        number = _next_number(day)
        _keep(zone, said, number, 1, by=by, at=at)
        return {"number": number}

    answer, _ = do_once(Asked(zone.name, nonce, digest_of("consignment", said, by), by, at), act)
    return str(answer["number"])


def change_consignment(
    zone: Zone, number: str, said: Common, *, by: str, at: datetime, nonce: str
) -> int:
    """Write a new revision and give it; visits that were declared keep what they have.

    Raises `Consignment.DoesNotExist`.
    """

    def act() -> Answer:
        revision = get_consignment(zone.name, number).revision + 1
        _keep(zone, said, number, revision, by=by, at=at)
        return {"revision": revision}

    digest = digest_of("change consignment", number, said, by)
    answer, _ = do_once(Asked(zone.name, nonce, digest, by, at), act)
    return int(answer["revision"])


def get_consignment(zone_name: str, number: str) -> Consignment:
    """Give the last revision of a consignment. Raises `Consignment.DoesNotExist`."""
    rows = Consignment.objects.filter(zone=zone_name, number=number).order_by("-revision")
    return rows[:1].get()


def list_revisions(zone_name: str, number: str) -> list[Consignment]:
    """List a consignment as it stood at each revision, the newest first."""
    rows = Consignment.objects.filter(zone=zone_name, number=number)
    return list(rows.order_by("-revision"))


def list_consignments(zone_name: str, firms: Collection[str], most: int = 200) -> list[Consignment]:
    """List the consignments of these firms, the newest first."""
    rows = Consignment.objects.filter(zone=zone_name, owner__in=firms)
    return list(rows.order_by("-number", "-revision").distinct("number")[:most])


def find_consignment(zone_name: str, visit: str) -> Consignment | None:
    """Find the consignment to which a visit belongs, by the last word of its declarant."""
    said = Declaration.objects.filter(zone=zone_name, number=visit).order_by("-revision").first()
    if said is None or said.consignment is None:
        return None
    rows = Consignment.objects.filter(zone=zone_name, number=said.consignment)
    return rows.order_by("-revision").first()


def list_visits(zone_name: str, number: str) -> list[str]:
    """List the numbers of the visits of a consignment, in the order in which they were declared."""
    return [said.number for said in list_declared(zone_name, [number])]


def list_declared(zone_name: str, numbers: Collection[str]) -> list[Declaration]:
    """List the declarations, by their last revision, of the visits of these consignments."""
    ever = Declaration.objects.filter(zone=zone_name, consignment__in=numbers).values("number")
    last = Declaration.objects.filter(zone=zone_name, number__in=ever)
    found = last.order_by("number", "-revision").distinct("number")
    return [said for said in found if said.consignment in numbers]


def _keep(
    zone: Zone, said: Common, number: str, revision: int, *, by: str, at: datetime
) -> Consignment:
    day = local_day(zone, micros(at))
    papers: list[dict[str, Any]] = [
        {
            "kind": paper.kind,
            "number": people.keep_word(
                zone.name, "paper", paper.number, nonce=f"{number}/{paper.kind}", on=day
            ),
        }
        for paper in said.papers
    ]
    return Consignment.objects.create(
        zone=zone.name,
        number=number,
        revision=revision,
        owner=said.owner,
        contract=said.contract,
        planned=said.planned,
        procedure=said.procedure,
        place=said.place,
        goods=said.goods,
        payer=said.payer,
        goods_lines=msgspec.to_builtins(said.goods_lines),
        papers=papers,
        mandate=said.mandate,
        by=by,
        at=at,
    )


def _next_number(day: date) -> str:
    """Take the next number of a consignment: LH (lô hàng), the zone's day, a running number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('declare_consignment_number')")
        (running,) = cursor.fetchone()
    return f"LH{day:%Y%m%d}{running:04d}"
