"""What the page of the process map shows, in the reader's language."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cuakhau.journal import read
from cuakhau.movement.log import EventLog
from cuakhau.movement.times import local_time
from cuakhau.planning.processes import tables
from cuakhau.planning.processes.asked import DIRECTIONS, SPANS, Asked, bounds_of, list_gates
from cuakhau.planning.processes.kept import count_days, get_days
from cuakhau.planning.processes.reader import Reader, say_finding, say_way
from cuakhau.planning.processes.tables import Linker
from cuakhau.statistics.process import flow_map
from cuakhau.statistics.process.asking import Behind, list_finding, list_way
from cuakhau.statistics.process.counts import Counts, Finding
from cuakhau.statistics.process.picture import Labels, draw_map

MOST_VISITS, ON_A_PAGE = 500, 50
MOST_WAYS = 26
MOST_DAYS_GIVEN = 7  # a file of more is made by `cuakhau log export`


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
    least = min(_find_least(asked, made), most)
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
        "log_address": asked.query() if len(asked.list_days) <= MOST_DAYS_GIVEN else "",
        "forms": (("json", "OCEL 2.0"), ("sqlite", "OCEL SQLite"), ("xes", "XES")),
        "least": least,
        "any_least": replace(asked, least=None).query(),
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


def _find_least(asked: Asked, made: flow_map.ProcessMap) -> int:
    """Give the frequency asked for, else one at which few enough ways are drawn to be read."""
    if asked.least is not None:
        return asked.least
    often = sorted((arc.lasted.visits for arc in made.arcs), reverse=True)
    return often[MOST_WAYS] + 1 if len(often) > MOST_WAYS else flow_map.SMALLEST


def draw(reader: Reader, asked: Asked) -> str:
    """Draw the map alone, to be kept or printed."""
    return _draw(reader, asked, flow_map.build_map(_count(reader, asked)), None)


def read_days(reader: Reader, asked: Asked) -> EventLog:
    """Read the log of all visits that were declared on the days."""
    days = [read.list_declared(reader.zone.name, *bounds_of(reader.zone, one))
            for one in asked.list_days]  # fmt: skip
    return read.log(reader.zone.name, subjects=[subject for day in days for subject in day])


def list_behind(
    reader: Reader, asked: Asked, way: tuple[str, str] | None, finding: Finding | None
) -> dict[str, Any]:
    """List the visits behind a way or a finding, none where they are fewer than is told."""
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


def turn_to(rows: list[Any], told: Any) -> dict[str, Any]:
    """Give the rows of the page that an address names, and the addresses of all pages."""
    last = max(1, -(-len(rows) // ON_A_PAGE))
    number = min(int(told["page"][:3]), last) if told.get("page", "")[:3].isdecimal() else 1
    number = max(1, number)
    addresses = []
    for one in range(1, last + 1):
        told["page"] = str(one)
        addresses.append((one, told.urlencode()))
    since = (number - 1) * ON_A_PAGE
    return {"rows": rows[since : since + ON_A_PAGE], "pages": addresses, "number": number}


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
    return draw_map(made, labels, by=asked.by, least=_find_least(asked, made))
