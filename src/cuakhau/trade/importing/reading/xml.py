"""XML: each element at the path of rows is a row, its children and attributes are the columns."""

import gzip
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from cuakhau.trade.importing.mapping import Mapping
from cuakhau.trade.importing.reading import Sheet, check_header, sheet_of

DECLARES = (b"<!doctype", b"<!entity")


def read_xml(path: Path, mapping: Mapping) -> Sheet:
    """Read the rows. Raises F42, and `ValueError` where it is no XML or no row is at the path.

    A file that declares a type of its own is no extract: nothing outside is fetched or unfolded.
    """
    steps = [step for step in mapping.file.row_path.split("/") if step]
    with _open(path) as stream:
        start = stream.read(4096).lower().replace(b"\0", b"")
        if any(word in start for word in DECLARES):
            raise ValueError("it declares a document type")
    try:
        found = _read_rows(path, steps)
    except ET.ParseError as trouble:
        raise ValueError(f"no XML: {trouble}") from trouble
    names = tuple(dict.fromkeys(name for row in found for name in row))
    # A child that no row of the file has is an empty column, not another file.
    absent = [name for name in mapping.file.header if name not in names] if found else []
    header = (*names, *absent)
    check_header(header, mapping)
    return sheet_of(header, [tuple(row.get(name, "") for name in header) for row in found], 1)


def _read_rows(path: Path, steps: list[str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    above: list[str] = []
    with _open(path) as stream:
        for event, element in ET.iterparse(stream, ("start", "end")):  # noqa: S314 no entities
            if event == "start":
                above.append(_local(element.tag))
                continue
            if above[-len(steps) :] == steps:
                found.append(_read_row(element))
                element.clear()
            above.pop()
    return found


def _read_row(element: ET.Element) -> dict[str, str]:
    row = {_local(name): value for name, value in element.attrib.items()}
    return row | {_local(child.tag): "".join(child.itertext()).strip() for child in element}


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _open(path: Path) -> IO[bytes]:
    with path.open("rb") as opened:
        packed = opened.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]
