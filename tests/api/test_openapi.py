"""The OpenAPI document is whole, and every operation keeps it whatever is sent."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cuakhau.api.endpoints import api

EVERY = ("400", "405", "500", "503")
KEPT = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
HOST = {"Host": "localhost", "Accept-Encoding": "identity"}
OPERATIONS = [
    (verb.upper(), path)
    for path, verbs in api.get_openapi_schema()["paths"].items()
    for verb in verbs
]


@pytest.fixture
def document(site):
    return site.get("/api/v1/openapi.json").json()


@pytest.fixture
def application(site):
    return get_wsgi_application()


def operations(document):
    return [
        (verb, path, operation)
        for path, verbs in document["paths"].items()
        for verb, operation in verbs.items()
    ]


def test_every_operation_declares_its_answers_and_refusals(document):
    for verb, path, operation in operations(document):
        responses = operation["responses"]
        assert set(EVERY) <= set(responses), (verb, path)
        assert "200" in responses
        for code, answer in responses.items():
            kinds = set(answer["content"])
            assert ("application/problem+json" in kinds) == (int(code) >= 400), (verb, path, code)


def test_every_write_needs_a_nonce_and_a_key(document):
    writes = [one for one in operations(document) if one[0] in ("post", "put")]
    assert len(writes) >= 6
    for verb, path, operation in writes:
        required = [field["name"] for field in operation["parameters"] if field["required"]]
        assert "Idempotency-Key" in required, (verb, path)
        assert operation["security"] == [{"Key": []}]


def test_every_reference_leads_somewhere(document):
    def walk(node):
        if isinstance(node, dict):
            if "$ref" in node:
                yield node["$ref"]
            for inner in node.values():
                yield from walk(inner)
        elif isinstance(node, list):
            for inner in node:
                yield from walk(inner)

    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(walk(document)) <= known


@pytest.mark.parametrize("operation", OPERATIONS)
def test_whatever_is_sent_is_answered_as_the_document_says(operation, caller, application):
    verb, path = operation
    key = caller("customs").key
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=HOST)

    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    @given(case=schema[path][verb].as_strategy())
    def check(case):
        headers = {**dict(case.headers or {}), **HOST, "Authorization": f"Bearer {key}"}
        case.call_and_validate(headers=headers, checks=KEPT)

    check()
