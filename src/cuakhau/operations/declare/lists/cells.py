"""One cell of a list: the text that the form would have, or which rule it breaks. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, time

from cuakhau.operations.declare.lists import refusals as rules
from cuakhau.operations.declare.lists.columns import fold
from cuakhau.operations.declare.lists.sheets import Held
from cuakhau.operations.declare.refusals import Mistake, mistake

Choices = Mapping[str, Mapping[str, str]]  # kind of a column → folded name → id
PHONE_WITHOUT_ZERO = 9  # digits of a phone of Việt Nam whose zero was dropped
TOLD = 6


def read_cell(held: Held, kind: str, choices: Choices) -> tuple[str, Mistake | None]:
    """Give what a cell says to the form; `kind` is that of its column."""
    value = held.value
    if held.is_blank:
        return "", None
    if held.kind == "f" or (isinstance(value, str) and value.startswith("=")):
        return "", mistake(rules.d38_cell_holds_a_value, value=str(value)[:30])
    if held.kind == "e":
        return "", mistake(rules.d39_cell_is_no_error, value=str(value)[:20])
    if isinstance(value, date | time):
        return _read_date(value, kind)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_number(value, kind)
    text = " ".join(str(value).split())
    return _choose(text, kind, choices) if kind in choices else (text, None)


def show(held: Held) -> str:
    """Give a cell as a person would write it, for the list of what is wrong."""
    value = held.value
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)[:500]


def _read_date(value: date | time, kind: str) -> tuple[str, Mistake | None]:
    if isinstance(value, time):
        said = f"{value:%H:%M}"
    elif isinstance(value, datetime):
        said = f"{value:%d/%m/%Y %H:%M}"
    else:
        said = f"{value:%d/%m/%Y}"
    if kind == "time":
        return said, None
    return "", mistake(rules.d43_cell_is_no_date, value=said)


def _read_number(value: float, kind: str) -> tuple[str, Mistake | None]:
    if kind == "time":
        return "", mistake(rules.d44_cell_is_a_date, value=value)
    if isinstance(value, float) and not value.is_integer():
        return "", mistake(rules.d41_number_is_written_whole, value=value)
    text = str(int(value))
    lost = (kind == "phone" and len(text) == PHONE_WITHOUT_ZERO) or (kind == "hs" and len(text) % 2)
    if lost:
        return "", mistake(rules.d42_leading_zero_is_there, value=text)
    return text, None


def _choose(text: str, kind: str, choices: Choices) -> tuple[str, Mistake | None]:
    known = choices[kind]
    found = known.get(text) or known.get(fold(text))
    if found is not None:
        return found, None
    ids = list(dict.fromkeys(known.values()))
    told = ", ".join(ids[:TOLD]) + (" …" if len(ids) > TOLD else "")
    return "", mistake(rules.d48_choice_is_known, value=text[:40], known=told)
