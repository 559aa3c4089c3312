"""Every page of every role's menu, in three languages and two widths, in a real browser."""

import gettext
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import cuakhau
from browser import browser, needs_browser, opened_page, sign_in  # noqa: F401
from cuakhau.accounts.people.roles import ROLES
from cuakhau.web import catalogue
from live_server import running

LANGUAGES = {"vi": "vi", "en": "en", "zh-hans": "zh_Hans"}
OPEN_TO_ALL = ("", "sign-in/", "api/v1/docs", "nothing")
SERIOUS = ("serious", "critical")
# Alike in all languages, or names.
ALIKE = {
    "cuakhau",
    "QR",
    "OK",
    "CSV",
    "Excel",
    "PDF",
    "JSON",
    "SMS",
    "Zalo",
    "WeChat",
    "API",
    "VND",
}
# What a page says in a language, from its source: drawing it three times would show little more.
SAID = """async (url) => {
  const answer = await fetch(url);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = [], walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (["SCRIPT", "STYLE", "CODE", "PRE"].includes(parent.tagName)) continue;
    if (parent.closest("[lang]").lang !== page.documentElement.lang) continue;
    said.push(node.textContent.trim().replace(/\\s+/g, " "));
  }
  page.querySelectorAll("[placeholder],[title],[aria-label],[alt]").forEach((one) => {
    for (const name of ["placeholder", "title", "aria-label", "alt"])
      if (one.getAttribute(name)) said.push(one.getAttribute(name).trim());
  });
  const lang = page.documentElement.lang;
  return {status: answer.status, lang: lang, said: said.filter(Boolean)};
}"""

pytestmark = needs_browser


@cache
def english_texts(language):
    """Texts as the code says them which are said otherwise in a language."""
    root, found = Path(cuakhau.__file__).parent, set()
    for path in root.rglob(f"locale/{language}/LC_MESSAGES/django.mo"):
        with path.open("rb") as file:
            texts = gettext.GNUTranslations(file)._catalog
        for key, text in texts.items():
            said = key[0] if isinstance(key, tuple) else key.rpartition(catalogue.CONTEXT)[2]
            if said and said != text and "{" not in said and "%(" not in said:
                found.add(said)
    return found - ALIKE


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The published day, flowing."""
    with running(tmp_path_factory.mktemp("walk"), "up", "--port", "8840") as started:
        yield started.wait_for_stream()


@pytest.fixture(params=list(ROLES))
def role_page(request, browser, server):  # noqa: F811
    with opened_page(browser) as page:
        sign_in(page, server.address, request.param)
        page.goto(server.address)
        yield page


@pytest.fixture(scope="module")
def walked():
    """Addresses that were looked at already: most roles share some."""
    return set()


def list_menu(page):
    found = page.eval_on_selector_all(".menu li a", "all => all.map((one) => one.href)")
    return list(dict.fromkeys(urlsplit(one).path.lstrip("/") for one in found))


def find_trouble(page, address, path):
    """Look at one page as it is drawn, and read it in every language; give what is wrong."""
    wrong = []
    # Words are longest in these two, and only a small screen is ever too narrow for both.
    for code, widths in (("en", (360,)), ("vi", (360, 1440))):
        page.set_viewport_size({"width": 360, "height": 900})
        page.goto(f"{address}{path}?language={code}")
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
                wrong.append(f"{path} {code}: {needed} px wide on a screen of {width}")
    for code, folder in LANGUAGES.items():
        read = page.evaluate(SAID, f"{address}{path}?language={code}")
        if read["status"] >= (500 if path == "nothing" else 400):
            wrong.append(f"{path} {code}: answered {read['status']}")
        if read["lang"] != code:
            wrong.append(f"{path}: not in {code}")
        if code != "en":
            still = set(read["said"]) & english_texts(folder)
            wrong += [f"{path} {code}: still English: {text}" for text in sorted(still)]
    return wrong


def find_barriers(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url}: {one['id']} at {one['nodes'][0]['target']} ({len(one['nodes'])})"
        for one in found
        if one["impact"] in SERIOUS
    ]


def test_every_page_of_a_role_is_whole_in_three_languages(role_page, server, walked):
    page, wrong = role_page, []
    paths = list_menu(page)
    assert paths, "a role without a menu"
    for path in [path for path in paths if path not in walked]:
        walked.add(path)
        wrong += find_trouble(page, server.address, path)
        wrong += find_barriers(page)
    wrong += page.troubles
    hosts = {urlsplit(url).hostname for url in page.seen if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    assert wrong == []


def test_pages_open_to_all_are_whole_in_three_languages(browser, server):  # noqa: F811
    wrong = []
    with opened_page(browser) as page:
        for path in OPEN_TO_ALL:
            wrong += find_trouble(page, server.address, path)
            wrong += find_barriers(page)
        # The absent page answers 404, which the browser writes to its console.
        wrong += [text for text in page.troubles if "404" not in text]
    assert wrong == []
