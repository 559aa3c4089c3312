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
    problem = caller("customs").post("/events", b"{").json()
    assert f'id="{problem["type"].partition("#")[2]}"' in body


def test_all_its_links_lead_somewhere(site):
    body = site.get("/api/v1/docs").content.decode()
    ids = set(re.findall(r'id="([^"]+)"', body))
    assert set(re.findall(r'href="#([^"]+)"', body)) <= ids
