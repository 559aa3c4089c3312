"""Lines of a CSV file with a header, as raw rows. One bad line hides no other."""

import csv
import io
import itertools
from collections.abc import Iterator

from cuakhau.zone.reading.raw import Fault, RawRow, unread_row


def csv_rows(path: str, table: str, text: str, faults: list[Fault]) -> Iterator[RawRow]:
    """Read lines of a CSV file with a header; empty cells are left out of `values`."""
    header: list[str] | None = None
    for line, cells, problem in _csv_cells(text):
        if problem:
            faults.append(Fault(file=path, line=line, kind="csv", facts={"problem": problem}))
        if header is None:
            header = [name.strip() for name in cells]
            faults.extend(_header_faults(path, header))
            if problem:
                return
        elif problem or (cells and len(cells) != len(header)):
            if not problem:
                facts = {"cells": len(cells), "columns": len(header)}
                faults.append(Fault(file=path, line=line, kind="cells", facts=facts))
            yield unread_row(path, table, line, cells[0] if header[0] == "id" else "")
        elif any(cell.strip() for cell in cells):
            yield _csv_row(path, table, line, header, cells)


def _csv_cells(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Give line, cells and problem; of a line that cannot be read only the first cell."""
    lines = io.StringIO(text, newline="").readlines()
    done = 0
    while done < len(lines):
        reader = csv.reader(itertools.islice(lines, done, None), strict=True)
        line = done + 1
        try:
            for cells in reader:
                yield line, cells, ""
                line = done + reader.line_num + 1
            return
        except csv.Error as problem:
            yield line, [lines[line - 1].split(",", 1)[0].strip()], str(problem)
            done = line


def _header_faults(path: str, header: list[str]) -> Iterator[Fault]:
    for place, name in enumerate(header, start=1):
        if name in header[: place - 1]:
            facts = {"column": name}
            yield Fault(file=path, line=1, column=place, kind="header", facts=facts)


def _csv_row(path: str, table: str, line: int, header: list[str], cells: list[str]) -> RawRow:
    filled = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
    columns = {name: place for place, name in enumerate(header, start=1)}
    return RawRow(file=path, table=table, line=line, values=filled, columns=columns)
