"""Fields of the query, each with a refusal that names it."""

import re
from datetime import UTC, date, datetime

from django.http import HttpRequest

from cuakhau.api.refusals import BadRequest, bad_request, p12_cursor_is_readable, p13_query_fits
from cuakhau.api.wire.translate import read_time
from cuakhau.journal.read import START, Cursor
from cuakhau.zone.refusal import Refusal

_CURSOR = re.compile(r"([0-9]{1,19})-([0-9]{1,19})", re.ASCII)


def cursor_of(request: HttpRequest, field: str) -> Cursor:
    """Read a cursor; the beginning where there is none. Refuse P12."""
    text = request.GET.get(field, "")
    cursor = read_cursor(text)
    if cursor is None:
        raise bad_request(p12_cursor_is_readable, cursor=text[:60])
    return cursor


def read_cursor(text: str) -> Cursor | None:
    """Read a cursor as we write it; the empty text is the beginning, nonsense is None."""
    if not text:
        return START
    parts = _CURSOR.fullmatch(text)
    if parts is None or max(int(parts[1]), int(parts[2])) >= 2**63:
        return None
    return Cursor(int(parts[1]), int(parts[2]))


def write_cursor(cursor: Cursor) -> str:
    """Write a cursor for a reader to give back."""
    return f"{cursor.xid}-{cursor.position}"


def number_of(request: HttpRequest, field: str, *, usual: int, most: int) -> int:
    """Read a whole number from 1 to `most`. Refuse P13."""
    text = request.GET.get(field)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise misfit(field, text, f"1…{most}")
    return int(text)


def time_of(request: HttpRequest, field: str) -> datetime | None:
    """Read a time with its offset. Refuse P13."""
    text = request.GET.get(field)
    if text is None:
        return None
    try:
        return read_time(text)
    except Refusal as refusal:
        raise misfit(field, text, refusal.rule) from refusal


def day_of(request: HttpRequest, field: str) -> date | None:
    """Read a day such as 2024-08-22. Refuse P13."""
    text = request.GET.get(field)
    return None if text is None else read_day(field, text)


def read_day(field: str, text: str) -> date:
    """Read a day such as 2024-08-22. Refuse P13."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise misfit(field, text, "YYYY-MM-DD") from error


def misfit(field: str, value: str, because: str) -> BadRequest:
    """Make the refusal of a query field."""
    return bad_request(p13_query_fits, field=field, value=value[:80], because=because)
