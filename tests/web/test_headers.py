"""A page loads from its own address only, and says so."""

import re

import pytest

PAGES = ["/sign-in/", "/api/v1/docs", "/nothing"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_carries_its_guards(site, path):
    headers = site.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "worker-src 'self';" in policy
    assert "blob:" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_no_other_host_and_holds_no_inline_code(site, path):
    body = site.get(path).content.decode()
    for address in re.findall(r'(?:src|href|action)="([^"]*)"', body):
        assert not re.match(r"(?:[a-z]+:)?//", address), address
    assert not re.search(r"<script(?![^>]*\bsrc=)", body)
    assert not re.search(r"\s(?:on\w+|style)=", body)


def test_the_stream_of_another_port_is_the_only_other_origin(site, settings):
    settings.STREAM = ":8601"
    policy = site.get("/sign-in/").headers["Content-Security-Policy"]
    assert "connect-src 'self' http://localhost:8601;" in policy


def test_a_strange_host_is_refused(site):
    assert site.get("/sign-in/", HTTP_HOST="elsewhere.example").status_code == 400
