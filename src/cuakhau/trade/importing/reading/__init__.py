"""Files as columns of texts, with the number that people see beside each row."""

from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from cuakhau.trade.importing.mapping import Mapping, fold
from cuakhau.trade.importing.refusals import (
    f42_mapping_is_for_this_file,
    f43_file_can_be_read,
    f44_file_has_rows,
    f70_columns_part_as_written,
    not_taken,
)

ROW = "row"


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that does not part into the columns of the heading."""

    row: int
    text: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file: column `row`, then one text column for each of `header` by its name."""

    header: tuple[str, ...]
    rows: pa.Table
    broken: tuple[Broken, ...] = field(default=())


def read_sheet(path: Path, mapping: Mapping) -> Sheet:
    """Read a file as its mapping says. Raises `FileNotTaken` (F42, F43, F44)."""
    from cuakhau.trade.importing.reading import csv, workbook, xml

    readers = {"csv": csv.read_csv, "xlsx": workbook.read_workbook, "xml": xml.read_xml}
    try:
        sheet = readers[mapping.file.kind](path, mapping)
    except (OSError, EOFError, ValueError, LookupError, pa.ArrowException) as trouble:
        because = str(trouble).splitlines()[0][:300] if str(trouble) else type(trouble).__name__
        raise not_taken(f43_file_can_be_read, because=because) from trouble
    if not sheet.rows.num_rows and not sheet.broken:
        raise not_taken(f44_file_has_rows)
    return sheet


_SIGNS = {",": ",", ";": ";", "\t": "tab", "|": "|"}


def check_header(header: tuple[str, ...], mapping: Mapping) -> None:
    """Raise F42 where a heading is not that of the mapping, in whatever order its columns are.

    Raise F70 where it would be, were its columns parted by another sign.
    """
    wanted = {fold(name): name for name in mapping.file.header}
    for sign, told in _SIGNS.items() if len(header) == 1 < len(wanted) else ():
        if {fold(name) for name in header[0].split(sign)} >= set(wanted):
            said = _SIGNS.get(mapping.file.delimiter, mapping.file.delimiter)
            raise not_taken(
                f70_columns_part_as_written,
                mapping=mapping.title or mapping.source,
                found=told,
                said=said,
            )
    found = {fold(name): name for name in header if name.strip()}
    missing = [name for key, name in wanted.items() if key not in found]
    unexpected = [name for key, name in found.items() if key not in wanted]
    if missing or unexpected:
        raise not_taken(
            f42_mapping_is_for_this_file,
            mapping=mapping.title or mapping.source,
            missing=", ".join(missing) or "–",
            unexpected=", ".join(unexpected[:12]) or "–",
        )


def sheet_of(header: tuple[str, ...], lines: list[tuple[str, ...]], first: int) -> Sheet:
    """Make a sheet of rows in memory; empty ones are left out, their numbers are not reused."""
    width = len(header)
    kept = [
        (number, (*line[:width], *[""] * (width - len(line))))
        for number, line in enumerate(lines, start=first)
        if any(cell.strip() for cell in line)
    ]
    columns = {ROW: pa.array([number for number, _line in kept], pa.int32())}
    for place, name in enumerate(header):
        columns[name] = pa.array([line[place] for _number, line in kept], pa.string())
    return Sheet(header, pa.table(columns))
