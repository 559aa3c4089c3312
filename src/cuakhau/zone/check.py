"""All mistakes of a zone at once: each with file, line, rule number, reason and cure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cuakhau.zone.reading.files import read
from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.reading.shape import build_row
from cuakhau.zone.reading.tables import TABLES
from cuakhau.zone.refusal import Refusal, number_of, texts_of
from cuakhau.zone.rules import ERRORS, WARNINGS
from cuakhau.zone.rules.draft import Draft, Entry
from cuakhau.zone.types import Language

Severity = Literal["error", "warning"]


@dataclass(eq=False)
class ZoneMistake(Refusal):
    """One place where a rule Z… is broken. Collected, not raised. Lines and columns count from 1.

    `column` counts characters in a TOML file and cells in a CSV file.
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    severity: Severity = "error"

    def told(self, language: Language = "en") -> str:
        """Say it in one line: where, which rule, why, and what to do."""
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return f"{where}: {self.rule} {self.reason(language)} {self.cure(language)}"


@dataclass(eq=False)
class ZoneMistakes(Exception):
    """Raised where a zone with errors was to be loaded; carries every mistake, not the first."""

    name: str
    mistakes: tuple[ZoneMistake, ...]

    def __str__(self) -> str:
        told = "\n".join(f"  {mistake.told()}" for mistake in self.mistakes)
        return f"zone {self.name!r} has mistakes:\n{told}"


def build_draft(name: str, files: Mapping[str, bytes]) -> Draft:
    """Read the files as far as they can be read."""
    rows, faults = read(files)
    entries = []
    for row in rows:
        can_be_built = row.is_read and row.table in TABLES
        built, wrong = build_row(row) if can_be_built else (None, [])
        entries.append(Entry(row, built))
        faults.extend(wrong)
    return Draft(name, tuple(sorted(files)), tuple(entries), tuple(faults))


def list_mistakes(draft: Draft) -> tuple[ZoneMistake, ...]:
    """Give every mistake, by file and line; the zone can be loaded if none is an error."""
    found = [
        _mistake(rule, fault, severity)
        for severity, rules in (("error", ERRORS), ("warning", WARNINGS))
        for rule in rules
        for fault in rule(draft)
    ]
    return tuple(sorted(found, key=lambda m: (m.file, m.line or 0, m.column or 0, m.rule)))


def check(name: str, files: Mapping[str, bytes]) -> tuple[ZoneMistake, ...]:
    """Check the files of the zone `name`, keyed by path inside its folder."""
    return list_mistakes(build_draft(name, files))


def _mistake(rule: Callable[..., Any], fault: Fault, severity: Any) -> ZoneMistake:
    return ZoneMistake(
        rule=number_of(rule),
        texts=texts_of(rule),
        facts=fault.facts,
        file=fault.file,
        line=fault.line,
        column=fault.column,
        severity=severity,
    )
