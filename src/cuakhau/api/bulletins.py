"""The daily bulletin as JSON: as it was issued, or as the log counts it now."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router

from cuakhau.accounts.refusals import a7_log_is_for_agencies, refuse
from cuakhau.api.describe import READ, answers, describe
from cuakhau.api.keys import Key, KeyRequest, zone_of
from cuakhau.api.wire.answer import say
from cuakhau.api.wire.query import read_day
from cuakhau.api.wire.told import BulletinOut
from cuakhau.api.wire.translate import show_time
from cuakhau.reports.content import build_content
from cuakhau.reports.issuing import count_bulletin, find_issued
from cuakhau.reports.models import IssuedBulletin
from cuakhau.reports.reading import read_since
from cuakhau.zone.zone import Zone

router = Router()


@router.get(
    "/bulletins/{day}",
    operation_id="getBulletin",
    summary=gettext_noop("Read the bulletin of a day, from cut-off to cut-off"),
    auth=Key("read"),
    openapi_extra=describe(answers(BulletinOut, (*READ, 422))),
)
def get_bulletin(request: KeyRequest, day: str) -> HttpResponse:
    """Give the bulletin as it was issued; one not issued yet is counted from the log."""
    zone, asked = zone_of(request), read_day("day", day)
    if not request.auth.agency:
        raise refuse(a7_log_is_for_agencies, prefix=request.auth.prefix)
    issued = find_issued(zone.name, asked)
    if issued is not None:
        return say(_as_issued(zone, issued))
    content = build_content(count_bulletin(read_since(zone, asked), asked), zone)
    return say(
        BulletinOut(zone=zone.name, day=day, issued_at=None, issued_by=None, bulletin=content)
    )


def _as_issued(zone: Zone, issued: IssuedBulletin) -> BulletinOut:
    content: dict[str, Any] = issued.content
    return BulletinOut(
        zone=zone.name,
        day=issued.day.isoformat(),
        issued_at=show_time(zone, issued.issued_us),
        issued_by=issued.issued_by,
        bulletin=content,
    )
