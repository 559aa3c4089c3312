"""How many projects the Board owned in a year, had finished, and carried over, by the register.

A project is of a year from the year in which it began (first stage done, or first capital plan) to
the year in which it was handed over. What has no such day is counted in no year.
"""

from collections.abc import Iterable, Sequence

from cuakhau.portfolio.works.rules.project import Entry, Project, began, state_of
from cuakhau.portfolio.works.rules.words import kinds

Register = Sequence[tuple[Project, Sequence[Entry]]]


def first_year(project: Project, entries: Iterable[Entry]) -> int | None:
    """Give the year in which a project began."""
    day = began(project)
    planned = [one.year for one in entries if kinds()[one.kind].group in ("plan", "paid")]
    years = [*([day.year] if day else []), *planned]
    return min(years, default=None)


def is_of(project: Project, entries: Iterable[Entry], year: int) -> bool:
    """Tell whether a project was under way in a year, or finished in it."""
    begins, handed_over = first_year(project, entries), project.done("hand_over")
    if begins is None or begins > year or state_of(project) == "dropped":
        return False
    return handed_over is None or handed_over.year >= year


def count(register: Register, year: int, measure: str) -> int:
    """Count the Board's projects of a year: `owned`, `finished` or `carried_over`."""
    mine = [one for one, lines in register if one.by_board and is_of(one, lines, year)]
    finished = [one for one in mine if (day := one.done("hand_over")) and day.year == year]
    if measure == "finished":
        return len(finished)
    return len(mine) - (len(finished) if measure == "carried_over" else 0)
