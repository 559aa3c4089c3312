"""Reading: a visit, a slice of the log, refusals, the zone and its names."""

import importlib.metadata
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_noop
from ninja import Router

from cuakhau.accounts.refusals import a7_log_is_for_agencies, refuse
from cuakhau.api.declarations import check_owner
from cuakhau.api.describe import ARROW, OPEN, READ, answers, describe, query
from cuakhau.api.keys import Key, KeyRequest, zone_of
from cuakhau.api.refusals import bad_request, p10_it_is_there, p13_query_fits
from cuakhau.api.wire import arrow
from cuakhau.api.wire.answer import say
from cuakhau.api.wire.names import name_of, show_zone
from cuakhau.api.wire.query import cursor_of, day_of, number_of, time_of, write_cursor
from cuakhau.api.wire.seen import number_anew, see_rows
from cuakhau.api.wire.told import (
    Health,
    LogPage,
    Named,
    RefusalOut,
    RefusalsOut,
    VisitOut,
    ZoneOut,
    ZonesOut,
)
from cuakhau.api.wire.translate import show_event, show_time
from cuakhau.journal import read, recent
from cuakhau.movement.event import Event
from cuakhau.movement.secrecy import visible
from cuakhau.movement.view import view
from cuakhau.movement.visit import fold
from cuakhau.web.here import Request
from cuakhau.web.language import language_of

MOST_LIMIT = 5_000
USUAL_LIMIT = 500

router = Router()


@router.get(
    "/health",
    operation_id="getHealth",
    summary=gettext_noop("Tell whether server and database work"),
    openapi_extra=describe(answers(Health, OPEN)),
)
def get_health(request: Request) -> HttpResponse:
    """Answer 200 when the database answers."""
    for name in request.here.zones:
        read.get_horizon(name)
    version = importlib.metadata.version("cuakhau")
    return say(Health(status="ok", version=version, zones=tuple(request.here.zones)))


@router.get(
    "/zones",
    operation_id="listZones",
    summary=gettext_noop("List the zones served here"),
    openapi_extra=describe(answers(ZonesOut, OPEN)),
)
def list_zones(request: Request) -> HttpResponse:
    """Name every zone in the reader's language."""
    language = language_of(request)
    zones = request.here.zones.values()
    return say(ZonesOut(zones=tuple(Named(id=z.name, name=name_of(z, language)) for z in zones)))


@router.get(
    "/zones/{zone_name}",
    operation_id="getZone",
    summary=gettext_noop("Read a zone as it is on a day"),
    openapi_extra=describe(
        answers(ZoneOut, OPEN),
        parameters=(
            query("on", gettext_noop("The day; today when left out"), type="string", format="date"),
        ),
    ),
)
def get_zone(request: Request, zone_name: str) -> HttpResponse:
    """Give places, agencies, steps, procedures and goods in force that day, with their names."""
    zone = request.here.get_zone(zone_name)
    on = day_of(request, "on") or request.here.now(zone_name).date()
    return say(show_zone(zone, on, language_of(request)))


@router.get(
    "/visits/{number}",
    operation_id="getVisit",
    summary=gettext_noop("Read a visit: what stands, and its rows"),
    auth=Key("read"),
    openapi_extra=describe(answers(VisitOut, READ)),
)
def get_visit(request: KeyRequest, number: str) -> HttpResponse:
    """Give a visit as the key's agency may see it."""
    zone = zone_of(request)
    if not request.auth.agency:
        check_owner(request, zone.name, number)
    visit = read.find_visit(zone.name, number)
    if visit is None or not visit.entries:
        raise bad_request(p10_it_is_there, what=number[:80])
    agency = request.auth.agency or None
    events = visible(zone, read.list_events(zone.name, number), agency)
    if agency is None:
        events = number_anew(events)
    seen = view(zone, fold(zone.name, number, events))
    return say(
        VisitOut(
            zone=zone.name,
            visit=number,
            seq=seen.seq,
            is_open=seen.is_open,
            procedure=seen.procedure,
            direction=seen.direction,
            goods=seen.goods,
            vehicle_class=seen.vehicle_class,
            bound_for=seen.gate_place,
            place=seen.place,
            declared_at=show_time(zone, seen.declared_us),
            ended_at=show_time(zone, seen.ended_us),
            turned_back_at=show_time(zone, seen.turned_back_us),
            merged_into=seen.merged_into,
            linked=seen.linked,
            held_by=seen.held_by,
            on_other_side=seen.on_other_side,
            milestones={
                name: show_time(zone, at_us) or "" for name, at_us in seen.milestones.items()
            },
            doubtful=seen.doubtful,
            revision=_revision(events),
            events=tuple(show_event(event) for event in events),
        )
    )


@router.get(
    "/log",
    operation_id="readLog",
    summary=gettext_noop("Read the log: pages of JSON by cursor, or Arrow"),
    auth=Key("read"),
    openapi_extra=describe(
        answers(LogPage, READ, arrow="Columns of the log; the header Next-Cursor goes on"),
        parameters=(
            query(
                "after",
                gettext_noop("The cursor `next` of the page before; empty for the beginning"),
            ),
            query(
                "limit", gettext_noop("Rows a page"), type="integer", minimum=1, maximum=MOST_LIMIT
            ),
            query(
                "since",
                gettext_noop("Arrow only: what happened after this time"),
                format="date-time",
            ),
            query(
                "until",
                gettext_noop("Arrow only: what happened up to this time"),
                format="date-time",
            ),
        ),
    ),
)
def read_log(request: KeyRequest) -> HttpResponseBase:
    """Give rows in the order in which they became visible, as the key's agency may see them."""
    zone, agency = zone_of(request), request.auth.agency
    if not agency:
        raise refuse(a7_log_is_for_agencies, prefix=request.auth.prefix)
    since, until = time_of(request, "since"), time_of(request, "until")
    wants_arrow = ARROW in request.headers.get("Accept", "")
    if (since or until) and not wants_arrow:
        because = f"a slice of time is given as Arrow only (Accept: {ARROW})"
        raise bad_request(p13_query_fits, field="since", value=str(since), because=because)
    if since or until:
        whole = read.log(zone.name, since=since, until=until)
        return _stream(arrow.write(arrow.hide(zone, whole.table, agency)))
    limit = number_of(request, "limit", usual=USUAL_LIMIT, most=MOST_LIMIT)
    after = cursor_of(request, "after")
    placed, last = read.rows_after(zone.name, after, limit)
    following = write_cursor(last)
    events = see_rows(zone, [row.event for row in placed], agency)
    if wants_arrow:
        answer = _stream(arrow.write(arrow.build_table(events)))
        answer.headers["Next-Cursor"] = following
        return answer
    rows = tuple(show_event(event) for event in events)
    return say(LogPage(zone=zone.name, rows=rows, next=following, more=len(placed) == limit))


@router.get(
    "/refusals",
    operation_id="listRefusals",
    summary=gettext_noop("List what was refused to this key, the newest first"),
    auth=Key("read"),
    openapi_extra=describe(
        answers(RefusalsOut, READ),
        parameters=(
            query("limit", gettext_noop("How many"), type="integer", minimum=1, maximum=MOST_LIMIT),
        ),
    ),
)
def list_refusals(request: KeyRequest) -> HttpResponse:
    """Give the refusals of this key's own requests with rule, reason and cure."""
    zone, language = zone_of(request), language_of(request)
    limit = number_of(request, "limit", usual=100, most=MOST_LIMIT)
    rows = recent.list_refusals(zone.name, f"key:{request.auth.prefix}", limit)
    return say(
        RefusalsOut(
            zone=zone.name,
            refusals=tuple(
                RefusalOut(
                    id=row.id,
                    at=show_time(zone, row.at_us) or "",
                    rule=row.refusal.rule,
                    reason=row.refusal.reason(language),
                    cure=row.refusal.cure(language),
                    subject=row.subject,
                    kind=row.kind,
                    step=row.step,
                    by=row.by,
                    row=row.row,
                )
                for row in rows
            ),
        )
    )


def _stream(chunks: Iterator[bytes]) -> StreamingHttpResponse:
    return StreamingHttpResponse(chunks, content_type=ARROW)


def _revision(events: list[Event]) -> int | None:
    named = [(event.payload or {}).get("revision") for event in events]
    return next((revision for revision in reversed(named) if revision is not None), None)
