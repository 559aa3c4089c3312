"""Builds the bulletin of a day from the log: counted, added up again, beside what was printed."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.bulletin import compared_of, count_of, waiting_goods_of
from cuakhau.reports.bulletin import Beside, Bulletin, Cell, Change, Oddity, Part, Record
from cuakhau.simulation.replay import Assumption, NotReplayed, list_assumptions
from cuakhau.statistics.day_count import WHOLE_ZONE, DayCount
from cuakhau.zone.bulletin.headings import HEADINGS, MEASURES, Heading, below

MOST_GOODS = 3  # the bulletin names the main goods left over, not all
BALANCED: tuple[Heading, ...] = ("export", "import")


def build_bulletin(data: Data, day: date, *, changes: tuple[Change, ...] = ()) -> Bulletin:
    """Build the bulletin of a day; `changes` are what later rows changed on earlier ones."""
    told = day.isoformat()
    counted = data.once(count_of, told)
    return Bulletin(
        zone=data.zone.name,
        day=day,
        since_us=counted.since_us,
        until_us=counted.until_us,
        source="log",
        version=data.version,
        as_of_us=data.as_of_us,
        origins=counted.origins,
        whole=_part(data, told, WHOLE_ZONE, counted),
        lines=tuple(_part(data, told, one.line, counted) for one in counted.lines),
        records=tuple(_records(data, told, counted)),
        oddities=(*_oddities(data, told, counted), *list_sums(data, told, "log")),
        doubtful=measure(data, "bulletin.doubtful", day=told),
        beside=tuple(_beside(data, told)),
        compared=measure(data, "bulletin.compared", day=told),
        disagreeing=measure(data, "bulletin.disagreeing", day=told),
        assumptions=_assumptions(data, day, counted),
        changes=changes,
    )


def _part(data: Data, day: str, line: str, counted: DayCount) -> Part:
    row = counted.line(line)
    cells: dict[Cell, Figure] = {
        (what, heading): measure(data, f"bulletin.{what}", day=day, line=line, heading=heading)
        for what in MEASURES
        for heading in HEADINGS
    }
    return Part(
        line=line,
        unit=row.unit,
        basis=row.basis,
        cells=cells,
        gaps={
            heading: measure(data, "bulletin.gap", day=day, line=line, heading=heading)
            for heading in BALANCED
        },
        goods=tuple(_main_goods(data, day, line)),
    )


def _main_goods(data: Data, day: str, line: str) -> Iterator[tuple[str, Figure]]:
    """Give the goods of which most vehicles wait for export."""
    found: dict[str, int] = {}
    for (name, heading, goods), number in data.once(waiting_goods_of, day).items():
        if goods is not None and line in (name, WHOLE_ZONE) and heading.startswith("export"):
            found[goods] = found.get(goods, 0) + number
    if sum(found.values()) != data.once(count_of, day).line(line).value("waiting", "export"):
        return  # a correction by count does not say which goods it took or gave
    main = sorted(found, key=lambda goods: (-found[goods], goods))[:MOST_GOODS]
    for goods in main:
        yield goods, measure(data, "bulletin.waiting_goods", day=day, line=line, goods=goods)


def _records(data: Data, day: str, counted: DayCount) -> Iterator[Record]:
    for count in counted.corrections:
        figure = measure(data, "bulletin.by_count", day=day, subject=count.subject, seq=count.seq)
        yield Record(
            line=count.line,
            place=count.place,
            measure=count.measure,
            heading=count.heading,
            amount=figure,
            at_us=count.at_us,
            row=f"{count.subject}/{count.seq}",
            agency=count.agency,
        )


def _oddities(data: Data, day: str, counted: DayCount) -> Iterator[Oddity]:
    for gap in counted.differences:
        if gap.kind == "balance":
            about = {"line": gap.line, "heading": gap.heading}
            figure = measure(data, "bulletin.gap", day=day, **about)
        else:
            figure = measure(data, "bulletin.odd", day=day, line=gap.line, kind=gap.kind)
        yield Oddity(
            kind=gap.kind,
            line=gap.line,
            heading=gap.heading,
            amount=figure,
            subjects=gap.subjects,
        )


def list_sums(data: Data, day: str, source: Literal["log", "printed"]) -> Iterator[Oddity]:
    """Add every number up again, by headings and by lines; give what is left over."""
    lines = [WHOLE_ZONE, *(one.id for one in data.zone.at(date.fromisoformat(day)).bulletin_lines)]
    for what in MEASURES:
        for heading in HEADINGS:
            asked = [(line, "headings") for line in lines if below(heading)]
            for line, by in (*asked, (WHOLE_ZONE, "lines")):
                rest = measure(
                    data, "bulletin.rest", day=day, line=line, heading=heading, measure=what,
                    by=by, source=source,
                )  # fmt: skip
                if rest.value:
                    kind = "sum" if by == "headings" or rest.value < 0 else "unlisted"
                    yield Oddity(kind=kind, line=line, heading=heading, amount=rest, measure=what)


def _beside(data: Data, day: str) -> Iterator[Beside]:
    for line, what, heading, agrees in data.once(compared_of, day):
        about = {"day": day, "line": line, "heading": heading}
        yield Beside(
            line=line,
            measure=what,
            heading=heading,
            counted=measure(data, f"bulletin.{what}", **about),
            printed=measure(data, "bulletin.printed", measure=what, **about),
            agrees=agrees,
        )


def _assumptions(data: Data, day: date, counted: DayCount) -> tuple[Assumption, ...]:
    """List what a replay assumed, where the rows of the day are one's."""
    if "replay" not in counted.origins:
        return ()
    try:
        return list_assumptions(data.zone, data.printed, day)
    except NotReplayed:  # rows of another day's replay that reach into this one
        return ()
