"""What the page of the process map shows, in the reader's language."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cuakhau.movement.times import local_time
from cuakhau.planning.processes import tables
from cuakhau.planning.processes.asked import DIRECTIONS, SPANS, Asked, list_gates
from cuakhau.planning.processes.kept import count_days, get_days
from cuakhau.planning.processes.reader import Reader, say_finding, say_way
from cuakhau.planning.processes.tables import Linker
from cuakhau.statistics.process import flow_map
from cuakhau.statistics.process.asking import Behind, list_finding, list_way
from cuakhau.statistics.process.counts import Counts, Finding
from cuakhau.statistics.process.picture import Labels, draw_map

MOST_VISITS = 500


def build_form(reader: Reader, asked: Asked) -> dict[str, Any]:
    """Give the choices of the form."""
    dated = reader.zone.at(asked.day)
    directions = {"export": _("Export"), "import": _("Import"), "none": _("Neither")}
    return {
        "asked": asked,
        "query": asked.query(),
        "gates": [(one, reader.word(one)) for one in list_gates(dated)],
        "goods": [(one.id, reader.word(one.id)) for one in dated.goods_classes],
        "directions": [(one, directions[one]) for one in DIRECTIONS],
        "spans": SPANS,
    }


def build_map(reader: Reader, asked: Asked) -> dict[str, Any]:
    """Give the map with its tables; `visits` is 0 where nothing was declared on these days."""
    counts = _count(reader, asked)
    made = flow_map.build_map(counts)
    most = max((arc.lasted.visits for arc in made.arcs), default=flow_map.SMALLEST)
    least = min(asked.least, most)
    link = _linker(reader, asked)
    return {
        "asked": asked,
        "visits": counts.visits,
        "tiles": [
            (_("Visits"), reader.number(made.visits), ""),
            (_("Not over yet"), reader.number(made.open_visits), ""),
            (_("Steps on record"), reader.number(made.events), ""),
            (
                _("As their procedure says"),
                reader.percent(counts.conforming, counts.visits),
                _("{n} visits").format(n=reader.number(counts.conforming)),
            ),
        ],
        "svg": SafeString(_draw(reader, asked, made, link)),
        "svg_address": reverse("planning:process-svg", args=[reader.zone.name])
        + "?"
        + asked.query(),
        "least": least,
        "least_text": reader.number(least),
        "most": most,
        "hidden": made.hidden,
        "smallest": flow_map.SMALLEST,
        "at": local_time(reader.zone, int(reader.at.timestamp() * 1_000_000)),
        "slow": tables.build_slow(reader, made, link),
        "variants": tables.build_variants(reader, counts),
        "rework": tables.build_rework(reader, counts),
        "matrix": tables.build_matrix(reader, counts),
        "findings": tables.build_findings(reader, asked, counts),
    }


def draw(reader: Reader, asked: Asked) -> str:
    """Draw the map alone, to be kept or printed."""
    return _draw(reader, asked, flow_map.build_map(_count(reader, asked)), None)


def list_behind(
    reader: Reader, asked: Asked, way: tuple[str, str] | None, finding: Finding | None
) -> dict[str, Any]:
    """List the visits behind a way or a finding; none where they are fewer than is told."""
    days = get_days(reader.zone, asked, reader.viewer, reader.at)
    found: list[Behind] = []
    for day in days:
        if way is not None:
            found += list_way(day.steps, *way, asked.filter, MOST_VISITS)
        elif finding is not None:
            found += list_finding(reader.zone, day.steps, finding, asked.filter, MOST_VISITS)
    if way is not None:
        found.sort(key=lambda one: (-(one.gap_us or 0), one.subject))
    if len({one.subject for one in found}) < flow_map.SMALLEST:
        found = []
    return {
        "title": say_way(reader, way) if way else say_finding(reader, finding) if finding else "",
        "is_way": way is not None,
        "is_cut": len(found) > MOST_VISITS,
        "most": MOST_VISITS,
        "smallest": flow_map.SMALLEST,
        "back": asked.query(),
        "rows": [
            {
                "subject": one.subject,
                "at": local_time(reader.zone, one.first_us),
                "lasted": "" if one.gap_us is None else reader.time(one.gap_us),
                "gate": reader.word(one.gate),
                "goods": reader.word(one.goods),
            }
            for one in found[:MOST_VISITS]
        ],
    }


def _count(reader: Reader, asked: Asked) -> Counts:
    days = get_days(reader.zone, asked, reader.viewer, reader.at)
    return count_days(reader.zone, days, asked.filter)


def _linker(reader: Reader, asked: Asked) -> Linker:
    address = reverse("planning:process-visits", args=[reader.zone.name])

    def link(before: str, activity: str) -> str:
        return f"{address}?{asked.query(before=before, activity=activity)}"

    return link


def _draw(reader: Reader, asked: Asked, made: flow_map.ProcessMap, link: Linker | None) -> str:
    shown = _("frequency") if asked.by == "frequency" else _("median time")
    first = asked.list_days[0]
    days = f"{asked.day:%d/%m/%Y}"
    if first != asked.day:
        days = f"{first:%d/%m/%Y} – {days}"
    labels = Labels(
        title=_("Process map, {days}: {shown}").format(days=days, shown=shown),
        name=reader.name,
        agency=reader.word,
        number=reader.number,
        time=reader.time,
        agencies=[one.id for one in reader.zone.agencies],
        nobody=_("no agency"),
        open_at=link,
    )
    return draw_map(made, labels, by=asked.by, least=asked.least)
