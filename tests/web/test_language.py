"""The reader's language: the address, else the cookie, else the browser's wish, else Vietnamese."""

import pytest
from django.template.defaultfilters import floatformat
from django.utils.translation import override

GREETING = {"vi": "Đến phần nội dung", "en": "Skip to the content", "zh-hans": "跳到正文"}


def spoken(answer):
    body = answer.content.decode()
    [code] = [code for code, words in GREETING.items() if words in body]
    assert f'<html lang="{code}">' in body
    assert answer.headers["Content-Language"] == code
    return code


@pytest.mark.parametrize(
    ("wish", "code"),
    [(None, "vi"), ("en-US,en;q=0.9", "en"), ("zh-CN", "zh-hans"), ("fr", "vi"), ("vi", "vi")],
)
def test_the_browsers_wish_is_heard(site, wish, code):
    assert spoken(site.get("/sign-in/", headers={"Accept-Language": wish} if wish else {})) == code


def test_what_the_address_asks_is_remembered(site):
    assert (
        spoken(site.get("/sign-in/?language=zh-hans", headers={"Accept-Language": "en"}))
        == "zh-hans"
    )
    assert spoken(site.get("/sign-in/", headers={"Accept-Language": "en"})) == "zh-hans"
    assert spoken(site.get("/sign-in/?language=vi")) == "vi"


@pytest.mark.parametrize("asked", ["xx", "../..", "%00", "en\r\nX: y"])
def test_nonsense_is_ignored(site, asked):
    answer = site.get("/sign-in/", {"language": asked})
    assert spoken(answer) == "vi"
    assert "language" not in answer.cookies


def test_every_language_is_one_click_away(site):
    body = site.get("/sign-in/?language=en&x=1").content.decode()
    for code in GREETING:
        assert f'href="?x=1&amp;language={code}"' in body


def test_caches_are_told_what_the_page_depends_on(site):
    vary = site.get("/sign-in/").headers["Vary"]
    assert "Accept-Language" in vary
    assert "Cookie" in vary


@pytest.mark.parametrize(
    ("code", "written"),
    [("vi", "-12.345.678,5"), ("en", "-12,345,678.5"), ("zh-hans", "-12,345,678.5")],
)
def test_digits_are_grouped_by_three_in_every_language(code, written):
    with override(code):
        assert floatformat(-12345678.5, "1g") == written
