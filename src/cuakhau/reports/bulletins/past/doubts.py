"""Every sum added again, and every number marked that cannot be right; none is dropped."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cuakhau.reports.bulletins.past.keep import ReadCount
from cuakhau.zone.history import Sum, re_add
from cuakhau.zone.published import PublishedCount, PublishedScope

MOST = 10_000  # vehicles of one day at one gate; the highest that was ever printed is 1,900


def mark_doubts(
    counts: Sequence[tuple[int, PublishedCount]], scopes: Iterable[PublishedScope] = ()
) -> tuple[ReadCount, ...]:
    """Mark each number that its parts contradict, that is said twice, or is too large.

    `counts` come with their rows. A doubtful one gets the precision `suspect`, so that it is shown
    and never used; its parts stay as they are.
    """
    doubts: dict[int, list[str]] = {}
    for place, (_, count) in enumerate(counts):
        if count.value > MOST:
            doubts.setdefault(place, []).append(f"{count.value} > {MOST}")
    _mark_twice(counts, doubts)
    places = {id(count): place for place, (_, count) in enumerate(counts)}
    for one in re_add([count for _, count in counts], scopes):
        if one.verdict == "disagrees":
            doubts.setdefault(places[id(one.total)], []).append(_say(one))
    return tuple(
        ReadCount(
            row,
            replace(count, precision="suspect") if place in doubts else count,
            "; ".join(doubts.get(place, ())),
        )
        for place, (row, count) in enumerate(counts)
    )


def _mark_twice(counts: Sequence[tuple[int, PublishedCount]], doubts: dict[int, list[str]]) -> None:
    """Of two numbers for one thing that differ, neither is surely right."""
    seen: dict[tuple[object, ...], int] = {}
    for place, (_, count) in enumerate(counts):
        key = (
            count.first_day,
            count.last_day,
            count.place,
            count.measure,
            count.direction,
            count.cargo,
            count.unit,
        )
        first = seen.setdefault(key, place)
        if first != place and counts[first][1].value != count.value:
            said = f"{counts[first][1].value} ≠ {count.value}"
            doubts.setdefault(first, []).append(said)
            doubts.setdefault(place, []).append(said)


def _say(one: Sum) -> str:
    parts = " + ".join(str(part.value) for part in one.parts)
    return f"{parts} = {one.total.value - one.rest} ≠ {one.total.value}"
