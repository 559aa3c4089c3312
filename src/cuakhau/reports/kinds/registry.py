"""All kinds of documents."""

import csv
from collections.abc import Callable, Mapping
from importlib import resources

from cuakhau.reports.kinds.kind import Asked, Kind
from cuakhau.reports.kinds.periodic.build import build_periodic
from cuakhau.reports.kinds.short.brief import build_brief
from cuakhau.reports.kinds.short.minutes import build_minutes
from cuakhau.reports.kinds.short.release_times import build_release_times
from cuakhau.reports.kinds.short.task_list import build_task_list
from cuakhau.reports.kinds.working_session import build_working_session
from cuakhau.reports.paper.document import Document
from cuakhau.reports.paper.refusals import e5_kind_is_known, not_written
from cuakhau.zone.types import LANGUAGES

LENGTHS = ("daily", "weekly", "monthly", "quarterly", "half-year", "nine-month", "yearly")
BUILDERS: Mapping[str, Callable[[Asked], Document]] = {
    "working-session": build_working_session,
    "brief": build_brief,
    "minutes": build_minutes,
    "task-list": build_task_list,
    "release-times": build_release_times,
    **{length: build_periodic(length) for length in LENGTHS},
}


def _list_kinds() -> dict[str, Kind]:
    text = resources.files("cuakhau.reports.kinds").joinpath("kinds.csv").read_text("utf-8")
    return {
        row["id"]: Kind(
            id=row["id"],
            names={language: row[language] for language in LANGUAGES},
            about={language: row[f"about_{language}"] for language in LANGUAGES},
            build=BUILDERS[row["id"]],
        )
        for row in csv.DictReader(text.splitlines())
    }


KINDS = _list_kinds()


def build_document(kind: str, asked: Asked) -> Document:
    """Build a document of a kind. Raises `NotWritten` E5."""
    if kind not in KINDS:
        raise not_written(e5_kind_is_known, kind=kind, known=", ".join(sorted(KINDS)))
    return KINDS[kind].build(asked)
