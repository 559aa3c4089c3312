"""Hands on a keyboard, a scanner, two screens of one desk, and a phone whose network goes away."""

import re
from itertools import count

import pytest

from browser import needs_browser, opened_page, sign_in
from pages.journey.conftest import AT, ZONE, Program

AGENCY = "customs"
YARD = "bao_nguyen"
MOST_TABS = 80

HAS_MOVED = "([one, step]) => document.querySelector(one)?.dataset.step !== step"

pytestmark = needs_browser
_plates = count(1)


@pytest.fixture
def plates():
    """Gives plates that no other vehicle has."""
    return lambda number: [f"29C-7{next(_plates):02}.{number}5" for _ in range(number)]


@pytest.fixture
def screen(browser, server):
    """Opens a screen on which somebody of a role is signed in."""
    opened = []

    def open_as(role, path, width=1440):
        opened.append(opened_page(browser, width=width, height=900))
        page = opened[-1].__enter__()
        sign_in(page, server.address, role)
        page.goto(f"{server.address}{ZONE}/{path}")
        return page

    yield open_as
    for one in opened:
        one.__exit__(None, None, None)


@pytest.fixture
def desk(screen):
    page = screen(AGENCY, f"desk/{AGENCY}/")
    page.wait_for_selector("#pulse.is-live")
    return page


def row(number):
    return f"tr[data-visit='{number}']"


def press(page, key):
    """Press a key as a hand does; what comes faster than this is a scanner."""
    page.keyboard.press(key, delay=80)


def step_to(page, number):
    """Go down with J until the row of a vehicle is the current one."""
    press(page, "Escape")
    for _ in range(page.locator("tr[data-visit]").count() + 1):
        if page.locator(f"{row(number)}.is-current").count():
            return
        press(page, "j")
        page.wait_for_selector("tr.is-current")
    raise AssertionError(f"{number} is not on the list")


def tab_to(page, selector):
    """Go on with the Tab key until the focus is on something."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector} is not reached by the Tab key")


def test_a_vehicle_is_found_confirmed_and_taken_back_by_keys_alone(desk, declare, plates):
    [plate] = plates(1)
    [number] = declare(plate)
    desk.wait_for_selector(row(number))
    press(desk, "Escape")
    press(desk, "/")
    desk.keyboard.type(re.sub(r"\W", "", plate)[-5:], delay=60)
    desk.wait_for_selector(f"#found-now a[href*='{number}']")
    press(desk, "ArrowDown")
    press(desk, "Enter")
    desk.wait_for_url(re.compile(f"/visit/{number}/"))
    desk.go_back()
    desk.wait_for_selector("#pulse.is-live")
    first = desk.get_attribute(row(number), "data-step")
    step_to(desk, number)
    press(desk, "Enter")
    desk.wait_for_selector("#notices .notice.done")
    desk.wait_for_function(
        "([one, step]) => document.querySelector(one)?.dataset.step !== step",
        arg=[row(number), first],
    )
    press(desk, "Escape")
    press(desk, "u")
    desk.wait_for_selector("#notices .notice.undone")
    assert desk.get_attribute(row(number), "data-step") == first
    assert desk.troubles == []


def test_many_are_ticked_and_confirmed_by_keys_alone(desk, declare, plates):
    numbers = declare(*plates(3))
    for number in numbers:
        desk.wait_for_selector(row(number))
    steps = {number: desk.get_attribute(row(number), "data-step") for number in numbers}
    for number in numbers:
        step_to(desk, number)
        press(desk, "x")
        desk.wait_for_selector(f"{row(number)} input[name=visit]:checked")
    tab_to(desk, "#many button[value='many:confirm']")
    press(desk, "Enter")
    desk.wait_for_selector("#notices .notice.done")
    for number in numbers:
        left = desk.locator(row(number))
        assert not left.count() or left.get_attribute("data-step") != steps[number]


def test_a_scanner_confirms_wherever_the_focus_is(desk, declare, plates):
    [plate] = plates(1)
    [number] = declare(plate)
    desk.wait_for_selector(row(number))
    step = desk.get_attribute(row(number), "data-step")
    press(desk, "Escape")
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.type(number)  # without a pause between two letters, as a scanner does
    desk.keyboard.press("Enter")
    desk.wait_for_selector("#notices .notice.done")
    left = desk.locator(row(number))
    assert not left.count() or left.get_attribute("data-step") != step
    assert desk.input_value("#scan") == ""


def test_what_one_screen_confirms_the_other_shows_by_itself(desk, screen, declare, plates):
    [number] = declare(*plates(1))
    other = screen(AGENCY, f"desk/{AGENCY}/")
    other.wait_for_selector("#pulse.is-live")
    for page in (desk, other):
        page.wait_for_selector(row(number))
    step = desk.get_attribute(row(number), "data-step")
    desk.click(f"{row(number)} button.main")
    other.wait_for_function(
        "([one, step]) => document.querySelector(one)?.dataset.step !== step",
        arg=[row(number), step],
    )
    assert other.troubles == []


def test_a_count_goes_on_without_a_network_and_is_sent_later(screen, server, declare, plates):
    [number] = declare(*plates(1))
    Program(server, "yard_operator", "append,read").post(
        "/events", visit=number, kind="moved", place=YARD, happened_at=AT
    )
    phone = screen("yard_operator", f"yards/{YARD}/count/", width=360)
    mine = f".count-row[data-visit='{number}']"
    phone.context.set_offline(True)
    phone.click(f"{mine} button[value=present]")
    phone.wait_for_selector(f"{mine}[data-state=present].waits")
    assert phone.is_visible("#unsent")
    phone.context.set_offline(False)
    phone.wait_for_selector("#unsent", state="hidden")
    phone.reload()
    phone.wait_for_selector(f"{mine}[data-state=present]:not(.waits)")
