"""What the rules look at: the rows of a file as written, and the zone that they are about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.reading.shape import build_as
from cuakhau.zone.reading.toml_rows import toml_rows
from cuakhau.zone.rules.draft import Draft, Entry
from cuakhau.zone.zone import Zone


@dataclass(frozen=True)
class FileDraft(Draft):
    """One file of TOML tables before anybody knows whether it holds together."""

    zone: Zone
    tables: Mapping[str, type]

    @property
    def file(self) -> str:
        """The path of the file."""
        return self.paths[0]


FileRule = Callable[[FileDraft], Iterator[Fault]]


def read_draft(zone: Zone, path: str, content: bytes, tables: Mapping[str, type]) -> FileDraft:
    """Read a file as far as it can be read."""
    faults: list[Fault] = []
    entries: list[Entry] = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        facts = {"problem": f"0x{content[problem.start]:02x}"}
        faults.append(Fault(file=path, line=line, kind="utf8", facts=facts))
        text = ""
    for raw in toml_rows(path, text, faults):
        can_be_built = raw.is_read and raw.table in tables
        row, wrong = build_as(tables[raw.table], raw) if can_be_built else (None, [])
        entries.append(Entry(raw, row))
        faults.extend(wrong)
    return FileDraft(zone.name, (path,), tuple(entries), tuple(faults), zone, tables)
