"""The main path in a real browser: drag, read the quick answer, run, read, watch a day."""

from browser import browser, needs_browser, opened_page  # noqa: F401

pytestmark = needs_browser


def test_who_plans_drags_runs_and_watches(server, browser):  # noqa: F811
    with opened_page(browser, width=1440, height=900) as page:
        page.goto(f"{server.address}sign-in/?language=en")
        page.click("form[action$='/sign-in/demo/board/'] button")
        page.goto(f"{server.address}zone/lang-son-demo/plan/?day=2024-08-22")
        page.wait_for_selector(".answer-rows")
        page.focus("input[name='d.all']")
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        page.wait_for_selector(".answer-rows .verdict")
        assert page.locator(".lever.is-moved output").inner_text() == "120%"
        assert "factor = 1.2" in page.locator("pre.toml").text_content()
        page.click("a[data-spot=chi_ma_yards]")
        page.fill("input[name='y.chi_ma_yards']", "500")
        assert page.locator("[data-places=chi_ma_yards]").text_content() == "500"
        page.wait_for_function(
            "() => document.querySelector('pre.toml').textContent.includes('chi_ma_yards')"
        )
        page.fill("input[name=name]", "A fifth more")
        page.fill("input[name=reps]", "2")
        page.click("#bench button.primary")
        page.wait_for_selector("#whole-title")
        assert "A fifth more" in page.locator("#content h2").first.inner_text()
        page.click("a[href$='/replay/']")
        page.wait_for_selector("#player[data-state=ready]")
        began = page.locator("#clock").inner_text()
        page.keyboard.press("Space")
        page.wait_for_function(
            "before => document.getElementById('clock').textContent !== before", arg=began
        )
        page.wait_for_function(
            "() => [...document.querySelectorAll('[data-count]')].some((o) => +o.textContent)"
        )
        page.wait_for_function(
            "() => [...document.querySelectorAll('#map [data-first]')].some((o) => o.textContent)"
        )
        assert page.troubles == []
