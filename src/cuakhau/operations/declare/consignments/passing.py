"""What is common to a consignment, passed on to its vehicles that have not come yet.

A trip takes a change over where it still says what the consignment said before, or nothing; what
was declared otherwise for one vehicle stays its own. Weights, pieces and values are always its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from cuakhau.operations import actions
from cuakhau.operations.actions import Signed
from cuakhau.operations.declare import refusals as rules
from cuakhau.operations.declare.form.reading import PAPERS
from cuakhau.operations.declare.models import Consignment
from cuakhau.operations.declare.refusals import mistake
from cuakhau.operations.declare.trips.own import Trip
from cuakhau.operations.declaring import Declaring, GoodsLine, Paper
from cuakhau.operations.declaring.arrival import check_open, may_change_all
from cuakhau.operations.declaring.notices import check_let_in
from cuakhau.operations.models import Declaration
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

FIELDS = ("procedure", "place", "payer", "goods_lines", *PAPERS)
ITS_OWN = ("gross_kg", "pieces", "origin", "value", "currency")
Words = Mapping[str, str]
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What passing on would do to one trip. `said` is its new declaration, where there is one.

    `before` and `after` are by field; `own` are fields that differ and stay. `refusal` says why
    nothing is passed on.
    """

    trip: Trip
    before: Fields
    after: Fields
    own: tuple[str, ...] = ()
    said: Declaring | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """A consignment with its revisions before, the newest first, and what words are known."""

    row: Consignment
    earlier: Sequence[Consignment]
    words: Words
    mandate: int | None


def list_changes(zone: Zone, passing: Passing, trips: Sequence[Trip], at: datetime) -> list[Change]:
    """Tell for each trip that differs what would change, or why it may not."""
    found = (_plan(zone, passing, trip, at) for trip in trips)
    return [change for change in found if change.after or change.own]


def pass_on(
    zone: Zone, changes: Sequence[Change], signed: Signed
) -> list[tuple[Change, Refusal | None]]:
    """Amend each trip by itself; one that is refused keeps no other back."""
    done: list[tuple[Change, Refusal | None]] = []
    for change in changes:
        if change.said is None:
            continue
        number = change.trip.said.number
        nonce = f"pass.{signed.nonce}.{number}"
        try:
            actions.amend(zone, number, change.said, by=signed.by, at=signed.at, nonce=nonce)
        except Refusal as refusal:
            done.append((change, refusal))
        else:
            done.append((change, None))
    return done


def _plan(zone: Zone, passing: Passing, trip: Trip, at: datetime) -> Change:
    common, has = _common_of(passing.row, passing.words), _common_of(trip.said, passing.words)
    earlier = [_common_of(one, passing.words) for one in passing.earlier]
    differing = [name for name in FIELDS if has[name] != common[name]]
    taken = [
        name
        for name in differing
        if not has[name] or any(has[name] == before[name] for before in earlier)
    ]
    change = Change(
        trip=trip,
        before={name: has[name] for name in taken},
        after={name: common[name] for name in taken},
        own=tuple(name for name in differing if name not in taken),
    )
    if not taken:
        return change
    said = _build(passing, trip.said, frozenset(taken))
    try:
        check_open(zone, trip.visit)
        if not may_change_all(zone, trip.visit):
            raise mistake(rules.d29_vehicle_is_on_the_way)
        if {"place", "goods_lines"} & set(taken):
            check_let_in(zone, said, at)
    except Refusal as refusal:
        return replace(change, refusal=refusal)
    return replace(change, said=said)


def _common_of(row: Consignment | Declaration, words: Words) -> Fields:
    """Give what may be common, comparable between a consignment and a trip."""
    papers = {paper["kind"]: words.get(paper["number"], "") for paper in row.papers}
    return {
        "procedure": row.procedure,
        "place": row.place,
        "payer": row.payer,
        "goods_lines": [
            {name: value for name, value in line.items() if name not in ITS_OWN}
            for line in row.goods_lines
        ],
        **{kind: papers.get(kind, "") for kind in PAPERS},
    }


def _build(passing: Passing, said: Declaration, taken: frozenset[str]) -> Declaring:
    """Give the trip as it would be declared anew, with the common value of each field taken."""
    row = passing.row
    lines = _lines(row, said) if "goods_lines" in taken else said.goods_lines
    common = _common_of(row, passing.words)
    goods = next((line["goods"] for line in lines if line.get("goods")), None)
    return Declaring(
        procedure=row.procedure if "procedure" in taken else said.procedure,
        place=row.place if "place" in taken else said.place,
        owner=said.owner,
        goods=goods if "goods_lines" in taken else said.goods,
        vehicle_class=said.vehicle_class,
        expected_at=said.expected_at,
        payer=row.payer if "payer" in taken else said.payer,
        fee_use=said.fee_use,
        goods_lines=msgspec.convert(lines, tuple[GoodsLine, ...]),
        papers=tuple(
            Paper(kind=kind, number=common[kind])
            for kind in PAPERS
            if kind in taken and common[kind]
        ),
        consignment=said.consignment,
        mandate=passing.mandate,
        unseen=tuple(Paper(**paper) for paper in said.papers if paper["kind"] not in taken),
    )


def _lines(row: Consignment, said: Declaration) -> list[Fields]:
    """Give the common lines; what each vehicle weighs stays its own, line by line."""
    own = [
        {name: line[name] for name in ITS_OWN if line.get(name) is not None}
        for line in said.goods_lines
    ]
    return [
        {**line, **(own[place] if place < len(own) else {})}
        for place, line in enumerate(row.goods_lines)
    ]
