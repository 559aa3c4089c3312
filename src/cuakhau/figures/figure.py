"""A figure: a number that knows what it is, what it was computed from, and how to get it again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pyarrow.csv as pa_csv

from cuakhau.figures.code import code_of
from cuakhau.movement.log import EventLog

Value = int | Decimal
Parameter = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class DataVersion:
    """What a figure was computed from: a version of the zone, and the log as far as it went.

    `log` is `cursor:…` for the journal's log (decision 0005), `sha256:…` for a log in a file or
    in memory, `none` for a figure that reads no log.
    """

    zone: str
    zone_version: str
    log: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its unit, definition, parameters and data version.

    `value` is `None` when it is unknown, and `reason` then says why. `query` is the question in
    words a person can read; `as_of_us` the instant up to which the log was read (microseconds).
    """

    code: str
    value: Value | None
    unit: str
    definition: str
    query: str
    parameters: Mapping[str, Parameter]
    data_version: DataVersion
    as_of_us: int
    reason: str = ""

    @property
    def is_known(self) -> bool:
        """Tell whether there is a value; unknown is never zero."""
        return self.value is not None


def name_figure(definition: str, parameters: Mapping[str, Parameter], version: DataVersion) -> str:
    """Give the code of a figure from all that decides its value."""
    about = [definition, dict(parameters), version.zone, version.zone_version, version.log]
    written = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return code_of(written.encode())


def digest_log(log: EventLog) -> str:
    """Digest the rows of a log, whatever the chunks they are kept in: `sha256:…`."""
    written = BytesIO()
    pa_csv.write_csv(log.table, written)
    return f"sha256:{sha256(written.getvalue()).hexdigest()}"
