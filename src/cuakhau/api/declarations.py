"""Declaring: open a visit, amend what was declared; and visits that turn out one, or two."""

from collections.abc import Callable

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Router

from cuakhau.accounts.models import ApiKey
from cuakhau.accounts.refusals import a6_own_visits_only, refuse
from cuakhau.api.describe import NONCE, WRITE, WRITTEN, answers, describe, takes
from cuakhau.api.keys import Key, KeyRequest, author_of, zone_of
from cuakhau.api.refusals import bad_request, p10_it_is_there
from cuakhau.api.wire.answer import say
from cuakhau.api.wire.asked import DeclarationIn, MergeIn, ReassignIn, SplitIn
from cuakhau.api.wire.read_body import body_of, decode, nonce_of
from cuakhau.api.wire.told import Declared, Transferred
from cuakhau.api.wire.translate import read_time
from cuakhau.journal.read import NoSuchSubject
from cuakhau.operations import actions, transfers
from cuakhau.operations.declaring import Declaring
from cuakhau.operations.models import Declaration
from cuakhau.operations.once import Answer
from cuakhau.operations.transfers import ForAgency

router = Router()
_declaration = msgspec.json.Decoder(DeclarationIn)
_merge = msgspec.json.Decoder(MergeIn)
_split = msgspec.json.Decoder(SplitIn)
_reassign = msgspec.json.Decoder(ReassignIn)


@router.post(
    "/visits",
    operation_id="declareVisit",
    summary=gettext_noop("Declare a vehicle before it comes, and get the number of its visit"),
    auth=Key("declare"),
    openapi_extra=describe(
        takes(DeclarationIn), answers(Declared, WRITE, created=WRITTEN), parameters=(NONCE,)
    ),
)
def declare_visit(request: KeyRequest) -> HttpResponse:
    """Open a visit; plate, driver, phone and papers are kept apart from the log."""
    nonce, zone = nonce_of(request), zone_of(request)
    body = decode(body_of(request), _declaration)
    by, at = author_of(request, body.by), request.here.now(zone.name)
    done = actions.declare(zone, _said(body, request.auth), by=by, at=at, nonce=nonce)
    return _declared(done.number, done.revision, repeated=done.repeated)


@router.put(
    "/visits/{number}/declaration",
    operation_id="amendDeclaration",
    summary=gettext_noop("Write a new revision of a declaration"),
    auth=Key("declare"),
    openapi_extra=describe(
        takes(DeclarationIn), answers(Declared, WRITE, created=WRITTEN), parameters=(NONCE,)
    ),
)
def amend_declaration(request: KeyRequest, number: str) -> HttpResponse:
    """Say the whole declaration anew; earlier revisions stay."""
    nonce, zone = nonce_of(request), zone_of(request)
    body = decode(body_of(request), _declaration)
    check_owner(request, zone.name, number)
    by, at = author_of(request, body.by), request.here.now(zone.name)
    done = actions.amend(zone, number, _said(body, request.auth), by=by, at=at, nonce=nonce)
    return _declared(done.number, done.revision, repeated=done.repeated)


@router.post(
    "/visits/{number}/merge",
    operation_id="mergeVisits",
    summary=gettext_noop("Say that two visits are one vehicle"),
    auth=Key("append"),
    openapi_extra=describe(
        takes(MergeIn), answers(Transferred, WRITE, created=WRITTEN), parameters=(NONCE,)
    ),
)
def merge_visits(request: KeyRequest, number: str) -> HttpResponse:
    """Let the visit live on as `into`."""
    body = decode(body_of(request), _merge)
    signed = _sign(request, body.by)
    return _transfer(number, lambda: transfers.merge(zone_of(request), number, body.into, signed))


@router.post(
    "/visits/{number}/split",
    operation_id="splitVisit",
    summary=gettext_noop("Say that rows of a visit belong to a second vehicle"),
    auth=Key("append"),
    openapi_extra=describe(
        takes(SplitIn), answers(Transferred, WRITE, created=WRITTEN), parameters=(NONCE,)
    ),
)
def split_visit(request: KeyRequest, number: str) -> HttpResponse:
    """Make the rows `seqs` a visit of their own, and give its number."""
    body = decode(body_of(request), _split)
    signed = _sign(request, body.by)
    return _transfer(number, lambda: transfers.split(zone_of(request), number, body.seqs, signed))


@router.post(
    "/visits/{number}/reassign",
    operation_id="reassignRow",
    summary=gettext_noop("Put a row on the right visit"),
    auth=Key("append"),
    openapi_extra=describe(
        takes(ReassignIn), answers(Transferred, WRITE, created=WRITTEN), parameters=(NONCE,)
    ),
)
def reassign_row(request: KeyRequest, number: str) -> HttpResponse:
    """Void row `seq` here and say it again on the visit `to`."""
    body = decode(body_of(request), _reassign)
    signed, zone = _sign(request, body.by), zone_of(request)
    return _transfer(number, lambda: transfers.reassign(zone, number, body.to, body.seq, signed))


def owner_of(key: ApiKey) -> str:
    """Name the program behind a key, so that a new key of it may go on where the old one ended."""
    return f"{key.agency or 'declarant'}:{key.device}"


def check_owner(request: KeyRequest, zone_name: str, number: str) -> Declaration:
    """Give the declaration of this program. Refuse P10 where there is none, A6 another's."""
    try:
        declaration = actions.get_declaration(zone_name, number)
    except Declaration.DoesNotExist:
        raise bad_request(p10_it_is_there, what=number[:80]) from None
    if declaration.owner != owner_of(request.auth):
        raise refuse(a6_own_visits_only, visit=number[:80], prefix=request.auth.prefix)
    return declaration


def _said(body: DeclarationIn, key: ApiKey) -> Declaring:
    fields = {name: value for name, value in msgspec.to_builtins(body).items() if name != "by"}
    fields["expected_at"] = read_time(body.expected_at) if body.expected_at else None
    return msgspec.convert({**fields, "owner": owner_of(key)}, Declaring)


def _declared(number: str, revision: int, *, repeated: bool) -> HttpResponse:
    value = Declared(visit=number, revision=revision, repeated=repeated)
    return say(value, status=200 if repeated else 201)


def _sign(request: KeyRequest, named: str | None) -> ForAgency:
    nonce, zone = nonce_of(request), zone_of(request)
    at, by = request.here.now(zone.name), author_of(request, named)
    return ForAgency(by=by, at=at, nonce=nonce, agency=request.auth.agency)


def _transfer(number: str, act: Callable[[], Answer]) -> HttpResponse:
    try:
        done = act()
    except NoSuchSubject as absent:
        raise bad_request(p10_it_is_there, what=str(absent.args[0])[:80]) from absent
    return say(Transferred(**done), status=200 if done["repeated"] else 201)
