"""What the remedies of a finding came to: gains with paired intervals, and whose minutes move."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures.plans.runs import ENDS
from cuakhau.journal import versions
from cuakhau.planning.calibration.words import number_writer
from cuakhau.planning.compare.build import judge
from cuakhau.planning.compare.words import measure_word, verdict_word
from cuakhau.planning.experiments.measured import ALL
from cuakhau.planning.models import DONE, Run
from cuakhau.planning.overlaps.models import Price
from cuakhau.planning.overlaps.remedies import (
    Lacking,
    is_priceable,
    list_remedies,
    try_all,
)
from cuakhau.planning.overlaps.words import remedy_note, remedy_word
from cuakhau.planning.runs.figures import Beside, open_kept, put_beside
from cuakhau.planning.runs.making import build_again
from cuakhau.planning.runs.page import NOT_OVER, status_word
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.twin.twin import Twin
from cuakhau.statistics.overlap.findings import Finding
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MEASURES = ("wait_mean", "wait_p90", "yard_stay", "inside", "left_a_day")
MINUTES = ("wait_mean", "wait_p90", "yard_stay")
US_A_MINUTE = 60_000_000


def reference_of(price: Price) -> str:
    """Give the stable name of a result, by which a proposal or a report names it."""
    return f"{price.zone}/overlap-price/{price.pk}"


def find_price(reference: str) -> Price | None:
    """Find the result that a reference names."""
    zone, _, number = reference.partition("/overlap-price/")
    if not number.isdecimal() or len(number) > 9:
        return None
    return Price.objects.filter(zone=zone, pk=int(number)).first()


def build_prices(
    zone: Zone, finding: Finding, prices: Sequence[Price], language: Language
) -> dict[str, Any]:
    """Give a row for each remedy: how its run stands, and by how much it differs from today."""
    if not prices:
        return {"rows": [], "is_waiting": False}
    wanted = {one.run_id for one in prices} | {prices[0].base_id}
    runs = {run.pk: run for run in Run.objects.defer("results").filter(pk__in=wanted)}
    base = runs[prices[0].base_id]
    rows = []
    for one in prices:
        run = runs[one.run_id]
        row: dict[str, Any] = {
            "id": one.pk,
            "run": run.pk,
            "base": base.pk,
            "name": remedy_word(one.remedy),
            "note": _note(zone, finding, one.remedy, language),
            "reference": reference_of(one),
            "status": status_word(run.status),
            "is_done": run.status == base.status == DONE,
            "is_nothing": run.status == DONE and run.rows == base.rows,
        }
        if row["is_done"]:
            beside = put_beside(open_kept(base), open_kept(run))
            row["cells"] = [_cell(beside, measure) for measure in MEASURES]
        rows.append(row)
    waiting = [run for run in runs.values() if run.status in NOT_OVER]
    return {
        "rows": rows,
        "measures": [_head(measure) for measure in MEASURES],
        "is_waiting": bool(waiting),
        "days": base.days,
        "reps": base.reps,
        "first_day": base.first_day,
        "at": base.at,
    }


def _note(zone: Zone, finding: Finding, kind: str, language: Language) -> str:
    twin = find_twin(zone)
    remedies = list_remedies(zone, twin, finding) if twin else ()
    step = next((one.step for one in remedies if one.kind == kind), finding.steps[1])
    basis = dict(zip(finding.steps, finding.bases, strict=True)).get(step)
    return remedy_note(zone, kind, step, basis, language)


def _head(measure: str) -> str:
    unit = _("minutes") if measure in MINUTES else _("vehicles")
    return f"{measure_word(measure)}, {unit}"


def _cell(beside: Beside, measure: str) -> dict[str, Any]:
    ends = [beside.take(measure, group=ALL, of=side) for side in ENDS]
    verdict = judge(measure, ends)
    return {
        "name": _head(measure),
        "change": ends[0],
        "from": ends[1],
        "to": ends[2],
        "verdict": verdict,
        "word": verdict_word(verdict),
    }


def build_agencies(zone: Zone, prices: Sequence[Price], language: Language) -> list[dict[str, Any]]:
    """Give for each agency the minutes of its officers a day, today and with each remedy.

    Served once, on the luck of the first replication: whose minutes move, not how sure.
    """
    done = [one for one in prices if Run.objects.filter(pk=one.run_id, status=DONE).exists()]
    if not done:
        return []
    name, write = versions.database_name(), number_writer(language)
    today = _minutes(name, done[0].base_id)
    beside = {one.pk: _minutes(name, one.run_id) for one in done}
    rows = []
    for agency, minutes in sorted(today.items()):
        changes = [beside[one.pk].get(agency, 0.0) - minutes for one in done]
        if not any(abs(change) >= 1 for change in changes):
            continue
        rows.append(
            {
                "name": zone.name_of(agency, language),
                "today": write(round(minutes)),
                "changes": [
                    {"text": _signed(change, write), "remedy": remedy_word(one.remedy)}
                    for one, change in zip(done, changes, strict=True)
                ],
            }
        )
    return [{"remedies": [remedy_word(one.remedy) for one in done], "rows": rows}]


def _signed(change: float, write: Any) -> str:
    whole = round(change)
    sign = "+" if whole > 0 else "−" if whole < 0 else ""
    return f"{sign}{write(abs(whole))}"


@lru_cache(maxsize=64)
def _minutes(_database: str, key: int) -> dict[str, float]:
    """Run the first replication of a run once more; give officer minutes a day by agency."""
    from cuakhau.simulation.run import run as simulate

    row = Run.objects.get(pk=key)
    network = build_again(row).network
    made = simulate(network, seed=row.seed)
    zone = versions.get_version(row.zone, row.zone_version)
    twin = find_twin(zone)
    agency_of = {post.id: post.agency for post in twin.posts} if twin else {}
    found: dict[str, float] = {}
    for load in made.workloads:
        agency = agency_of.get(load.station, load.station)
        took = load.asked_us * load.served / max(1, load.served + load.waiting)
        found[agency] = found.get(agency, 0.0) + took / US_A_MINUTE / row.days
    return found


def tell_lacking(zone: Zone, finding: Finding, language: Language) -> dict[str, Any]:
    """Tell whether any remedy can be priced, and of each that cannot, why."""
    if not is_priceable(finding):
        said = (
            _("Nobody records what this check finds, so what it deters cannot be weighed.")
            if finding.kind == "no_outcome"
            else _(
                "Both looks are one step of the procedure: the twin has nothing to join or drop."
            )
        )
        return {"is_any": False, "why": said, "rows": []}
    twin = find_twin(zone)
    if twin is None:
        said = _("This zone has no twin: nothing of it can be simulated.")
        return {"is_any": False, "why": said, "rows": []}
    tried = try_all(zone, twin, finding)
    lacking = [one for one in tried if isinstance(one, Lacking)]
    is_any = len(lacking) < len(tried)
    return {
        "is_any": is_any,
        "why": "" if is_any else _("The twin can try none of the remedies of this finding."),
        "rows": [
            {"name": remedy_word(one.kind), "why": _say_lacking(zone, twin, finding, one, language)}
            for one in lacking
        ],
    }


def _say_lacking(zone: Zone, twin: Twin, finding: Finding, one: Lacking, language: Language) -> str:
    if not one.mistakes:
        return _("Neither step reads papers alone, so neither can be done before the arrival.")
    served = {step.partition("/")[0] for post in twin.posts for step in post.steps}
    idle = next((step for step in finding.steps if step not in served), None)
    if idle is not None:
        step = zone.name_of(idle, language)
        return _("No post of the twin serves “{step}”: it takes no time there.").format(step=step)
    said = dict.fromkeys(mistake.reason(language) for mistake in one.mistakes)
    return " ".join(said)
