"""Does a line add up from one day to the next?"""

from collections.abc import Iterator

from cuakhau.statistics.day_count import Difference, LineCount
from cuakhau.zone.bulletin.headings import LEAVES, Heading, Measure

# waiting(t) = waiting(t−1) + arrived + moved in − moved out − cleared − turned back ± by count
SIGNS: dict[Measure, int] = {
    "opening": 1,
    "arrived": 1,
    "moved_in": 1,
    "moved_out": -1,
    "cleared": -1,
    "turned_back": -1,
    "corrected": 1,
}


def check_balance(line: LineCount) -> Iterator[Difference]:
    """Give what is waiting beyond what follows from the flows, as narrowly as it is known.

    Where a number is unknown nothing can be checked and nothing is said.
    """
    gaps: dict[Heading, int] = {
        heading: gap for heading in LEAVES if (gap := find_gap(line, heading)) is not None
    }
    for upper in ("export", "import"):
        if not any(leaf.startswith(upper) for leaf in gaps):
            gap = find_gap(line, upper)
            if gap is not None:
                gaps[upper] = gap
    for heading, gap in gaps.items():
        if gap:
            yield Difference(kind="balance", line=line.line, heading=heading, amount=gap)


def find_gap(line: LineCount, heading: Heading) -> int | None:
    """Give waiting minus what follows from the flows; `None` where a number is unknown."""
    values = line.values if line.balanced is None else line.balanced
    expected = 0
    for measure, sign in SIGNS.items():
        number = values.get((measure, heading))
        if number is None and measure == "corrected" and "log" not in line.basis:
            number = 0  # a day sheet is itself the count
        if number is None:
            return None
        expected += sign * number
    waiting = values.get(("waiting", heading))
    return None if waiting is None else waiting - expected
