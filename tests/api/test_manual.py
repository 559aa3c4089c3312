"""The manual of the API is made from what the API is."""

import re

import pytest


@pytest.mark.parametrize("code", ["vi", "en", "zh-hans"])
def test_it_explains_every_operation_and_every_refusal(site, caller, code):
    body = site.get(f"/api/v1/docs?language={code}").content.decode()
    document = site.get("/api/v1/openapi.json").json()
    for path, verbs in document["paths"].items():
        for operation in verbs.values():
            assert f'id="{operation["operationId"]}"' in body, path
    naive = {"visit": "1", "kind": "confirmed", "happened_at": "2024-08-22T10:00:00"}
    for refused in (b"{", naive, {**naive, "happened_at": "2024-08-22T10:00:00Z"}):
        problem = caller("customs").post("/events", refused).json()
        assert f'id="{problem["type"].partition("#")[2]}"' in body


def test_all_its_links_lead_somewhere(site):
    body = site.get("/api/v1/docs").content.decode()
    ids = set(re.findall(r'id="([^"]+)"', body))
    assert set(re.findall(r'href="#([^"]+)"', body)) <= ids
