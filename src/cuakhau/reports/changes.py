"""What later rows changed on bulletins that were issued: each as a difference, none in silence."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cuakhau.figures import Data, measure
from cuakhau.figures.bulletin import count_of
from cuakhau.reports.bulletin import Change
from cuakhau.reports.content import Cell, Content, Said, read_cells, read_changes

Known = dict[tuple[date, Cell], Said]


def read_known(issued: Iterable[Content]) -> Known:
    """Read what readers were last told of each number: at issue, or as a change announced later.

    `issued` are the contents in the order of issue.
    """
    known: Known = {}
    for content in issued:
        day = date.fromisoformat(content["day"])
        known.update({(day, cell): said for cell, said in read_cells(content).items()})
        known.update({(earlier, cell): said for earlier, cell, said in read_changes(content)})
    return known


def list_changes(data: Data, known: Mapping[tuple[date, Cell], Said]) -> Iterator[Change]:
    """List the numbers that are no longer what readers were told, oldest day first.

    A number that was or has become unknown shows no difference, only what it is now.
    """
    for (day, (line, what, heading)), said in sorted(known.items(), key=_order):
        counted = data.once(count_of, day.isoformat())
        if line != "*" and all(one.line != line for one in counted.lines):
            continue
        if counted.line(line).value(what, heading) == said.value:
            continue
        about = {"day": day.isoformat(), "line": line, "heading": heading}
        issued = "" if said.value is None else said.value
        yield Change(
            day=day,
            line=line,
            measure=what,
            heading=heading,
            issued_code=said.code,
            was_unknown=said.value is None,
            now=measure(data, f"bulletin.{what}", **about),
            change=measure(data, "bulletin.late", measure=what, issued=issued, **about),
        )


def _order(entry: tuple[tuple[date, Cell], Said]) -> tuple[date, Cell]:
    return entry[0]
