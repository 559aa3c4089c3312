"""The operations of /api/v1, and how each of them answers when something is wrong."""

import logging
import secrets

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja.errors import AuthenticationError, HttpError, ValidationError

from cuakhau.accounts.refusals import a1_known_key, refuse
from cuakhau.api import bulletins, declarations, problem, reads, writes
from cuakhau.api.describe import Api
from cuakhau.api.open import public
from cuakhau.api.refusals import (
    bad_request,
    p10_it_is_there,
    p13_query_fits,
    p14_we_failed,
    p16_database_answers,
)
from cuakhau.web.language import language_of
from cuakhau.zone.refusal import Refusal

DESCRIPTION = gettext_noop(
    "Declare vehicles, append what the agencies confirm, read the log. Every write carries an "
    "Idempotency-Key; every time carries its offset; every refusal says its rule, its reason and "
    "its cure in the language of Accept-Language (vi, en, zh)."
)

log = logging.getLogger(__name__)
api = Api(
    title="cuakhau",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", reads.router)
api.add_router("", public.router)
api.add_router("", bulletins.router)
api.add_router("", declarations.router)
api.add_router("", writes.router)


@api.exception_handler(Refusal)
def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal of any rule."""
    return problem.answer(refusal, language_of(request))


@api.exception_handler(AuthenticationError)
def answer_stranger(request: HttpRequest, _: AuthenticationError) -> HttpResponse:
    """Answer who shows something that is no key."""
    return problem.answer(refuse(a1_known_key), language_of(request))


@api.exception_handler(Http404)
def answer_absent(request: HttpRequest, absent: Http404) -> HttpResponse:
    """Answer that there is no such thing."""
    refusal = bad_request(p10_it_is_there, what=str(absent)[:80] or request.path)
    return problem.answer(refusal, language_of(request))


@api.exception_handler(ValidationError)
def answer_misfit(request: HttpRequest, misfit: ValidationError) -> HttpResponse:
    """Answer that a part of the address does not fit."""
    refusal = bad_request(p13_query_fits, field="", value="", because=str(misfit.errors)[:200])
    return problem.answer(refusal, language_of(request))


@api.exception_handler(HttpError)
def answer_unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer what ninja itself could not read."""
    refusal = bad_request(p13_query_fits, field="", value="", because=str(error)[:200])
    return problem.answer(refusal, language_of(request))


@api.exception_handler(OperationalError)
def answer_without_database(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """Answer that the database is away: the same request may be sent again."""
    log.error("the database does not answer: %s", error)
    return problem.answer(bad_request(p16_database_answers), language_of(request))


@api.exception_handler(Exception)
def answer_trouble(request: HttpRequest, _: Exception) -> HttpResponse:
    """Answer a mistake of ours with a number under which the log has the whole story."""
    trouble = secrets.token_hex(4)
    log.exception("trouble %s: %s %s", trouble, request.method, request.path)
    return problem.answer(bad_request(p14_we_failed, trouble=trouble), language_of(request))
