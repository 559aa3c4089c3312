"""The form in a real browser: lines more, a remembered vehicle, a lost connection."""

from contextlib import contextmanager

from browser import browser, needs_browser, opened_page, sign_in  # noqa: F401

pytestmark = needs_browser


@contextmanager
def signed_in(browser, server, width=1440):  # noqa: F811
    with opened_page(browser, width=width) as page:
        sign_in(page, server.address, "declarant")
        page.goto(f"{server.address}zone/lang-son-demo/declare/")
        yield page


def fill(page, **fields):
    for name, value in fields.items():
        page.fill(f"[name='{name.replace('_', '-') if name[-1].isdigit() else name}']", value)


def has_value(page, name, value):
    from playwright.sync_api import expect

    expect(page.locator(f"[name='{name}']")).to_have_value(value)


def test_nothing_typed_is_lost_with_the_connection(browser, server):  # noqa: F811
    with signed_in(browser, server) as page:
        fill(page, plate="12C-111.11")
        page.wait_for_selector("#kept:has-text('Draft kept')")
        page.context.set_offline(True)
        page.click("#add-line")
        fill(page, driver="Người Thử", description_1="Thanh long")
        page.wait_for_selector("#offline:visible")
        page.click("button.large")  # held back: there is no connection
        page.context.set_offline(False)
        page.goto(page.url)
        page.wait_for_selector("#restored:visible")
        assert page.input_value("[name=plate]") == "12C-111.11"
        assert page.input_value("[name=driver]") == "Người Thử"
        assert page.input_value("[name=description-1]") == "Thanh long"
        page.wait_for_selector("#kept:has-text('Draft kept')")


def test_lines_are_added_without_a_new_page_and_come_back_too(browser, server):  # noqa: F811
    with signed_in(browser, server) as page:
        fill(page, plate="12C-222.22")
        page.click("#add-line")
        page.wait_for_selector("[name=description-2]")
        page.click("#add-line")
        page.wait_for_selector("[name=description-3]")
        assert page.input_value("[name=plate]") == "12C-222.22"
        page.context.set_offline(True)
        fill(page, description_3="Ớt")
        page.context.set_offline(False)
        page.goto(page.url)
        page.wait_for_selector("[name=description-3]")
        has_value(page, "description-3", "Ớt")
        assert page.troubles == [] or all("ERR_INTERNET" in one for one in page.troubles)


def test_a_known_vehicle_fills_in_what_belongs_to_it_and_a_double_click_declares_once(
    browser,  # noqa: F811
    server,
):
    with signed_in(browser, server) as page:
        page.select_option("[name=procedure]", "export")
        page.select_option("[name=place]", "huu_nghi")
        page.select_option("[name=vehicle_class]", "VT6")
        fill(page, plate="12C-333.33", driver="Người Thử", phone="0400000000")
        page.dblclick("button.large")
        page.wait_for_url("**/declare/2*/")
        number = page.inner_text(".big-number")
        page.goto(f"{server.address}zone/lang-son-demo/declare/")
        assert page.locator(f".trips a[href='?copy={number}']").count() == 1
        assert page.locator("#restored:visible").count() == 0
        fill(page, plate="12c33333")
        page.press("[name=plate]", "Tab")
        has_value(page, "driver", "Người Thử")
        assert page.input_value("[name=vehicle_class]") == "VT6"
        page.goto(f"{server.address}zone/lang-son-demo/trips/")
        assert page.locator(".trip-rows > li:has-text('12C-333.33')").count() == 1
