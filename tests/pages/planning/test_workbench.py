"""The first page of planning."""

import pytest


@pytest.mark.parametrize("role", ["dispatcher", "board", "province"])
def test_who_plans_or_decides_finds_the_page_in_the_menu(gate, role):
    browser = gate.sign_in(role)
    assert browser.get("plan/").status_code == 200
    assert f'href="/zone/{gate.zone.name}/plan/" aria-current="page"' in browser.page


def test_who_serves_at_a_gate_does_not_plan(gate):
    assert gate.sign_in("customs").get("plan/").status_code == 403
