"""Writing: declare a visit, append one event, append a batch."""

from datetime import datetime

import msgspec
from django.http import HttpResponse
from ninja import Router

from cuakhau.api.answer import say
from cuakhau.api.describe import NONCE, WRITE, answers, describe, takes
from cuakhau.api.keys import Key, KeyRequest, author_of, zone_of
from cuakhau.api.wire.bodies import Appended, EventIn
from cuakhau.api.wire.read_body import body_of, decode, nonce_of
from cuakhau.api.wire.translate import build_event
from cuakhau.journal import write
from cuakhau.zone.zone import Zone

router = Router()
_event = msgspec.json.Decoder(EventIn)


@router.post(
    "/events",
    operation_id="appendEvent",
    summary="Append one event of a visit or a place",
    auth=Key("append"),
    openapi_extra=describe(
        takes(EventIn), answers(Appended, WRITE, created="Appended"), parameters=(NONCE,)
    ),
)
def append_event(request: KeyRequest) -> HttpResponse:
    """Append what an agency confirms; the key says which agency and device."""
    nonce, zone = nonce_of(request), zone_of(request)
    body = decode(body_of(request), _event)
    event = build_event(request, zone, body)
    by, at = author_of(request, body.by), now(request, zone)
    done = write.append(zone, event, nonce=nonce, by=by, at=at)
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


def now(request: KeyRequest, zone: Zone) -> datetime:
    """Give the time in the zone at which a request is recorded."""
    return request.here.now(zone.name)
