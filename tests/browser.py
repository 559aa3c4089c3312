"""A real browser for tests of pages: the system's Chromium, never one fetched by a test.

A test takes what it needs: `from browser import browser, needs_browser  # noqa: F401`.
"""

import shutil
from contextlib import contextmanager

import pytest

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
PATIENCE_MS = 60_000
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium():
    return next((path for name in NAMES if (path := shutil.which(name))), None)


CHROMIUM = find_chromium()
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="NOT RUN: no Chromium on this machine")


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def opened_page(browser, *, width=360, height=800):
    """A page that keeps what it asked for (`seen`) and what went wrong in it (`troubles`)."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.seen, page.troubles = [], []
    page.on("request", lambda request: page.seen.append(request.url))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.troubles.append(said.text))
    yield page
    context.close()


def sign_in(page, address, role, language="en"):
    """Be somebody of the demo without drawing the page of sign-in: others draw it and click."""
    ask = page.context.request
    ask.get(f"{address}sign-in/?language={language}")
    [token] = [one["value"] for one in page.context.cookies() if one["name"] == "csrftoken"]
    headers = {"X-CSRFToken": token, "Referer": address}
    answer = ask.post(f"{address}sign-in/demo/{role}/", headers=headers, max_redirects=0)
    assert answer.status == 302, answer.text()
