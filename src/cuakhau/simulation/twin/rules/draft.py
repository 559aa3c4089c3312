"""What the rules look at: the rows of a file as written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from cuakhau.zone.reading.raw import Fault, RawRow
from cuakhau.zone.reading.shape import build_as
from cuakhau.zone.reading.toml_rows import toml_rows
from cuakhau.zone.rules.draft import Draft, Entry

Aliases = Mapping[str, str]  # field → how it is written


@dataclass(frozen=True)
class FileDraft(Draft):
    """One file of TOML tables before anybody knows whether it holds together."""

    tables: Mapping[str, type]


FileRule = Callable[[FileDraft], Iterator[Fault]]


def read_draft(
    path: str,
    content: bytes,
    tables: Mapping[str, type],
    written: Callable[[str], Aliases] = lambda _table: {},
) -> FileDraft:
    """Read a file as far as it can be read. `written` gives the aliases of a table's fields."""
    faults: list[Fault] = []
    entries: list[Entry] = []
    for raw in toml_rows(path, _decode(path, content, faults), faults):
        aliases = written(raw.table)
        read, row = _read_as(raw, aliases), None
        wrong: list[Fault] = []
        if raw.is_read and raw.table in tables:
            row, wrong = build_as(tables[raw.table], read)
        entries.append(Entry(replace(raw, lines=read.lines), row))
        faults.extend(_said_as(fault, aliases) for fault in wrong)
    return FileDraft("", (path,), tuple(entries), tuple(faults), tables)


def _decode(path: str, content: bytes, faults: list[Fault]) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        facts = {"problem": f"0x{content[problem.start]:02x}"}
        faults.append(Fault(file=path, line=line, kind="utf8", facts=facts))
        return ""


def _read_as(raw: RawRow, aliases: Aliases) -> RawRow:
    """Give the fields their own names. One that is written by its own name is not known."""
    own = {written: name for name, written in aliases.items()}
    renamed = {own.get(key, f"{key}?" if key in aliases else key): key for key in raw.values}
    return replace(
        raw,
        values={name: raw.values[key] for name, key in renamed.items()},
        lines={name: raw.lines[key] for name, key in renamed.items() if key in raw.lines},
    )


def _said_as(fault: Fault, aliases: Aliases) -> Fault:
    """Name the fields of a fault as they are written."""
    facts = dict(fault.facts)
    field = facts.get("field")
    if isinstance(field, str):
        facts["field"] = aliases.get(field, field.removesuffix("?"))
    if "known" in facts:
        facts["known"] = tuple(aliases.get(name, name) for name in facts["known"])
    return replace(fault, facts=facts)
