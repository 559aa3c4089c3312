"""The whole code of a figure: all that gives it again, so that nobody has to keep it.

    write_whole(figure)        W-mqhsYW5nLXNvbi1kZW1v…
    read_whole(code).value     the value that was shown

It holds the question, the version of the zone, how far the log was read, and the value. A code that
somebody made up says a wrong value at most, and computing it again shows that.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

import msgspec

from cuakhau.figures.code import NotACode
from cuakhau.figures.figure import DataVersion, Figure, Parameter, Value

MARK = "W-"
VERSION_SIGNS = 16  # of the zone's digest: enough to find it among those that were kept
MOST_SIGNS = 1_000
_CHECK_BYTES = 3
_CURSOR = "cursor:"


class _Row(msgspec.Struct, frozen=True, array_like=True):
    # What all figures of a page share comes first: their codes begin alike, and pages pack well.
    zone: str
    zone_version: str
    log: str | tuple[int, int]
    as_of_us: int
    definition: str
    value: int | str | None
    unit: str
    reason: str
    parameters: dict[str, Parameter]


def is_whole(text: str) -> bool:
    """Tell a whole code from the short one of a figure that was kept."""
    return text.strip().startswith(MARK)


def write_whole(figure: Figure) -> str:
    """Write a figure as its whole code."""
    version = figure.data_version
    row = _Row(
        zone=version.zone,
        zone_version=version.zone_version[:VERSION_SIGNS],
        log=_pack_log(version.log),
        as_of_us=figure.as_of_us,
        definition=figure.definition,
        value=str(figure.value) if isinstance(figure.value, Decimal) else figure.value,
        unit=figure.unit,
        reason=figure.reason,
        parameters=dict(figure.parameters),
    )
    packed = msgspec.msgpack.encode(row)
    signed = packed + sha256(packed).digest()[:_CHECK_BYTES]
    return MARK + urlsafe_b64encode(signed).decode().rstrip("=")


def read_whole(text: str) -> Figure:
    """Read a whole code. `code` is what was given, and the zone's version may be its beginning.

    Raises `NotACode`.
    """
    plain = "".join(text.split())
    try:
        if not is_whole(plain) or len(plain) > MOST_SIGNS:
            raise ValueError(plain[:20])
        coded = plain.removeprefix(MARK)
        signed = urlsafe_b64decode(coded + "=" * (-len(coded) % 4))
        packed, check = signed[:-_CHECK_BYTES], signed[-_CHECK_BYTES:]
        if sha256(packed).digest()[:_CHECK_BYTES] != check:
            raise ValueError("check")
        row = msgspec.msgpack.decode(packed, type=_Row)
        value = _value_of(row.value)
    except (ValueError, NotBase64, msgspec.MsgspecError, InvalidOperation) as bad:
        raise NotACode("this is no whole code of a figure, or a part of it is missing") from bad
    return Figure(
        code=plain,
        value=value,
        unit=row.unit,
        definition=row.definition,
        query=say_query(row.definition, row.parameters),
        parameters=row.parameters,
        data_version=DataVersion(
            zone=row.zone, zone_version=row.zone_version, log=_unpack_log(row.log)
        ),
        as_of_us=row.as_of_us,
        reason=row.reason,
    )


def say_query(definition: str, parameters: dict[str, Any]) -> str:
    """Write a question as a person can read it."""
    return f"{definition}({', '.join(f'{name}={value}' for name, value in parameters.items())})"


def _pack_log(log: str) -> str | tuple[int, int]:
    if not log.startswith(_CURSOR):
        return log
    xid, position = log.removeprefix(_CURSOR).split(".")
    return int(xid), int(position)


def _unpack_log(log: str | tuple[int, int]) -> str:
    return log if isinstance(log, str) else f"{_CURSOR}{log[0]}.{log[1]}"


def _value_of(value: int | str | None) -> Value | None:
    return Decimal(value) if isinstance(value, str) else value
