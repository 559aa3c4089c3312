"""Which group a project is in: by law, field and total investment. A blank threshold is unknown."""

from dataclasses import dataclass
from functools import cache

from cuakhau.portfolio.works.rules.words import read_rows

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """From how many dong on a project is of group A, and of B; below that it is of C."""

    law: str
    field: str
    a_from_vnd: int | None
    b_from_vnd: int | None
    always: str
    note: str


@cache
def thresholds() -> dict[tuple[str, str], Threshold]:
    """Give the thresholds by law and field."""

    def vnd(text: str) -> int | None:
        return int(text) * MILLION if text else None

    return {
        (row["law"], row["field"]): Threshold(
            law=row["law"],
            field=row["field"],
            a_from_vnd=vnd(row["a_from_million_vnd"]),
            b_from_vnd=vnd(row["b_from_million_vnd"]),
            always=row["always"],
            note=row["note"],
        )
        for row in read_rows("groups.csv")
    }


def possible_groups(law: str, field: str, total_vnd: int | None) -> frozenset[str]:
    """Give the groups that a project may be in by what is known; all three where nothing is."""
    every = frozenset({"A", "B", "C"})
    row = thresholds().get((law, field))
    if row is None:
        return every
    if row.always:
        return frozenset({row.always})
    if total_vnd is None:
        return every
    out = set(every)
    if row.a_from_vnd is not None:
        out -= {"B", "C"} if total_vnd >= row.a_from_vnd else {"A"}
    if row.b_from_vnd is not None:
        out -= {"C"} if total_vnd >= row.b_from_vnd else {"A", "B"}
    return frozenset(out)


def group_of(law: str, field: str, total_vnd: int | None) -> str:
    """Name the group; empty where the thresholds that are known do not decide it."""
    found = possible_groups(law, field, total_vnd)
    return next(iter(found)) if len(found) == 1 else ""
