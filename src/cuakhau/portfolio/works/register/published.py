"""The works that were published of a zone, as rows of the register: what is unknown stays so."""

import re
from collections.abc import Iterable
from datetime import date

from cuakhau.portfolio.works.rules.project import Project, Stage
from cuakhau.zone.published import PublishedProject

MILLION = 1_000_000
# What the sources say of how far a work was, in the words of `history/projects.csv`.
STATES = {
    "done": "in_use",
    "phase 1 done": "building",
    "building": "building",
    "under way": "building",
    "under way from Q3 2024, two phases": "building",
    "choosing contractors": "preparing",
    "approved Dec 2023": "preparing",
}
OPENED = re.compile(r"^(?:opened|inaugurated) (\d{4}-\d\d-\d\d)$")
BROKEN = re.compile(r"ground broken (\d{4}-\d\d-\d\d)")
SEVERAL = re.compile(r"^\d+ dự án ")  # a count of works is no work


def list_published(rows: Iterable[PublishedProject], today: date) -> list[Project]:
    """Give one project a name. Two prints of one are put together, the first going before.

    A day that has not come by `today` is a day planned: a demo lives in a year of its own.
    """
    found: dict[str, Project] = {}
    for row in rows:
        if SEVERAL.match(row.name):
            continue
        there = found.get(row.name)
        new = _project(row, there.code if there else f"CB-{len(found) + 1:02}", today)
        found[row.name] = _together(there, new) if there else new
    return list(found.values())


def _project(row: PublishedProject, code: str, today: date) -> Project:
    stages = []
    for pattern, kind in ((BROKEN, "ground_breaking"), (OPENED, "hand_over")):
        match = pattern.search(row.dates)
        if match:
            day = date.fromisoformat(match[1])
            is_done = day <= today and not row.state.startswith("phase")
            stages.append(Stage(kind=kind, done=day) if is_done else Stage(kind=kind, planned=day))
    state = STATES.get(row.state, "")
    is_ahead = str(today.year) < _year(row.dates) or state == "in_use"
    parts = (row.scope, row.state, row.dates, row.note)
    return Project(
        code=code,
        name=row.name,
        total_vnd=None if row.cost_million_vnd is None else row.cost_million_vnd * MILLION,
        stages=tuple(stages),
        state="" if is_ahead or stages else state,
        source=row.source,
        note="; ".join(part for part in parts if part),
    )


def _together(first: Project, second: Project) -> Project:
    return Project(
        code=first.code,
        name=first.name,
        total_vnd=second.total_vnd if first.total_vnd is None else first.total_vnd,
        stages=first.stages or second.stages,
        state=first.state or second.state,
        source=first.source,
        note=f"{first.note} · {second.source}: {second.note}",
    )


def _year(text: str) -> str:
    return max(re.findall(r"\b20\d\d\b", text), default="")
