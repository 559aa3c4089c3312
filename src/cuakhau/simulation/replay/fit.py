"""Whole numbers that add up to printed sums: what follows is deduced, what does not is shared out.

A table has a cell for each (row, heading); headings are the tree of `zone.bulletin.headings`, and
the row `*` is the sum of the others.
"""

from collections.abc import Iterator, Mapping, Sequence

from cuakhau.zone.bulletin.headings import Heading, below
from cuakhau.zone.bulletin.printed import WHOLE_ZONE

Cell = tuple[str, Heading]
Table = dict[Cell, int]


class DoesNotAddUp(ValueError):
    """Printed parts that contradict their whole; carries the cell of the whole and both numbers."""

    def __init__(self, whole: Cell, printed: int, parts: int) -> None:
        super().__init__(f"{whole}: {parts} against {printed}")
        self.whole, self.printed, self.parts = whole, printed, parts


def deduce(known: Mapping[Cell, int], lines: Sequence[str], root: Heading) -> Table:
    """Add every cell that follows from known sums. Raises `DoesNotAddUp`."""
    table = dict(known)
    sums = list(_sums(lines, root))
    changed = True
    while changed:
        changed = False
        for whole, parts in sums:
            for cell, number in _follows(table, whole, parts).items():
                table[cell] = number
                changed = True
    return table


def _sums(lines: Sequence[str], root: Heading) -> Iterator[tuple[Cell, list[Cell]]]:
    for heading in _subtree(root):
        for row in (WHOLE_ZONE, *lines):
            if below(heading):
                yield (row, heading), [(row, part) for part in below(heading)]
        yield (WHOLE_ZONE, heading), [(line, heading) for line in lines]


def _subtree(heading: Heading) -> Iterator[Heading]:
    yield heading
    for part in below(heading):
        yield from _subtree(part)


def _follows(table: Table, whole: Cell, parts: list[Cell]) -> Table:
    """Give the cells that one sum settles: the whole, its last part, or parts that must be zero."""
    unknown = [part for part in parts if part not in table]
    total = sum(table[part] for part in parts if part in table)
    if whole not in table:
        return {} if unknown else {whole: total}
    rest = table[whole] - total
    if rest < 0 or (rest and not unknown):
        raise DoesNotAddUp(whole, table[whole], total)
    if rest == 0:
        return dict.fromkeys(unknown, 0)
    return {unknown[0]: rest} if len(unknown) == 1 else {}


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Share a whole number out by weights: the largest remainders get what is left.

    Without any weight the shares are equal. Ties go to the first.
    """
    if not weights:
        return []
    shares = [float(weight) for weight in weights]
    if sum(shares) <= 0:
        shares = [1.0] * len(shares)
    exact = [total * share / sum(shares) for share in shares]
    whole = [int(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in order[: total - sum(whole)]:
        whole[place] += 1
    return whole


def fill(rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
    """Fill a table of whole numbers from the sums of its rows and columns, near proportion.

    Row by row, each takes from what the columns have left, so both sums hold exactly. Raises
    `ValueError` where the two sums differ.
    """
    if sum(rows) != sum(columns):
        raise ValueError(f"rows add up to {sum(rows)}, columns to {sum(columns)}")
    left = list(columns)
    table = []
    for total in rows:
        taken = share_out(total, left) if total else [0] * len(left)
        table.append(taken)
        left = [have - take for have, take in zip(left, taken, strict=True)]
    return table


def complete(
    table: Table, lines: Sequence[str], root: Heading, weights: Mapping[str, float]
) -> tuple[Table, set[str]]:
    """Fill in every line below `root`, where the row `*` is known throughout.

    Lines whose own total is unknown share the rest by weight; lines whose parts are unknown share
    the rest of the columns near proportion. Gives the whole table and the lines that were shared.
    """
    table, shared = deduce(table, lines, root), set[str]()
    blank = [line for line in lines if (line, root) not in table]
    if blank:
        have = {line: sum(table.get((line, part), 0) for part in below(root)) for line in blank}
        taken = sum(table[line, root] for line in lines if (line, root) in table)
        rest = table[WHOLE_ZONE, root] - taken - sum(have.values())
        if rest < 0:
            raise DoesNotAddUp((WHOLE_ZONE, root), table[WHOLE_ZONE, root], taken)
        for line, more in zip(
            blank, share_out(rest, [weights.get(line, 0.0) for line in blank]), strict=True
        ):
            table[line, root] = have[line] + more
        shared.update(blank)
        table = deduce(table, lines, root)
    parts = below(root)
    unsplit = [line for line in lines if any((line, part) not in table for part in parts)]
    if unsplit:
        columns = [
            table[WHOLE_ZONE, part] - sum(table.get((line, part), 0) for line in lines)
            for part in parts
        ]
        rows = [
            table[line, root] - sum(table.get((line, part), 0) for part in parts)
            for line in unsplit
        ]
        for line, numbers in zip(unsplit, fill(rows, columns), strict=True):
            table.update(
                {(line, part): number for part, number in zip(parts, numbers, strict=True)}
            )
        shared.update(unsplit)
    for part in parts:
        table, more_shared = complete(table, lines, part, weights)
        shared |= more_shared
    return table, shared


def keep_below(
    table: Table, lines: Sequence[str], heading: Heading, most: Mapping[Cell, int]
) -> None:
    """Move what a line has above its `most` to lines with room; the sum of the lines stays.

    Raises `DoesNotAddUp` where all together have more than there is room for.
    """
    excess = sum(max(0, table[line, heading] - most[line, heading]) for line in lines)
    for line in lines:
        table[line, heading] = min(table[line, heading], most[line, heading])
    for line in lines:
        more = min(excess, most[line, heading] - table[line, heading])
        table[line, heading] += more
        excess -= more
    if excess:
        total = sum(table[line, heading] for line in lines)
        raise DoesNotAddUp((WHOLE_ZONE, heading), total + excess, total)
