"""Writing what happens: one event, or a batch of them."""

from collections.abc import Mapping
from typing import cast, get_args

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router

from cuakhau.api import problem
from cuakhau.api.describe import ARROW, NONCE, WRITE, WRITTEN, answers, describe, query, takes
from cuakhau.api.keys import Key, KeyRequest, author_of, zone_of
from cuakhau.api.refusals import bad_request, p7_on_bad_is_said
from cuakhau.api.wire import arrow
from cuakhau.api.wire.answer import say
from cuakhau.api.wire.asked import BatchIn, EventIn
from cuakhau.api.wire.batch import read_rows
from cuakhau.api.wire.read_body import JSON, body_of, decode, nonce_of
from cuakhau.api.wire.told import Appended, BatchAnswer, BatchError, BatchRow
from cuakhau.api.wire.translate import build_event, build_words
from cuakhau.journal.asked.answers import Appended as Done
from cuakhau.journal.batch import OnBad
from cuakhau.operations import actions
from cuakhau.operations.actions import Signed
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal

router = Router()
_event = msgspec.json.Decoder(EventIn)
WHOLE = "J8"  # said of good rows that fall with a bad one; the bad ones are named instead


@router.post(
    "/events",
    operation_id="appendEvent",
    summary=gettext_noop("Append one event of a visit or a place"),
    auth=Key("append"),
    openapi_extra=describe(
        takes(EventIn), answers(Appended, WRITE, created=WRITTEN), parameters=(NONCE,)
    ),
)
def append_event(request: KeyRequest) -> HttpResponse:
    """Append what an agency confirms; the key says which agency and device."""
    nonce, zone = nonce_of(request), zone_of(request)
    body = decode(body_of(request), _event)
    event = build_event(request, zone, body)
    by, at = author_of(request, body.by), request.here.now(zone.name)
    done = actions.record(zone, event, build_words(body), by=by, at=at, nonce=nonce)
    return say(
        Appended(
            subject=done.subject,
            seq=done.seq,
            hash=done.hash.hex(),
            flags=done.flags,
            repeated=done.repeated,
        ),
        status=200 if done.repeated else 201,
    )


@router.post(
    "/events/batch",
    operation_id="appendBatch",
    summary=gettext_noop("Append up to 5,000 events in one transaction"),
    auth=Key("append"),
    openapi_extra=describe(
        takes(BatchIn, arrow="One IPC stream whose columns are fields of EventIn"),
        answers(BatchAnswer, WRITE, created=WRITTEN),
        parameters=(
            NONCE,
            query(
                "on_bad",
                gettext_noop("What becomes of the good rows when some are bad"),
                required=True,
                type="string",
                enum=list(get_args(OnBad)),
            ),
        ),
    ),
)
def append_events(request: KeyRequest) -> HttpResponse:
    """Keep the good rows and name the bad ones, or refuse all, as the caller says beforehand."""
    nonce, zone, on_bad = nonce_of(request), zone_of(request), _on_bad(request)
    body = body_of(request, types=(JSON, ARROW))
    is_arrow = request.content_type == ARROW
    rows = read_rows(request, zone, arrow.read_rows(body) if is_arrow else body)
    good = [row for row in rows if row.event is not None]
    bad = {row.place: row.refusal for row in rows if row.refusal is not None}
    if bad and (on_bad == "refuse_all" or not good):
        return _refuse(request, bad)
    signed = Signed(author_of(request, None), request.here.now(zone.name), nonce)
    said = [(row.event, row.words) for row in good if row.event is not None]
    answer = actions.record_batch(zone, said, signed, on_bad)
    places = [row.place for row in good]
    bad |= {places[told.row]: told.refusal for told in answer.refused if told.refusal.rule != WHOLE}
    if answer.refused and not answer.appended:
        return _refuse(request, bad)
    return say(
        BatchAnswer(
            written=tuple(
                BatchRow(row=place, subject=done.subject, seq=done.seq, flags=done.flags)
                for place, done in zip(places, answer.rows, strict=True)
                if isinstance(done, Done)
            ),
            errors=tuple(_error(request, place, told) for place, told in sorted(bad.items())),
            repeated=answer.repeated,
        ),
        status=200 if answer.repeated else 201,
    )


def _on_bad(request: KeyRequest) -> OnBad:
    said = request.GET.get("on_bad", "")
    if said not in get_args(OnBad):
        raise bad_request(p7_on_bad_is_said, on_bad=said[:40])
    return cast("OnBad", said)


def _refuse(request: KeyRequest, bad: Mapping[int, Refusal]) -> HttpResponse:
    """Refuse a whole batch by the first bad row, and name every bad one."""
    language = language_of(request)
    errors = [problem.row_error(place, refusal, language) for place, refusal in sorted(bad.items())]
    return problem.answer(bad[min(bad)], language, errors=errors)


def _error(request: KeyRequest, place: int, refusal: Refusal) -> BatchError:
    language = language_of(request)
    reason, cure = refusal.reason(language), refusal.cure(language)
    return BatchError(row=place, rule=refusal.rule, reason=reason, cure=cure)
