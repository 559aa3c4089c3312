"""The live board in a real browser: an event appended by the API appears by itself."""

import httpx
import pytest

from browser import CHROMIUM, FLAGS, browser, needs_browser, opened_page  # noqa: F401
from live_server import PLAIN, issue_key

AT = "2024-08-22T09:00:00+07:00"


@pytest.fixture
def page(browser):  # noqa: F811
    with opened_page(browser) as opened:
        yield opened


def append(server, key, nonce, place="chi_ma"):
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": nonce}
    body = {"kind": "opened", "place": place, "happened_at": AT}
    address = f"{server.address}api/v1/events"
    answer = httpx.post(address, json=body, headers=headers, timeout=30, verify=PLAIN)
    assert answer.status_code == 201, answer.text


@needs_browser
def test_an_event_appended_by_the_api_appears_on_the_open_board(server, page):
    page.goto(f"{server.address}?language=en")
    page.wait_for_selector("#pulse.is-live")
    append(server, issue_key(server.home, "border_guard"), "one")
    page.wait_for_selector(".latest li:has-text('Chi Ma opened')")
    assert page.troubles == []
    hosts = {url.split("/")[2].rpartition(":")[0] for url in page.seen}
    assert hosts == {"127.0.0.1"}


@needs_browser
def test_a_paused_board_stands_still_until_it_goes_on(server, page):
    page.goto(f"{server.address}?language=en")
    page.wait_for_selector("#pulse.is-live")
    page.click("#pause")
    page.wait_for_selector("#pulse.is-paused")
    append(server, issue_key(server.home, "border_guard"), "two", place="cn_1104_1105")
    page.wait_for_timeout(1500)  # longer than a live board would take
    assert page.locator(".latest li:has-text('Cốc Nam')").count() == 0
    page.click("#pause")
    page.wait_for_selector(".latest li:has-text('Cốc Nam')")


@needs_browser
def test_without_the_stream_it_asks_every_two_seconds(server, page):
    page.route("**/stream/**", lambda route: route.abort())
    page.goto(f"{server.address}?language=en")
    page.wait_for_selector("#pulse.is-polling")
    append(server, issue_key(server.home, "border_guard"), "three", place="huu_nghi")
    page.wait_for_selector(".latest li:has-text('Hữu Nghị opened')")


@needs_browser
@pytest.mark.parametrize("code", ["vi", "en", "zh-hans"])
def test_nothing_is_wider_than_the_screen(server, page, code):
    for path in ("", "api/v1/docs", "nothing"):
        page.set_viewport_size({"width": 360, "height": 900})
        page.goto(f"{server.address}{path}?language={code}")
        assert page.evaluate("document.documentElement.lang") == code
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@needs_browser
def test_the_board_has_landmarks_and_names_for_all_it_shows(server, page):
    page.goto(f"{server.address}?language=vi")
    for landmark in ("header", "main", "footer", "nav[aria-label]"):
        assert page.locator(landmark).count() >= 1, landmark
    assert page.locator("h1").count() == 1
    nameless = "img:not([alt]), button:empty, svg:not([role]):not([aria-hidden])"
    assert page.locator(nameless).count() == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


DRAWING = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")


@pytest.fixture(scope="module")
def drawing_browser(browser):  # noqa: F811
    """A browser that draws maps without a graphics card."""
    flags = [flag for flag in FLAGS if flag != "--disable-gpu"]
    opened = browser.browser_type.launch(executable_path=CHROMIUM, args=[*flags, *DRAWING])
    yield opened
    opened.close()


BOUNDARY = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {
                "type": "MultiLineString",
                "coordinates": [[[106.6, 21.8], [106.8, 21.8], [106.8, 22.0], [106.6, 21.8]]],
            },
            "properties": {"part": "newer", "day": "2018-04-12", "document": "QĐ"},
        }
    ],
}


def open_map(server, page, code="vi"):
    page.goto(f"{server.address}sign-in/?language={code}")
    page.click("form[action$='/sign-in/demo/dispatcher/'] button")
    page.wait_for_load_state()
    page.goto(f"{server.address}zone/lang-son-demo/map/?language={code}")


@needs_browser
def test_the_map_is_drawn_by_our_own_host_alone_and_a_click_opens_a_list(server, drawing_browser):
    with opened_page(drawing_browser, width=1440, height=900) as page:
        page.route("**/boundary/shapes.geojson", lambda route: route.fulfill(json=BOUNDARY))
        open_map(server, page, "zh-hans")
        page.wait_for_selector("#zone-gl[data-state=drawn]")
        page.check("#map-layers input[name=newer]")
        assert not page.locator("#map-layers input[name=older]").is_visible()
        assert not page.locator(".zone-map").is_visible()
        assert page.locator(".map-unplaced li").count() > 3
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.troubles == []
        assert {url.split("/")[2].rpartition(":")[0] for url in page.seen} == {"127.0.0.1"}


@needs_browser
def test_without_scripts_the_drawing_of_the_server_stays(server, browser):  # noqa: F811
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_map(server, page)
    assert page.locator(".zone-map").is_visible()
    assert not page.locator("#gl-card").is_visible()
    context.close()
