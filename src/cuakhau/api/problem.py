"""A refusal as an answer: application/problem+json (RFC 9457) in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.http import HttpResponse

from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language

TYPE = "application/problem+json"
LANGUAGE_TAG: Mapping[Language, str] = {"vi": "vi", "en": "en", "zh": "zh-Hans"}
# What is not named here was understood and refused by a rule: 422.
STATUS = {
    "P1": 400, "P2": 400, "P3": 400, "P4": 400, "P5": 400, "P6": 413, "P7": 400, "P8": 415,
    "P9": 400, "P10": 404, "P11": 405, "P12": 400, "P13": 400, "P14": 500, "P15": 400, "P16": 503,
    "A1": 401, "A2": 401, "A3": 403, "A4": 429, "A5": 403, "A6": 403, "A7": 403,
    "J1": 409, "J6": 503, "M70": 400, "M71": 400, "M72": 400,
}  # fmt: skip
REFUSED = 422


class RowError(msgspec.Struct, frozen=True, kw_only=True):
    """One bad row of a batch; `row` counts from 0."""

    row: int
    rule: str
    reason: str
    cure: str


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a request was refused, by which rule, and what to do about it."""

    type: str
    title: str
    status: int
    detail: str
    rule: str
    reason: str
    cure: str
    errors: tuple[RowError, ...] = ()


def status_of(refusal: Refusal) -> int:
    """Give the HTTP status of a refusal."""
    return STATUS.get(refusal.rule, REFUSED)


def row_error(row: int, refusal: Refusal, language: Language) -> RowError:
    """Say what is wrong with one row of a batch."""
    return RowError(
        row=row, rule=refusal.rule, reason=refusal.reason(language), cure=refusal.cure(language)
    )


def answer(
    refusal: Refusal, language: Language, *, errors: Sequence[RowError] = ()
) -> HttpResponse:
    """Answer with a refusal."""
    status = status_of(refusal)
    reason, cure = refusal.reason(language), refusal.cure(language)
    problem = Problem(
        type=f"/api/v1/docs#{refusal.rule}",
        title=reason,
        status=status,
        detail=f"{reason} {cure}",
        rule=refusal.rule,
        reason=reason,
        cure=cure,
        errors=tuple(errors),
    )
    headers: dict[str, Any] = {"Content-Language": LANGUAGE_TAG[language]}
    if status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="cuakhau"'
    if status in (429, 503):
        headers["Retry-After"] = str(refusal.facts.get("wait_s", 5))
    return HttpResponse(
        msgspec.json.encode(problem), status=status, content_type=TYPE, headers=headers
    )
