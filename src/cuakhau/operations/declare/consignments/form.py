"""The form of a consignment: what was typed → what its visits have in common. Pure."""

from collections.abc import Mapping
from typing import Any

from cuakhau.operations.declare import refusals as rules
from cuakhau.operations.declare.consignments.keep import Common
from cuakhau.operations.declare.form.copying import fill_lines
from cuakhau.operations.declare.form.reading import (
    PAYERS,
    list_bounds,
    list_procedures,
    read_lines,
    read_papers,
)
from cuakhau.operations.declare.form.values import Reader, Typed
from cuakhau.operations.declare.models import Consignment
from cuakhau.operations.declare.refusals import Mistake, mistake
from cuakhau.operations.personal.shown import Word
from cuakhau.zone.zone import Zone

MOST_VEHICLES = 1_000


def read_common(
    zone: Zone, typed: Typed, *, owner: str, mandate: int | None
) -> tuple[Common | None, dict[str, Mistake]]:
    """Read the form, all of it; the second value holds the mistakes by field."""
    form = Reader(typed)
    contract = form.text("contract")
    if contract is None:
        form.mistakes["contract"] = mistake(rules.d26_contract_is_named)
    lines = read_lines(form, zone)
    said = Common(
        owner=owner,
        contract=contract or "",
        planned=form.whole("planned", MOST_VEHICLES),
        procedure=form.choice("procedure", list_procedures(zone)),
        place=form.choice("place", list_bounds(zone)),
        goods=next((line.goods for line in lines if line.goods), None),
        payer=form.option("payer", PAYERS),
        goods_lines=lines,
        papers=tuple(read_papers(form)),
        mandate=mandate,
    )
    return (None if form.mistakes else said), form.mistakes


def fill_common(row: Consignment, words: Mapping[str, str]) -> dict[str, str]:
    """Give the form as it stands."""
    return fill_trip(row, words) | {
        "contract": row.contract,
        "planned": "" if row.planned is None else str(row.planned),
    }


def fill_trip(row: Consignment, words: Mapping[str, str]) -> dict[str, str]:
    """Give what a trip of the consignment takes over from it, as fields of the trip's form."""
    filled: dict[str, Any] = {
        "procedure": row.procedure,
        "place": row.place,
        "payer": row.payer,
        "consignment": row.number,
        **fill_lines(row.goods_lines),
        **{paper["kind"]: words.get(paper["number"]) for paper in row.papers},
    }
    return {name: str(value) for name, value in filled.items() if value is not None}


def list_words(row: Consignment) -> list[Word]:
    """List the personal words of a consignment."""
    return [Word(paper["number"], "paper", firm=row.owner) for paper in row.papers]
