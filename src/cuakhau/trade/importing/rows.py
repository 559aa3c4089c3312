"""The checks of single rows: what is read wrong is found in one pass over each column.

Each finds rows for the table `mistakes`: row, field, value, rule, what follows, facts.
"""

from typing import Any

from cuakhau.trade.importing.mapping import MONEY_FIELDS, NUMBER_FIELDS, Mapping
from cuakhau.trade.importing.shaping import FIRST_YEAR, LAST_YEAR, Around, quote

ASIDE, DOUBTED = "aside", "doubted"  # what follows: no fact until settled, or a fact in doubt
MOST_VALUE = 60
NO_FACTS = "map([]::varchar[], []::varchar[])"


def create_mistakes(db: Any) -> None:
    """Make the empty table of mistakes."""
    db.execute(
        "create table mistakes (row integer, field varchar, value varchar, rule varchar, "
        "follows varchar, facts map(varchar, varchar))"
    )


def check_rows(db: Any, mapping: Mapping, around: Around) -> None:
    """Find what is wrong in single rows of `typed`: F46 to F57, F65, F66, F68."""
    for select in (
        *_periods(mapping, around),
        *_words(mapping),
        *_codes(mapping),
        *_numbers(mapping),
        *_zeros(mapping),
    ):
        db.execute(f"insert into mistakes {select}")


def found(
    field: str, value: str, rule: str, where: str, facts: str = NO_FACTS, follows: str = ASIDE
) -> str:
    """Write the select of one mistake: its field, the text shown, the rule and where it holds."""
    return (
        f"select row, '{field}', left(coalesce(cast({value} as varchar), ''), {MOST_VALUE}), "
        f"'{rule}', '{follows}', {facts} from typed where {where}"
    )


def facts_of(**facts: str) -> str:
    """Write the facts of a mistake as a map of expressions."""
    values = ", ".join(f"coalesce(cast({value} as varchar), '')" for value in facts.values())
    return f"map([{', '.join(map(quote, facts))}], [{values}])"


def _periods(mapping: Mapping, around: Around) -> list[str]:
    said = [f"said_{name}" for name in mapping.columns if name in ("year", "month", "day")]
    said = said or ["said_first_day", "said_last_day"]
    text = f"concat_ws(' – ', {', '.join(said)})"
    field = said[-1].removeprefix("said_")
    today = quote(around.today.isoformat())
    unread = "(first_day is null or last_day is null)"
    wrong = [found(field, text, "F46", unread)]
    if {"year", "month"} <= set(mapping.columns):
        year = (
            f"coalesce(try_cast(said_year as integer) between {FIRST_YEAR} and {LAST_YEAR}, false)"
        )
        wrong = [
            found("year", text, "F46", f"{unread} and not {year}"),
            found("month", text, "F46", f"{unread} and {year}"),
        ]
    return [
        *wrong,
        found(field, text, "F47", f"first_day > date {today}", facts_of(today=today)),
    ]


def _words(mapping: Mapping) -> list[str]:
    selects = [
        found("direction", "said_direction", "F48", "direction is null"),
        found("scope", "said_scope", "F49", "scope is null"),
    ]
    fixed = mapping.fixed.scope
    if fixed is not None and "scope" in mapping.columns:
        other = f"scope <> {quote(fixed)}"
        selects.append(found("scope", "said_scope", "F50", other, facts_of(expected=quote(fixed))))
    for field, rule in (("place", "F51"), ("partner", "F52")):
        if field in mapping.columns:
            unknown = f"said_{field} is not null and {field} is null"
            selects.append(found(field, f"said_{field}", rule, unknown))
    if "value" in mapping.columns:
        selects.append(
            found("currency", "said_currency", "F57", "said_value is not null and currency is null")
        )
    return selects


def _codes(mapping: Mapping) -> list[str]:
    if "hs" not in mapping.columns:
        return []
    digits = sorted(mapping.checks.hs_digits)
    allowed = ", ".join(map(str, digits))
    # The only zero that a code can lose is that of chapters 01 to 09.
    lost = (
        f"regexp_full_match(hs, '[1-9][0-9]*') and length(hs) % 2 = 1 "
        f"and length(hs) + 1 in ({allowed})"
    )
    is_code = (
        f"regexp_full_match(hs, '[0-9]+') and length(hs) in ({allowed}) "
        "and left(hs, 2) not in ('00', '77')"
    )
    return [
        found("hs", "said_hs", "F54", lost, facts_of(proposed="'0' || hs")),
        found(
            "hs",
            "said_hs",
            "F53",
            f"hs is not null and not ({is_code}) and not ({lost})",
            facts_of(digits=quote(", ".join(map(str, digits)))),
        ),
    ]


def _numbers(mapping: Mapping) -> list[str]:
    selects = []
    for field in [name for name in NUMBER_FIELDS if name in mapping.columns]:
        said, raw = f"said_{field}", f"raw_{field}"
        column = {"value": "value", "weight": "weight_g"}.get(field, f"{field}_vnd")
        unread = f"{said} is not null and {raw} is null"
        if field in mapping.checks.zero_is_unknown:
            unread += f" and not regexp_full_match({said}, '[+-]?[0.,]+')"
        selects.append(found(field, said, "F55", unread))
        selects.append(found(field, said, "F56", f"{raw} < 0"))
        if field in MONEY_FIELDS:
            money = "currency" if field == "value" else "'VND'"
            part = f"{raw} is not null and {column} is null and {money} is not null"
            selects.append(found(field, said, "F65", part, facts_of(currency=money)))
    said_none = " and ".join(
        f"({name} is null)" for name in [f"said_{field}" for field in NUMBER_FIELDS]
    )
    selects.append(found("value", "null", "F66", said_none))
    return selects


def _zeros(mapping: Mapping) -> list[str]:
    """A 0 beside another figure is mostly a blank of the source; zero and unknown differ."""
    named = {"value": "value", "weight": "weight_g"}
    if not set(named) <= set(mapping.columns):
        return []
    pairs = ((field, next(one for one in named if one != field)) for field in named)
    return [
        found(
            field,
            f"said_{field}",
            "F68",
            f"{named[field]} = 0 and {named[other]} > 0",
            facts_of(field=quote(mapping.columns[field])),
            DOUBTED,
        )
        for field, other in pairs
    ]
