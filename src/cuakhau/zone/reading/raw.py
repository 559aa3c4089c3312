"""A row of a zone folder that still knows its file and line, and a fault at such a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TOML_FILES = ("zone.toml", "procedures.toml")
CSV_TABLES = {
    "tariffs.csv": "tariff",
    "names.csv": "name",
    "sources.csv": "source",
    "history/scopes.csv": "published_scope",
    "history/counts.csv": "published_count",
    "history/turnover.csv": "published_turnover",
    "history/times.csv": "published_time",
    "history/events.csv": "published_event",
    "history/projects.csv": "published_project",
    "history/works.csv": "published_works",
    "history/units.csv": "published_unit",
    "history/sessions.csv": "published_session",
    "history/statements.csv": "published_statement",
}
TWIN_FILE = "twin.toml"  # read by the simulation
SCENARIOS = "scenarios"  # a folder of ideas about a zone; they are no part of it
SETTINGS = "(settings)"  # what stands above the first header; no header can say this
SETTINGS_FILE = "zone.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong at a place in a file; `kind` says which rule speaks of it."""

    file: str
    line: int | None = None
    column: int | None = None
    kind: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """One table of a TOML file or one line of a CSV file. `lines` and `columns` are by field.

    Where `is_read` is false, only the id could be made out.
    """

    file: str
    table: str
    line: int
    values: Mapping[str, Any]
    lines: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, int] = field(default_factory=dict)
    inner_lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    is_read: bool = True

    @property
    def id(self) -> str:
        """The id of the row as written, or an empty text."""
        return str(self.values.get("id", ""))

    def fault(self, key: str | None = None, kind: str = "", **facts: Any) -> Fault:
        """Point at one field of this row, or at the row."""
        line = self.lines.get(key or "", self.line)
        return Fault(
            file=self.file, line=line, column=self.columns.get(key or ""), kind=kind, facts=facts
        )

    def inner_fault(self, key: str, place: int, kind: str = "", **facts: Any) -> Fault:
        """Point at one element of a list of this row, where it has a line of its own."""
        inner = self.inner_lines.get(key, ())
        line = inner[place] if place < len(inner) else self.lines.get(key, self.line)
        return Fault(file=self.file, line=line, kind=kind, facts=facts)


def unread_row(path: str, table: str, line: int, row_id: str) -> RawRow:
    """Keep at least the id of a row, so that what names it is not reported too."""
    values = {"id": row_id} if row_id else {}
    return RawRow(file=path, table=table, line=line, values=values, is_read=False)
