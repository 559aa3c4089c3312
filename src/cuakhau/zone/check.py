"""All mistakes of a zone at once: each with file, line, rule number, reason and cure."""

from collections.abc import Mapping
from dataclasses import dataclass

from cuakhau.zone.raw import Fault, RawRow, read
from cuakhau.zone.refusal import RuleText
from cuakhau.zone.shape import TABLES, build_row


@dataclass(eq=False)
class ZoneMistakes(Exception):
    """Raised where a zone with errors was to be loaded; carries every mistake, not the first."""

    name: str
    mistakes: tuple[Fault, ...]

    def __str__(self) -> str:
        lines = [f"{m.file}:{m.line or 1}: {m.kind} {dict(m.facts)}" for m in self.mistakes]
        return f"zone {self.name!r} cannot be loaded:\n" + "\n".join(lines)


_ = (Mapping, RawRow, RuleText, read, TABLES, build_row)
