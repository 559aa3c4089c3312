"""From texts to the fields of facts, all rows at once; what cannot be read is null beside its text.

shape(db, sheet, mapping, around) makes the table `typed`: for each field the text that was said
(`said_hs`) and what it means (`hs`); a field that is not there is null in both.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from cuakhau.trade.facts import MINOR_UNITS, OWN_VISITS
from cuakhau.trade.importing.known_words import COUNTRIES, CURRENCIES
from cuakhau.trade.importing.mapping import (
    FIELDS,
    GRAMS,
    MONEY_FIELDS,
    NUMBER_FIELDS,
    TEXT_FIELDS,
    WORDED,
    Mapping,
    fold,
)
from cuakhau.trade.importing.reading import ROW, Sheet

DIRECTIONS = ("export", "import", "both")
FIRST_YEAR, LAST_YEAR = 1990, 2100
__all__ = ["DIRECTIONS", "OWN_VISITS", "Around", "quote", "shape"]


@dataclass(frozen=True, slots=True)
class Around:
    """What a file is looked at beside: the day, and the gates and offices of the zone by id."""

    today: date
    places: frozenset[str] = frozenset()


def quote(text: str) -> str:
    """Write a text into SQL."""
    return "'" + text.replace("'", "''") + "'"


def shape(db: Any, sheet: Sheet, mapping: Mapping, around: Around) -> None:
    """Make the table `typed` in a DuckDB connection."""
    said = _say(db, sheet, mapping)
    db.register("words", _words_of(mapping))
    db.register("ids", _ids_of(around))
    joins, texts = [], []
    for name in TEXT_FIELDS:
        fixed = getattr(mapping.fixed, name, None)
        meant = _meant(name, mapping) if name in mapping.columns else "null"
        if name in mapping.columns and name in WORDED:
            joins.append(
                f"left join words w_{name} on w_{name}.field = '{name}' "
                f"and w_{name}.word = lower(s.said_{name})"
            )
            joins.append(f"left join ids i_{name} on i_{name}.field = '{name}' "
                         f"and i_{name}.id = {_as_id(name)}")  # fmt: skip
        # A fixed scope stays in force where its column is empty, and is compared elsewhere.
        if fixed is not None:
            own = f"when s.said_{name} is not null then {meant}" if name in mapping.columns else ""
            meant = f"case {own} else {quote(fixed)} end" if own else quote(fixed)
        texts.append(f"cast({meant} as varchar) as {name}")
    first, last = _period(mapping)
    numbers = [f"{_number(name, mapping)} as raw_{name}" for name in NUMBER_FIELDS]
    db.execute(
        f"""
        create table typed as
        with said as ({said}), read as (
            select s.*, {", ".join(texts)}, {first} as first_day, {last} as last_day,
                {", ".join(numbers)}
            from said s {" ".join(joins)}
        ) select *, {", ".join(_scaled(mapping))} from read
        """
    )
    db.unregister("sheet")


def _say(db: Any, sheet: Sheet, mapping: Mapping) -> str:
    """Select the columns of the sheet by field; an empty cell says nothing."""
    heads = {fold(name): name for name in sheet.header}
    names = [f"c{place}" for place in range(len(sheet.header))]
    place_of = dict(zip(sheet.header, names, strict=True))
    db.register("sheet", sheet.rows.rename_columns([ROW, *names]))
    said = []
    for name in FIELDS:
        column = mapping.columns.get(name)
        # Blanks that Excel writes between thousands are no signs of their own.
        cell = f"nullif(trim(replace({place_of[heads[fold(column)]]}, chr(160), ' ')), '')" if (
            column
        ) else "cast(null as varchar)"  # fmt: skip
        said.append(f"{cell} as said_{name}")
    return f"select {ROW}, {', '.join(said)} from sheet"


def _words_of(mapping: Mapping) -> pa.Table:
    rows = {
        (field, word.strip().lower()): meant
        for field, words in mapping.words.items()
        for word, meant in words.items()
    }
    return pa.table(
        {
            "field": pa.array([field for field, _word in rows], pa.string()),
            "word": pa.array([word for _field, word in rows], pa.string()),
            "id": pa.array(list(rows.values()), pa.string()),
        }
    )


def _ids_of(around: Around) -> pa.Table:
    ids = {
        "direction": DIRECTIONS,
        "place": around.places,
        "partner": COUNTRIES,
        "currency": CURRENCIES,
    }
    rows = [(field, one) for field, known in ids.items() for one in sorted(known)]
    return pa.table(
        {
            "field": pa.array([field for field, _id in rows], pa.string()),
            "id": pa.array([one for _field, one in rows], pa.string()),
        }
    )


def _as_id(name: str) -> str:
    said = f"s.said_{name}"
    return {"partner": f"upper({said})", "currency": f"upper({said})"}.get(name, f"lower({said})")


def _meant(name: str, mapping: Mapping) -> str:
    """Give what a text means: by the words of the mapping, else as an id that is known."""
    if name == "hs":
        return "regexp_replace(s.said_hs, '[. ]', '', 'g')"
    if name == "line":
        return "s.said_line"
    word = f"w_{name}.id"
    if name == "scope":
        return word  # never guessed: each word of a column of scopes is entered
    if name == "regime" or (name == "place" and mapping.checks.places == "file"):
        return f"coalesce({word}, s.said_{name})"
    return f"coalesce({word}, i_{name}.id)"


def _period(mapping: Mapping) -> tuple[str, str]:
    columns, form = mapping.columns, mapping.checks.period_form
    if "first_day" in columns:
        days = [_day(f"s.said_{name}", form) for name in ("first_day", "last_day")]
        return f"case when {days[0]} <= {days[1]} then {days[0]} end", days[1]
    if "day" in columns:
        day = _day("s.said_day", form)
        return day, day
    year = "try_cast(s.said_year as integer)"
    is_year = f"{year} between {FIRST_YEAR} and {LAST_YEAR}"
    if "year" in columns and "month" not in columns:
        return (
            f"case when {is_year} then make_date({year}, 1, 1) end",
            f"case when {is_year} then make_date({year}, 12, 31) end",
        )
    if "year" in columns:
        month = "try_cast(s.said_month as integer)"
        is_month = f"{is_year} and {month} between 1 and 12"
        first = f"case when {is_month} then make_date({year}, {month}, 1) end"
    else:
        first = f"cast(date_trunc('month', {_day('s.said_month', form or '%Y-%m')}) as date)"
    return first, f"last_day({first})"


def _day(said: str, form: str) -> str:
    forms = ", ".join(quote(one) for one in dict.fromkeys((form or "%Y-%m-%d", "%Y-%m-%d")))
    day = f"cast(try_strptime({said}, [{forms}]) as date)"
    return f"case when year({day}) between {FIRST_YEAR} and {LAST_YEAR} then {day} end"


def _number(name: str, mapping: Mapping) -> str:
    """Read a number as it is written; one with other signs is null. At most 15 digits whole."""
    if name not in mapping.columns:
        return "cast(null as decimal(21, 6))"
    sign, point = mapping.file.thousands, mapping.file.decimal
    parted = f"[0-9]{{1,3}}(\\{sign}[0-9]{{3}}){{1,4}}|" if sign else ""
    pattern = f"[+-]?({parted}[0-9]{{1,15}})(\\{point}[0-9]{{1,6}})?"
    said = f"s.said_{name}"
    plain = f"replace({said}, {quote(sign)}, '')" if sign else said
    plain = f"replace({plain}, ',', '.')" if point == "," else plain
    is_number = f"regexp_full_match({said}, {quote(pattern)})"
    number = f"case when {is_number} then try_cast({plain} as decimal(21, 6)) end"
    return f"nullif({number}, 0)" if name in mapping.checks.zero_is_unknown else number


def _scaled(mapping: Mapping) -> list[str]:
    """Bring numbers to the smallest unit; what is no whole one stays in `raw_…` alone."""
    whole = ", ".join(quote(one) for one in MINOR_UNITS)
    cents = f"cast(case when currency in ({whole}) then 1 else 100 end as decimal(3, 0))"
    scaled = []
    for name in MONEY_FIELDS:
        times = mapping.units.value if name == "value" else mapping.units.tax
        amount = f"raw_{name} * cast({times} as decimal(10, 0))"
        amount = f"{amount} * {cents}" if name == "value" else amount
        column = "value" if name == "value" else f"{name}_vnd"
        is_whole = f"{amount} = round({amount})"
        scaled.append(f"case when {is_whole} then try_cast({amount} as bigint) end as {column}")
    grams = GRAMS[mapping.units.weight]
    scaled.append(
        f"try_cast(round(raw_weight * cast({grams} as decimal(7, 0))) as bigint) as weight_g"
    )
    return scaled
