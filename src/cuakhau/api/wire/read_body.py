"""Bytes of a request → a frozen value, or a refusal that says what is wrong and where."""

import re
from typing import TypeVar

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError

from cuakhau.api.refusals import (
    BadRequest,
    bad_request,
    p1_body_is_json,
    p2_field_is_known,
    p3_field_is_there,
    p4_value_fits,
    p5_request_has_nonce,
    p6_body_is_not_too_large,
    p8_content_type_is_known,
)

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 5_000
JSON = "application/json"
NONCE = re.compile(r"[!-\"$-~]{1,200}")
_WHERE = re.compile(r"(?s)(.*?)(?: - at `(.*)`)?")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
_MISSING = re.compile(r"Object missing required field `(.*)`")

T = TypeVar("T")


def body_of(request: HttpRequest, *, types: tuple[str, ...] = (JSON,)) -> bytes:
    """Read the body; refuse P6 when it is too large, P8 when it is of another type."""
    content_type = (request.content_type or "").lower()
    if content_type not in types:
        raise bad_request(p8_content_type_is_known, content_type=content_type[:80])
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise too_large() from error
    except UnreadablePostError as error:
        raise bad_request(p1_body_is_json, because="it broke off") from error
    if len(body) > MOST_BYTES:
        raise too_large()
    return body


def too_large() -> BadRequest:
    """Make the refusal of a body that is too large."""
    return bad_request(
        p6_body_is_not_too_large, most_mb=MOST_BYTES // 1024 // 1024, most_rows=MOST_ROWS
    )


def nonce_of(request: HttpRequest) -> str:
    """Give the caller's name for this act; refuse P5 where there is none."""
    nonce = request.headers.get("Idempotency-Key", "")
    if NONCE.fullmatch(nonce) is None:
        raise bad_request(p5_request_has_nonce)
    return nonce


def decode(body: bytes, decoder: "msgspec.json.Decoder[T]", where: str = "$") -> T:
    """Decode JSON into a value of the decoder's type."""
    try:
        return decoder.decode(body)
    except msgspec.ValidationError as error:
        raise explain(str(error), where) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise bad_request(p1_body_is_json, because=str(error)[:200]) from error


def explain(message: str, where: str) -> BadRequest:
    """Turn a message of msgspec into one of our rules."""
    parts = _WHERE.fullmatch(message)
    because, inner = (parts[1], parts[2]) if parts else (message, None)
    place = where + (inner or "$").removeprefix("$")
    if unknown := _UNKNOWN.fullmatch(because):
        return bad_request(p2_field_is_known, field=unknown[1][:80], where=place)
    if missing := _MISSING.fullmatch(because):
        return bad_request(p3_field_is_there, field=missing[1], where=place)
    return bad_request(p4_value_fits, where=place, because=because.replace("`", ""))
