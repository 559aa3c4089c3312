"""All files of a zone folder as raw rows; the faults are for the rules to speak of."""

from collections.abc import Mapping

from cuakhau.zone.reading.csv_rows import csv_rows
from cuakhau.zone.reading.raw import CSV_TABLES, TOML_FILES, Fault, RawRow
from cuakhau.zone.reading.toml_rows import toml_rows


def read(files: Mapping[str, bytes]) -> tuple[list[RawRow], list[Fault]]:
    """Read all files that make the zone, in the order of their paths."""
    rows: list[RawRow] = []
    faults: list[Fault] = []
    for path in sorted(files):
        if path not in TOML_FILES and path not in CSV_TABLES:
            continue
        text = _decode(path, files[path], faults)
        if text is None:
            continue
        if path in TOML_FILES:
            rows.extend(toml_rows(path, text, faults))
        else:
            rows.extend(csv_rows(path, CSV_TABLES[path], text, faults))
    return rows, faults


def _decode(path: str, content: bytes, faults: list[Fault]) -> str | None:
    """Read bytes as UTF-8, with or without a byte-order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = content[: problem.start]
        line = before.count(b"\n") + 1
        column = problem.start - (before.rfind(b"\n") + 1) + 1
        byte = f"0x{content[problem.start]:02x}"
        fault = Fault(file=path, line=line, column=column, kind="utf8", facts={"byte": byte})
        faults.append(fault)
        return None
