"""A twin as the text of a `twin.toml`, so that a calibration can be kept, read and changed."""

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from datetime import date, time
from typing import Any

from cuakhau.planning.calibrating.fitted import Fit
from cuakhau.simulation.twin.twin import TABLES, Twin


def write_fit(fit: Fit, *, source: str) -> str:
    """Write the twin of a calibration; its fitted rows name `source`, a source of the zone."""
    head = (
        f"# Calibrated on {fit.days} days of a log from {fit.first_day}: {fit.visits} visits.\n"
        '# Rows of basis "fitted" come from the log, the others stay as they were.\n'
    )
    return head + write_twin(fit.twin, source=source)


def write_twin(twin: Twin, *, source: str = "") -> str:
    """Write all rows of a twin, table by table; `source` stands for rows that name none."""
    blocks = [
        _block(table, row, source)
        for table, (_, name) in TABLES.items()
        for row in getattr(twin, name)
    ]
    return "\n".join(["", *blocks])


def _block(table: str, row: Any, source: str) -> str:
    lines = [f"[[{table}]]"]
    for spec in fields(row):
        value = getattr(row, spec.name)
        if spec.name == "source":
            value = source if row.basis == "fitted" and source else value or source
        if spec.name == "basis" or not _is_default(spec, value):
            lines.append(f"{spec.name} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _is_default(spec: "Field[Any]", value: Any) -> bool:
    return value is None or (spec.default is not MISSING and value == spec.default)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    if isinstance(value, tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, str):
        return _text(value)
    return "{ " + ", ".join(_pairs(value)) + " }"


def _pairs(row: Any) -> Iterator[str]:
    for spec in fields(row):
        value = getattr(row, spec.name)
        if not _is_default(spec, value):
            yield f"{spec.name} = {_value(value)}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{ord(c):04x}" for c in escaped) + '"'
