"""CSV, packed with gzip or not. A line with too many or too few columns is told, not dropped."""

import csv
import io
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv as arrow_csv

from cuakhau.trade.importing.mapping import Mapping
from cuakhau.trade.importing.reading import ROW, Broken, Sheet, check_header

UTF_8 = ("utf-8", "utf8", "utf-8-sig")
MOST_TEXT = 300


def read_csv(path: Path, mapping: Mapping) -> Sheet:
    """Read a CSV. Raises F42, and `ValueError` or an error of Arrow where it cannot be read."""
    header = _read_header(path, mapping)
    check_header(header, mapping)
    skipped: list[Broken] = []

    def note(line: Any) -> str:
        number = line.number or 0  # one thread: it is known, and counts the heading
        text = line.text[:MOST_TEXT]
        skipped.append(Broken(number, text, line.expected_columns, line.actual_columns))
        return "skip"

    names = list(header)
    with _open(path) as stream:
        rows = arrow_csv.read_csv(
            stream,
            # One thread, so that the number of a broken line is known.
            arrow_csv.ReadOptions(
                use_threads=False,
                skip_rows=mapping.file.header_row,
                column_names=names,
                encoding=mapping.file.encoding,
                block_size=1 << 24,
            ),
            arrow_csv.ParseOptions(
                delimiter=mapping.file.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=note,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    broken = tuple(one for one in skipped if one.text.strip())
    return Sheet(header, _number(rows, skipped, mapping.file.header_row + 1), broken)


def _number(rows: pa.Table, skipped: list[Broken], first: int) -> pa.Table:
    """Give each row its number in the file; a row of nothing but blanks is left out."""
    import numpy as np
    import pyarrow.compute as pc

    numbers = np.arange(first, first + rows.num_rows + len(skipped), dtype=np.int32)
    numbers = np.delete(numbers, [one.row - first for one in skipped])
    is_blank = pc.equal(rows[0], "")
    for name in rows.column_names[1:]:
        is_blank = pc.and_(is_blank, pc.equal(rows[name], ""))
    rows = rows.add_column(0, ROW, pa.array(numbers, pa.int32()))
    return rows.filter(pc.invert(is_blank))


def _open(path: Path) -> Any:
    with path.open("rb") as opened:
        packed = opened.read(2) == b"\x1f\x8b"
    return pa.input_stream(str(path), compression="gzip" if packed else None)


def _read_header(path: Path, mapping: Mapping) -> tuple[str, ...]:
    encoding = mapping.file.encoding
    with _open(path) as stream:
        text = io.TextIOWrapper(
            io.BufferedReader(stream),
            encoding="utf-8-sig" if encoding.lower() in UTF_8 else encoding,
            newline="",
        )
        reader = csv.reader(text, delimiter=mapping.file.delimiter)
        line = next(islice(reader, mapping.file.header_row - 1, None), [])
    return tuple(name.strip() for name in line)
