"""Process maps said slowly: visit by visit from the fold, with lists and loops."""

from collections import Counter

from cuakhau.movement.log import EventLog, from_events
from cuakhau.movement.procedure import find_compiled
from cuakhau.movement.secrecy import secret_steps, visible
from cuakhau.movement.view import DECLARING, local_day, view
from cuakhau.movement.visit import Visit
from cuakhau.statistics.process.counts import Finding
from cuakhau.statistics.process.steps import ACTIVITIES
from cuakhau.zone.zone import Zone
from slow_stays import tell

COUNTED = ("links", "visits_of_link", "sums", "ends", "variants", "findings", "gaps")


def seen_log(zone: Zone, log: EventLog, viewer: str | None) -> EventLog:
    return from_events(log.zone, visible(zone, log.events(), viewer))


def list_activities(visit: Visit) -> list[tuple[int, str, str]]:
    """(when, activity, agency) in order."""
    rows = [
        (e.at_us, e.seq, e.step if e.kind == "confirmed" else f"@{e.kind}", e.agency or "")
        for e in visit.standing
        if (e.kind == "confirmed" and e.step) or e.kind in ACTIVITIES
    ]
    return [(at, name, agency) for at, _, name, agency in sorted(rows)]


def check(zone: Zone, visit: Visit) -> set[Finding]:
    """What the procedure of a visit flags of it."""
    seen = view(zone, visit)
    declared = [e for e in visit.standing if e.kind in DECLARING]
    compiled = None
    if declared and seen.procedure:
        compiled = find_compiled(zone, seen.procedure, local_day(zone, declared[0].at_us))
    if compiled is None:
        return {Finding("no_procedure", seen.procedure or "", "")}
    first: dict[str, int] = {}
    for at, name, _ in list_activities(visit):
        if not name.startswith("@"):
            first[name] = min(at, first.get(name, at))
    name, said = compiled.procedure.id, {one.step: one for one in compiled.procedure.steps}
    found = {Finding("unknown_step", name, step) for step in first if step not in compiled.bits}
    for step in first.keys() & said.keys():
        kind = "order_refused" if said[step].breach == "refuse" else "order_flagged"
        late = [one for one in said[step].requires if first.get(one, first[step] + 1) > first[step]]
        found |= {Finding(kind, name, step, one) for one in late if one in compiled.bits}
    if tell(zone, visit)["outcome"] == "left":
        must = {one.step for one in compiled.procedure.steps if not one.optional}
        missing = must - first.keys() - secret_steps(zone)
        found |= {Finding("missing", name, step) for step in missing}
    return found


def count(zone: Zone, log: EventLog, viewer: str | None) -> dict[str, Counter]:
    """Everything that is counted of a log, by name."""
    whole = {visit.subject: visit for visit in log.visits()}
    told = {name: Counter() for name in COUNTED}
    for visit in seen_log(zone, log, viewer).visits():
        rows = list_activities(visit)
        if not rows:
            continue
        links = [
            (*(before[1:] if before else ("", "")), *row[1:])
            for before, row in zip([None, *rows], rows, strict=False)
        ]
        told["links"].update(links)
        told["visits_of_link"].update({(one[0], one[2]): one for one in links}.keys())
        for before, row, link in zip([rows[0], *rows], rows, links, strict=False):
            told["sums"][link] += row[0] - before[0]
            told["gaps"][link, (row[0] - before[0]) // 15_000_000] += 1
        told["ends"][rows[-1][1], tell(zone, whole[visit.subject])["outcome"]] += 1
        told["variants"][tuple(name for _, name, _ in rows)] += 1
        told["findings"].update(check(zone, visit))
    return told
