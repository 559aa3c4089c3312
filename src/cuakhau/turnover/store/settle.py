"""A person settles what is in doubt: accepts it, corrects it, or rejects it. Each once.

A corrected row is read again by the mapping of its import; whatever changes is a new revision.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from cuakhau.trade.importing import mapping as mappings
from cuakhau.trade.importing.check import check_sheet
from cuakhau.trade.importing.mapping import read_mapping
from cuakhau.trade.importing.reading import ROW, Sheet, sheet_of
from cuakhau.trade.importing.refusals import refusal_of
from cuakhau.trade.importing.rows import ASIDE
from cuakhau.turnover.store.copying import read_facts_where
from cuakhau.turnover.store.models import (
    ACCEPT,
    ACTS,
    REJECT,
    SETTLED,
    Doubt,
    Import,
    Settlement,
)
from cuakhau.turnover.store.reading import read_newest
from cuakhau.turnover.store.refusals import (
    f71_doubt_is_open,
    f72_row_can_be_read_now,
    f74_act_is_chosen,
    f75_whole_file_is_not_corrected,
    not_settled,
)
from cuakhau.turnover.store.sent import Signed, digest_rows
from cuakhau.turnover.store.take import alone, around_of, keep
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa

LINE = "…line"  # the name of a column that no file has


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided of some doubts; `said` are the corrected cells, by field."""

    act: str
    said: dict[str, str] = {}
    note: str = ""


def settle(zone: Zone, keys: Sequence[int], verdict: Verdict, signed: Signed) -> int:
    """Settle doubts; give how many. Asked again with the same nonce, nothing more is done.

    Raises F71 where one is settled already, F72 where a row still cannot be a fact, F74, F75.
    """
    if not keys or verdict.act not in ACTS:
        raise not_settled(f74_act_is_chosen)
    with alone(zone.name):
        done = Settlement.objects.filter(zone=zone.name, nonce=signed.nonce).count()
        if done:
            return done
        doubts = list(
            Doubt.objects.filter(zone=zone.name, pk__in=keys)
            .select_related("taken", "settlement")
            .order_by("pk")
        )
        if not doubts:
            raise not_settled(f74_act_is_chosen)
        for doubt in doubts:
            _require_open(doubt)
        facts = _decide(zone, doubts, verdict, signed)
        made = _keep(zone, facts, verdict, signed) if facts is not None else None
        Settlement.objects.bulk_create(
            Settlement(
                zone=zone.name,
                doubt=doubt,
                act=verdict.act,
                said=verdict.said,
                note=verdict.note,
                taken=made,
                by=signed.by,
                at=signed.at,
                nonce=signed.nonce,
            )
            for doubt in doubts
        )
        return len(doubts)


def _require_open(doubt: Doubt) -> None:
    settled = getattr(doubt, "settlement", None)
    if settled is not None:
        raise not_settled(
            f71_doubt_is_open,
            row=doubt.row,
            number=doubt.taken_id,
            day=f"{settled.at:%d/%m/%Y}",
            by=settled.by,
        )


def _decide(zone: Zone, doubts: list[Doubt], verdict: Verdict, signed: Signed) -> "pa.Table | None":
    """Give the facts and revisions that a verdict makes; nothing where it makes none."""
    import pyarrow as pa

    standing = [one for one in doubts if one.fact is not None]
    tables: list[pa.Table] = []
    if verdict.act == REJECT:
        tables = [_revise(zone, standing, {"precision": "suspect"}, verdict)]
    elif verdict.act == ACCEPT:
        waiting = [one for one in doubts if one.follows == ASIDE]
        tables = [_revise(zone, standing, {"doubts": None}, verdict)]
        tables += _read_again(zone, waiting, {}, signed)
    else:
        if any(not one.row for one in doubts):
            raise not_settled(f75_whole_file_is_not_corrected)
        tables = _read_again(zone, doubts, verdict.said, signed)
        told = {fact for table in tables for fact in table["fact"].to_pylist()}
        # What was corrected into another fact, such as another code, leaves the old one behind.
        left = [one for one in standing if one.fact not in told]
        tables.append(_revise(zone, left, {"precision": "suspect"}, verdict))
    tables = [_noted(table, verdict.note) for table in tables if table.num_rows]
    return pa.concat_tables(tables) if tables else None


def _revise(
    zone: Zone, doubts: list[Doubt], changed: Mapping[str, str | None], verdict: Verdict
) -> "pa.Table":
    """Make the next revision of facts that stand."""
    from cuakhau.trade.facts import table_of

    newest = read_facts_where(
        "zone = %s AND fact = ANY(%s)",
        [zone.name, [one.fact for one in doubts]],
        distinct="DISTINCT ON (fact)",
        order="fact, revision DESC",
    )
    return table_of(
        {**row, **changed, "revision": row["revision"] + 1, "known_us": None}
        for row in newest.to_pylist()
    )


def _read_again(
    zone: Zone, doubts: list[Doubt], said: Mapping[str, str], signed: Signed
) -> list["pa.Table"]:
    """Read rows again by the mappings of their imports, with proposals or corrections in place."""
    tables = []
    for taken in {one.taken_id: one.taken for one in doubts}.values():
        rows = {one.row: one for one in doubts if one.taken_id == taken.pk}
        tables.append(_read_rows(zone, taken, rows, said, signed))
    return tables


def _read_rows(
    zone: Zone, taken: Import, rows: dict[int, Doubt], said: Mapping[str, str], signed: Signed
) -> "pa.Table":
    import pyarrow as pa

    mapping = _with_lines(read_mapping(taken.mapping))
    fields = list(mapping.columns)
    cells = {
        row: {**one.said, **_proposed(one), **said, "line": one.said.get("line", _line_of(one))}
        for row, one in rows.items()
    }
    lines = [tuple(cells[row].get(field, "") for field in fields) for row in rows]
    sheet = sheet_of(tuple(mapping.columns[field] for field in fields), lines, 1)
    numbers = pa.array(list(rows), pa.int32())
    if sheet.rows.num_rows < len(rows):  # a line that could not be parted says nothing yet
        raise _still(rows[min(rows)], None)
    checked = check_sheet(
        Sheet(sheet.header, sheet.rows.set_column(0, ROW, numbers)),
        mapping,
        around_of(zone, signed.at),
        lambda first, last: read_newest(zone.name, mapping.source, first, last),
    )
    for one in checked.mistakes:
        if one.follows == ASIDE:
            raise _still(rows[one.row], refusal_of(one.rule, one.value, one.facts))
    # A person looked at these rows: what the neighbours say of them is settled with it.
    blank = pa.nulls(checked.facts.num_rows, pa.string())
    place = checked.facts.schema.get_field_index("doubts")
    facts: pa.Table = checked.facts.set_column(place, "doubts", blank)
    return facts


def _with_lines(mapping: mappings.Mapping) -> mappings.Mapping:
    """Where all lines count, a row that is read alone needs a name of its own."""
    if mapping.checks.repeated != "lines" or "line" in mapping.columns:
        return mapping
    return msgspec.structs.replace(mapping, columns={**mapping.columns, "line": LINE})


def _line_of(doubt: Doubt) -> str:
    return f"{doubt.taken_id}.{doubt.row}"


def _proposed(doubt: Doubt) -> dict[str, str]:
    return {
        one["field"]: one["facts"]["proposed"]
        for one in doubt.mistakes
        if "proposed" in one["facts"]
    }


def _still(doubt: Doubt, why: Any) -> Exception:
    if why is None:
        return not_settled(f72_row_can_be_read_now, row=doubt.row, because="–")
    names = {code: why.reason(code) for code in LANGUAGES}
    return not_settled(f72_row_can_be_read_now, row=doubt.row, because=Named(names["en"], names))


def _noted(facts: "pa.Table", note: str) -> "pa.Table":
    import pyarrow as pa

    if not note:
        return facts
    place = facts.schema.get_field_index("note")
    return facts.set_column(place, "note", pa.array([note] * facts.num_rows, pa.string()))


def _keep(zone: Zone, facts: "pa.Table", verdict: Verdict, signed: Signed) -> Import:
    import pyarrow.compute as pc

    sources = pc.unique(facts["source"]).to_pylist()
    revised = pc.sum(pc.greater(facts["revision"], 1)).as_py()
    made = Import(
        kind=SETTLED,
        source=sources[0] if len(sources) == 1 else "",
        name=verdict.act,
        digest=digest_rows(facts),
        rows=facts.num_rows,
        good=facts.num_rows,
        new=facts.num_rows - revised,
        revised=revised,
        alike=0,
        aside=0,
        doubted=0,
        first_day=pc.min(facts["first_day"]).as_py(),
        last_day=pc.max(facts["last_day"]).as_py(),
    )
    keep(zone, made, facts, signed)
    return made
