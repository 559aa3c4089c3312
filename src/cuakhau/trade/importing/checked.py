"""What a checked file holds: facts to be, rows set aside, facts in doubt, months that miss."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from cuakhau.trade.importing.refusals import (
    FileNotTaken,
    f64_most_rows_can_be_read,
    not_taken,
)

MOST_BAD = 0.5  # of the rows of a file; beyond, the mapping is wrong and not the rows


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in one row; `row` 0 is the file as a whole."""

    row: int
    field: str
    column: str  # its heading in the file
    value: str
    rule: str
    follows: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a file holds. `facts` are new ones and new revisions, without `known_us`.

    `rows` counts all rows; `good` those that are facts, `alike` those of them that were known
    already, `bad` those set aside. `said` holds the cells, by field, of every row with a mistake.
    """

    rows: int
    good: int
    new: int
    revised: int
    alike: int
    facts: pa.Table
    mistakes: tuple[Mistake, ...]
    bad: int
    said: Mapping[int, Mapping[str, str]]
    missing: tuple[date, ...]  # first days of months without a row
    first_day: date | None
    last_day: date | None


def to_json(checked: Checked) -> dict[str, Any]:
    """Give the answer for scripts: counts, months that miss, every mistake."""
    return {
        "rows": checked.rows,
        "good": checked.good,
        "new": checked.new,
        "revised": checked.revised,
        "alike": checked.alike,
        "aside": checked.bad,
        "missing": [month.isoformat()[:7] for month in checked.missing],
        "mistakes": [asdict(one) for one in checked.mistakes],
    }


def find_refusal(checked: Checked) -> FileNotTaken | None:
    """Find why a file is not taken though it can be read: more than half of it is broken (F64)."""
    if checked.bad <= MOST_BAD * checked.rows:
        return None
    return not_taken(f64_most_rows_can_be_read, bad=checked.bad, rows=checked.rows)
