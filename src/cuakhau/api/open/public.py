"""What everybody may know of a zone, as JSON; the same facts as on the public page."""

from hashlib import sha256

import msgspec
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext_noop
from ninja import Router

from cuakhau.api.describe import OPEN, answers, describe
from cuakhau.operations.driver.public.facts import find_facts
from cuakhau.operations.driver.public.shapes import PublicOut
from cuakhau.operations.driver.public.told import build_public
from cuakhau.operations.times import micros
from cuakhau.web.here import Request

FRESH_S = 15

router = Router()


@router.get(
    "/zones/{zone_name}/public",
    operation_id="getPublic",
    summary=gettext_noop("Read what everybody may know of a zone now"),
    openapi_extra=describe(answers(PublicOut, OPEN)),
)
def get_public(request: Request, zone_name: str) -> HttpResponse:
    """Give gates, queues, yards, notices and calls out of order; caches may keep it a moment."""
    zone = request.here.get_zone(zone_name)
    facts = find_facts(zone, micros(request.here.now(zone.name)))
    body = msgspec.json.encode(build_public(facts))
    headers = {
        "Cache-Control": f"public, max-age={FRESH_S}, stale-while-revalidate={4 * FRESH_S}",
        "ETag": f'"{sha256(body).hexdigest()[:20]}"',
        "Access-Control-Allow-Origin": "*",
    }
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(body, content_type="application/json", headers=headers)
