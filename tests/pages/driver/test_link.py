"""The driver's page opens by its link alone, and says kindly what is wrong with a bad one."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

MOST_BYTES = 150_000  # issue 3: the first load at 2G, without the map


def test_the_page_opens_without_an_account(gate, phone, link):
    number = gate.declare("12C-345.67")
    answer = phone.open(link(number))
    assert answer.status_code == 200
    assert number in phone.page
    assert "Waiting for" in phone.page
    assert "345.67" not in phone.page
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_a_forged_link_gets_a_sentence_and_a_cure(gate, phone, link, language):
    path = link(gate.declare()).rstrip("/")[:-1] + "~/"
    answer = phone.open(f"{path}?language={language}")
    assert answer.status_code == 403
    assert "A29" in phone.page


def test_an_expired_link_says_when_it_ended(gate, phone, link):
    answer = phone.open(link(gate.declare(), days_ago=31))
    assert answer.status_code == 403
    assert "A30" in phone.page
    assert "21/08/2024" in phone.page


def test_a_link_of_one_visit_opens_no_other(gate, phone, link):
    first, second = gate.declare(), gate.declare()
    assert phone.open(link(first).replace(first, second)).status_code == 403


def test_what_has_not_changed_is_not_sent_again(gate, phone, link):
    path = f"{link(gate.declare())}part"
    etag = phone.open(path).headers["ETag"]
    assert phone.open(path, **{"If-None-Match": etag}).status_code == 304
    gate.later(minutes=1)
    assert phone.open(path, **{"If-None-Match": etag}).status_code == 200


def test_the_first_load_fits_a_slow_network(gate, phone, link):
    """All that a phone fetches: the page as it is sent, and every file that it names."""
    answer = phone.open(link(gate.declare()), **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    html = gzip.decompress(answer.content).decode()
    named = set(re.findall(r'(?:href|src)="/static/([^"?]+)[?"]', html))
    assert {name.rpartition(".")[2] for name in named} == {"css", "js", "svg"}
    assert "vendor" not in html
    sent = len(answer.content) + sum(_size_of(name) for name in named)
    assert sent < MOST_BYTES / 4


def test_the_qr_code_is_drawn_for_its_own_link(gate, phone, link):
    path = link(gate.declare())
    assert phone.open(f"{path}qr.svg").headers["Content-Type"] == "image/svg+xml"
    assert phone.open(f"{path[:-2]}~/qr.svg").status_code == 403


def test_only_who_may_see_the_visit_gets_its_link(gate):
    number = gate.declare()
    assert gate.sign_in("declarant").get(f"visit/{number}/driver").status_code == 200
    other = gate.sign_in("declarant", firm="firm-b")
    assert other.get(f"visit/{number}/driver").status_code == 403


def _size_of(name):
    """A file as it is sent: WhiteNoise packs nothing on the way."""
    return Path(finders.find(name)).stat().st_size
