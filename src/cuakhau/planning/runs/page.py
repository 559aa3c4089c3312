"""A run in words: what was asked, how far it is, who may get the same rows again."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cuakhau.figures.format import format_short_day
from cuakhau.planning.experiments.kept import code_version
from cuakhau.planning.models import (
    BROKEN,
    CUT,
    DONE,
    RUNNING,
    STOPPED,
    STOPPING,
    WAITING,
    Run,
)
from cuakhau.planning.scenarios.reading import find_scenario
from cuakhau.planning.scenarios.words import list_changes
from cuakhau.zone.hours import time_zone_of
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

TONES = {
    WAITING: "info",
    RUNNING: "info",
    STOPPING: "warn",
    DONE: "good",
    STOPPED: "",
    BROKEN: "bad",
    CUT: "warn",
}
ICONS = {
    WAITING: "hourglass",
    RUNNING: "player-play",
    STOPPING: "hand-stop",
    DONE: "circle-check",
    STOPPED: "hand-stop",
    BROKEN: "circle-x",
    CUT: "plug-connected-x",
}
NOT_OVER = (WAITING, RUNNING, STOPPING)


def status_word(status: str) -> str:
    """Say how a run stands."""
    words = {
        WAITING: _("waits for its turn"),
        RUNNING: _("running"),
        STOPPING: _("being stopped"),
        DONE: _("done"),
        STOPPED: _("stopped by hand"),
        BROKEN: _("broke off"),
        CUT: _("cut off: the server was restarted"),
    }
    return words[status]


def base_word(base: str) -> str:
    """Say from where a run starts."""
    words = {"day": _("a day"), "month": _("a month"), "now": _("from now")}
    return words[base]


def name_run(run: Run) -> str:
    """Name a run; one that changes nothing is the zone of today.

    A run that still bears the title of its scenario is called as the reader's language has it.
    """
    scenario = find_scenario(run.scenario) if run.name else None
    if scenario is not None and run.name in (scenario.title, *dict(scenario.titles).values()):
        return scenario.title_in((get_language() or "vi")[:2])
    return run.name or (_("Scenario") if run.scenario.strip() else _("The zone as it is"))


def build_run(zone: Zone, run: Run, language: Language) -> dict[str, Any]:
    """Build what is shown of a run in its head and in a list."""
    at = run.at.astimezone(time_zone_of(zone, "vn"))
    return {
        "id": run.pk,
        "name": name_run(run),
        "status": run.status,
        "word": status_word(run.status),
        "tone": TONES[run.status],
        "icon": ICONS[run.status],
        "is_over": run.status not in NOT_OVER,
        "is_done": run.status == DONE,
        "may_go_on": run.status in (STOPPED, BROKEN, CUT),
        "done": run.done,
        "reps": run.reps,
        "share": run.done * 100 // max(1, run.reps),
        "base": base_word(run.base),
        "first_day": format_short_day(run.first_day, language),
        "days": run.days,
        "seed": run.seed,
        "by": run.by,
        "at": at,
        "changes": list_changes(zone, run.scenario, language),
        "zone_version": run.zone_version,
        "is_same_zone": run.zone_version == zone.version,
        "twin": run.twin,
        "code": run.code,
        "is_same_code": run.code == code_version(),
        "log": run.log,
        "rows": run.rows,
        "scenario": run.scenario,
        "trouble": _trouble(run, language),
        "proof": run.proof,
        "is_from_now": run.base == "now",
        "notes": _notes(run, language),
    }


def _notes(run: Run, language: Language) -> list[str]:
    """Say what of the live zone was left out."""
    if not run.notes:
        return []
    # It brings the compiler of the kernel along, which no other page of runs needs.
    from cuakhau.planning.from_now.standing import tell

    return [tell(key, count, language) for key, count in run.notes.items()]


def _trouble(run: Run, language: Language) -> dict[str, str] | None:
    if not run.trouble:
        return None
    reason, cure = run.trouble["said"].get(language, ("", ""))
    if not reason:
        reason = _("The run ended with an error of the program ({kind}).").format(
            kind=run.trouble.get("kind", "")
        )
        cure = _("Start it again; where it ends so once more, tell who keeps the server.")
    return {"rule": run.trouble["rule"], "reason": reason, "cure": cure}
