"""The OpenAPI document: every operation with its body, its answers and all its refusals."""

from typing import Any

import msgspec
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from cuakhau.api.problem import TYPE as PROBLEM
from cuakhau.api.problem import Problem
from cuakhau.api.wire import asked, told
from cuakhau.api.wire.read_body import JSON, MOST_ROWS
from cuakhau.operations.driver.public.shapes import PublicOut

ARROW = "application/vnd.apache.arrow.stream"
REF = "#/components/schemas/{name}"

VALUES = (
    Problem,
    PublicOut,
    told.Appended,
    told.BatchAnswer,
    asked.BatchIn,
    told.BulletinOut,
    asked.DeclarationIn,
    told.Declared,
    asked.EventIn,
    told.Health,
    told.LogPage,
    asked.MergeIn,
    asked.ReassignIn,
    told.RefusalsOut,
    asked.SplitIn,
    told.Transferred,
    told.VisitOut,
    told.ZoneOut,
    told.ZonesOut,
)
REFUSALS = {
    400: gettext_noop("The request is wrong"),
    401: gettext_noop("No key, or one that is not in force"),
    403: gettext_noop("The key may not do this"),
    404: gettext_noop("There is no such thing"),
    405: gettext_noop("The address does not take this method"),
    409: gettext_noop("The Idempotency-Key was used for another request"),
    413: gettext_noop("The body is too large"),
    415: gettext_noop("A body of this type cannot be read"),
    422: gettext_noop("A rule of movement or of the journal said no"),
    429: gettext_noop("Too many wrong keys"),
    500: gettext_noop("Something broke in the server"),
    503: gettext_noop("Busy; try again with the same Idempotency-Key"),
}
KNOWN = gettext_noop("Known already: the first answer again")
WRITTEN = gettext_noop("Written")
OPEN = (400, 404, 405, 500, 503)
READ = (400, 401, 403, 404, 405, 429, 500, 503)
WRITE = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)
NONCE = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": '^[!-"$-~]{1,200}$'},
    "description": gettext_noop(
        "Your own name for this act. Repeated with the same body it gives the first answer; with "
        "another body it is refused."
    ),
}


def ref(value: type) -> dict[str, Any]:
    """Point to a value of `VALUES`."""
    return {"$ref": REF.format(name=value.__name__)}


def query(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """Describe a field of the query."""
    required = schema.pop("required", False)
    return {
        "in": "query",
        "name": name,
        "required": required,
        "description": description,
        "schema": schema or {"type": "string"},
    }


def takes(value: type, *, arrow: str | None = None) -> dict[str, Any]:
    """Describe the body of a write."""
    content: dict[str, Any] = {JSON: {"schema": ref(value)}}
    if arrow:
        content[ARROW] = {"schema": {"type": "string", "format": "binary", "description": arrow}}
    return {"requestBody": {"required": True, "content": content}}


def answers(
    value: type, refusals: tuple[int, ...], *, created: str | None = None, arrow: str | None = None
) -> dict[str, Any]:
    """Describe the answers: 200 (and 201 where something is made), and every refusal."""
    content: dict[str, Any] = {JSON: {"schema": ref(value)}}
    if arrow:
        content[ARROW] = {"schema": {"type": "string", "format": "binary", "description": arrow}}
    responses: dict[int, Any] = {200: {"description": "OK", "content": content}}
    if created:
        responses[200]["description"] = KNOWN
        responses[201] = {"description": created, "content": content}
    problem = {PROBLEM: {"schema": ref(Problem)}}
    responses |= {code: {"description": REFUSALS[code], "content": problem} for code in refusals}
    return {"responses": responses}


def describe(*parts: dict[str, Any], parameters: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """Join the parts of a description."""
    joined: dict[str, Any] = {"parameters": list(parameters)}
    for part in parts:
        joined |= part
    return joined


class Api(NinjaAPI):
    """Ninja with the schemas of our own values."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        """Give the document of this interface."""
        schema = super().get_openapi_schema(**how)
        _, components = msgspec.json.schema_components(VALUES, ref_template=REF)
        schema["components"].setdefault("schemas", {}).update(components)
        return schema


MOST_ROWS_TEXT = f"At most {MOST_ROWS} rows and 8 MB."
