"""One file checked as a whole: facts to be, rows set aside, facts in doubt, months that miss.

checked = check_file(path, mapping, around, known=lambda first, last: …)
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pyarrow as pa

from cuakhau.trade.facts import FACT_SCHEMA, key_in_sql
from cuakhau.trade.importing import mapping as mappings
from cuakhau.trade.importing.checked import Checked, Mistake
from cuakhau.trade.importing.neighbours import check_depths, check_neighbours, find_unit
from cuakhau.trade.importing.reading import Sheet, read_sheet
from cuakhau.trade.importing.rows import ASIDE, DOUBTED, MOST_VALUE, check_rows, create_mistakes
from cuakhau.trade.importing.shaping import Around, quote, shape

MEMORY = "2GB"  # what is more goes to disk
Known = Callable[[date, date], pa.Table]


def no_facts(_first_day: date, _last_day: date) -> pa.Table:
    """Know of no fact yet."""
    return FACT_SCHEMA.empty_table()


def check_file(
    path: Path, mapping: mappings.Mapping, around: Around, known: Known = no_facts
) -> Checked:
    """Check a file. `known(first, last)` gives the newest revisions of its source.

    Raises `FileNotTaken` where it cannot be read at all (F42, F43, F44).
    """
    return check_sheet(read_sheet(path, mapping), mapping, around, known)


def check_sheet(
    sheet: Sheet, mapping: mappings.Mapping, around: Around, known: Known = no_facts
) -> Checked:
    """Check rows that were read."""
    import duckdb

    with duckdb.connect() as db:
        db.execute(f"set preserve_insertion_order = false; set memory_limit = '{MEMORY}'")
        db.execute(f"set temp_directory = {quote(gettempdir())}")
        shape(db, sheet, mapping, around)
        create_mistakes(db)
        _add_broken(db, sheet)
        check_rows(db, mapping, around)
        _key(db, mapping)
        ((first, last),) = db.execute("select min(first_day), max(last_day) from good").fetchall()
        table = known(first, last) if first else FACT_SCHEMA.empty_table()
        db.register("known_facts", table)
        db.execute("create table known as select * from known_facts")
        unit = find_unit(db)
        check_neighbours(db)
        if len(mapping.checks.hs_digits) > 1:
            check_depths(db)
        return _tell(db, sheet, mapping, unit)


def _add_broken(db: Any, sheet: Sheet) -> None:
    rows = [
        (one.row, one.text[:MOST_VALUE], str(one.found), str(one.expected)) for one in sheet.broken
    ]
    if rows:
        db.executemany(
            f"insert into mistakes values (?, '', ?, 'F45', '{ASIDE}', "
            "map(['found', 'expected'], [?, ?]))",
            rows,
        )


def _key(db: Any, mapping: mappings.Mapping) -> None:
    """Make `good`: the rows that can be facts, with their keys. Finds F58."""
    same = "first_day, last_day, place, scope, direction, regime, hs, partner, line"
    source = quote(mapping.source)
    line = "line"
    if mapping.checks.repeated == "lines":
        line = f"coalesce(line, nullif(row_number() over (partition by {same} order by row), 1)::varchar)"  # noqa: E501 one expression
    columns = {name: name for name in same.split(", ")} | {"source": source, "line": "line_"}
    db.execute(
        f"""
        create table keyed as select *, {key_in_sql(columns)} as fact from (
            select *, {line} as line_ from typed
            where row not in (select row from mistakes where follows = '{ASIDE}')
        )
        """
    )
    figures = "value, weight_g, duty_vnd, vat_vnd, other_tax_vnd"
    same = f"row({figures.replace(', ', ', k.').replace('value', 'k.value', 1)})"
    db.execute(
        f"""
        insert into mistakes
        with twice as (
            select fact, min(row) as first_row from keyed group by fact having count(*) > 1
        ), first as (select twice.*, {figures} from twice join keyed on row = first_row)
        select k.row, '', concat_ws(' ', said_value, said_weight), 'F58', '{ASIDE}',
            map(['other', 'alike'], [first_row::varchar, case
                when {same} is not distinct from {same.replace("k.", "first.")} then 'alike'
                else 'other' end])
        from keyed k join first on first.fact = k.fact where k.row <> first_row
        """
    )
    db.execute(
        "create view good as select * from keyed "
        "where row not in (select row from mistakes where rule = 'F58')"
    )


def _tell(
    db: Any, sheet: Sheet, mapping: mappings.Mapping, unit: tuple[float, str] | None
) -> Checked:
    facts = _facts(db, mapping)
    ((good,),) = db.execute("select count(*) from good").fetchall()
    months = _find_missing(db)
    ((first, last),) = db.execute("select min(first_day), max(last_day) from good").fetchall()
    revised = pa.compute.sum(pa.compute.greater(facts["revision"], 1)).as_py() or 0
    whole = []
    if months:
        told = ", ".join(f"{month:%m/%Y}" for month in months)
        whole.append(Mistake(0, "month", "", "", "F67", DOUBTED, {"months": told}))
    if unit is not None:
        times = f"{unit[0]:.3g}" if unit[0] >= 1 else f"1/{1 / unit[0]:.3g}"
        whole.append(
            Mistake(0, "value", "", "", "F62", DOUBTED, {"times": times, "guess": unit[1]})
        )
    is_aside = f"select count(distinct row) from mistakes where follows = '{ASIDE}'"
    ((bad,),) = db.execute(is_aside).fetchall()
    return Checked(
        rows=sheet.rows.num_rows + len(sheet.broken),
        good=good,
        new=facts.num_rows - revised,
        revised=revised,
        alike=good - facts.num_rows,
        facts=facts,
        mistakes=(*whole, *_list_mistakes(db, mapping)),
        bad=bad,
        said=_read_said(db, sheet),
        missing=months,
        first_day=first,
        last_day=last,
    )


def _facts(db: Any, mapping: mappings.Mapping) -> pa.Table:
    """Make the facts that are new or changed; what is known already is left out."""
    figures = "value, currency, weight_g, duty_vnd, vat_vnd, other_tax_vnd"
    fixed = mapping.fixed
    edition = f"case when g.hs is not null then {quote(fixed.hs_edition)} end" if (
        fixed.hs_edition
    ) else "null"  # fmt: skip
    made = {
        "fact": "g.fact",
        "revision": "coalesce(k.revision, 0) + 1",
        "day_ends": quote(fixed.day_ends),
        "hs_edition": edition,
        "source": quote(mapping.source),
        "precision": quote(fixed.precision),
        "doubts": "d.doubts",
        "note": "g.said_note",
        "value_usd_cents": "case when g.currency = 'USD' then g.value end",
        "usd_rate": "case when g.currency = 'USD' and g.value is not null then 1.0 end",
        "currency": "case when g.value is not null then g.currency end",
        "known_us": "null", "rate_source": "null", "growth_published_pct": "null",
        "import_id": "null",
    }  # fmt: skip
    selected = ", ".join(f"{made.get(name, 'g.' + name)} as {name}" for name in FACT_SCHEMA.names)
    theirs = ", ".join(f"k.{name}" for name in figures.split(", "))
    ours = theirs.replace("k.", "g.").replace("g.currency", made["currency"])
    found: pa.Table = db.sql(
        f"""
        select {selected} from good g
        left join known k on k.fact = g.fact
        left join (
            select row, string_agg(distinct rule, ';' order by rule) as doubts from mistakes
            where follows = '{DOUBTED}' group by row
        ) d on d.row = g.row
        where k.fact is null or row({ours}) is distinct from row({theirs})
            or k.precision = 'suspect'
        order by g.row
        """
    ).to_arrow_table()
    return found.cast(FACT_SCHEMA)


def _find_missing(db: Any) -> tuple[date, ...]:
    """Find months between the first and the last one that no row speaks of."""
    rows = db.execute(
        """
        with months as (
            select distinct date_trunc('month', first_day)::date as month from good
            where last_day - first_day between 27 and 30
        )
        select month::date from (
            select unnest(generate_series(min(month), max(month), interval 1 month)) as month
            from months
        ) where month::date not in (select month from months) order by month
        """
    ).fetchall()
    return tuple(month for (month,) in rows)


def _list_mistakes(db: Any, mapping: mappings.Mapping) -> list[Mistake]:
    rows = db.execute(
        "select row, field, value, rule, follows, facts from mistakes order by row, rule, field"
    ).fetchall()
    return [
        Mistake(row, field, mapping.columns.get(field, ""), value, rule, follows, dict(facts))
        for row, field, value, rule, follows, facts in rows
    ]


def _read_said(db: Any, sheet: Sheet) -> dict[int, dict[str, str]]:
    """Give what was said in the rows with mistakes, by the name of the field."""
    rows = db.sql(
        """
        select row, columns('said_.*') from typed
        where row in (select row from mistakes) order by row
        """
    ).to_arrow_table()
    told = {
        row["row"]: {
            name.removeprefix("said_"): text
            for name, text in row.items()
            if name != "row" and text is not None
        }
        for row in rows.to_pylist()
    }
    return told | {one.row: {"": one.text} for one in sheet.broken}
