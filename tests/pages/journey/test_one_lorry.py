"""One lorry's whole way on screen: six people and a driver's phone, all signed in at once."""

import re
from contextlib import ExitStack

import pytest

from browser import needs_browser, opened_page, sign_in
from pages.journey.conftest import ZONE

PLATE = "12C-000.17"
FORCES = ("customs", "health_quarantine", "border_guard", "transport_station")
LANGUAGES = {"declarant": "vi", "dispatcher": "en", "fee_collector": "vi", "customs": "vi"}
MOST_TICKS = 12

pytestmark = needs_browser


@pytest.fixture
def people(browser, server):
    """A page for each person, in a browser of their own."""
    with ExitStack() as stack:
        pages = {}
        for role in ("declarant", "dispatcher", "fee_collector", *FORCES):
            page = stack.enter_context(opened_page(browser, width=1440, height=900))
            sign_in(page, server.address, role, LANGUAGES.get(role, "zh-hans"))
            pages[role] = page
        yield pages


def declare(page, address):
    """Type a trip and send it; give the number of the visit."""
    page.goto(f"{address}{ZONE}/declare/")
    page.select_option("#procedure", "export")
    page.select_option("#place", "hn_1119_1120")
    page.fill("[name=plate]", PLATE)
    page.select_option("[name=vehicle_class]", "VT6")
    page.fill("[name^=description]", "Linh kiện điện tử")
    page.select_option("[name^=goods]", "other")
    page.click("#declaration button.primary[type=submit]")
    page.wait_for_url(re.compile(r"/declare/\d+/"))
    return re.search(r"/declare/(\d+)/", page.url)[1]


def tick_all(page, address, agency, number):
    """Confirm every step that awaits this agency, one click each; give how many."""
    clicks = 0
    while clicks < MOST_TICKS:
        page.goto(f"{address}{ZONE}/desk/{agency}/?q={number[-5:]}")
        button = page.locator(f"tr[data-visit='{number}'] .c-act button.confirm")
        if not button.count():
            return clicks
        button.click()
        page.wait_for_selector("#notices .notice.done")
        clicks += 1
    raise AssertionError(f"{agency} never ends")


def pay(page, address, number):
    """Take what is owed in cash; give the page's text of the receipts."""
    page.goto(f"{address}{ZONE}/fees/visit/{number}/")
    page.click("button[name=means][value=cash] >> nth=0")
    page.wait_for_load_state()
    page.goto(f"{address}{ZONE}/fees/visit/{number}/")
    return page.inner_text(".receipts")


def test_a_lorry_is_declared_served_by_every_force_paid_and_leaves(people, server):
    address = server.address
    board = people["dispatcher"]
    board.goto(f"{address}{ZONE}/")
    board.wait_for_selector("#pulse.is-live")
    cleared = board.inner_text("[data-key=kpi-cleared]")

    number = declare(people["declarant"], address)
    ticked = {role: tick_all(people[role], address, role, number) for role in FORCES}
    assert all(ticked.values()), ticked
    assert "800.000" in pay(people["fee_collector"], address, number)
    for role in FORCES:  # what had to wait for the payment
        ticked[role] += tick_all(people[role], address, role, number)

    board.wait_for_function(
        "before => document.querySelector('[data-key=kpi-cleared]').textContent !== before",
        arg=cleared,
    )
    assert int(board.inner_text("[data-key=kpi-cleared]")) == int(cleared) + 1
    people["declarant"].goto(f"{address}{ZONE}/visit/{number}/")
    assert PLATE in people["declarant"].inner_text("main")
    assert {role: page.troubles for role, page in people.items() if page.troubles} == {}
