"""The screen of a yard: whoever stands before it reads where to go, and nothing about people."""

import pytest
from django.test import Client

PLATE, DRIVER, PHONE = "12C-345.67", "Lê Văn Thử", "0912345678"


def look(gate, path="tv/inner_yard/"):
    return Client().get(f"/zone/{gate.zone.name}/{path}")


@pytest.fixture
def stand(gate):
    """Lets vehicles stand in the yard, a minute apart."""

    def make(number):
        made = []
        for _ in range(number):
            visit = gate.declare(PLATE, driver=DRIVER, phone=PHONE)
            gate.confirm(visit, "border_guard_in", "customs_in")
            gate.write(
                visit, "confirmed", step="yard_in", agency="yard_operator", place="inner_yard"
            )
            gate.later(minutes=1)
            made.append(visit)
        return made

    return make


def test_who_is_called_reads_where_to_go_and_who_waits_that_it_is_next(gate, stand):
    first, second = stand(2)
    gate.sign_in("dispatcher").press("calls/main_road/export/", "next", count="1")
    page = look(gate).content.decode()
    called, _, waiting = page.partition('class="next"')
    assert first[-5:] in called
    assert first[-5:] not in waiting
    assert second[-5:] in waiting
    assert second[-5:] not in called
    part = look(gate, "tv/inner_yard/part").content.decode()
    assert first[-5:] in part
    assert "<html" not in part


def test_it_speaks_three_languages_at_once_whatever_the_browser_wants(gate, stand):
    stand(1)
    page = look(gate).content.decode()
    for word in ("Đã gọi: xin chạy ngay", "Called: drive now", "已叫号：请立即前往"):
        assert word in page


def test_nothing_personal_but_a_masked_plate_even_for_who_may_see_it(gate, stand):
    [visit] = stand(1)
    dispatcher = gate.sign_in("dispatcher")
    dispatcher.get("tv/inner_yard/")
    for page in (dispatcher.page, look(gate).content.decode()):
        assert "12C•••67" in page
        for whole in (PLATE, DRIVER, PHONE, visit):
            assert whole not in page


def test_an_empty_yard_says_so_and_an_unknown_one_is_not_there(gate):
    page = look(gate).content.decode()
    assert "Nobody waits in this yard." in page
    assert "Nobody is called at this moment." in page
    assert look(gate, "tv/nowhere/").status_code == 404


def test_the_yard_leads_to_its_screen(gate):
    officer = gate.sign_in("dispatcher")
    officer.get("yards/inner_yard/")
    assert "/tv/inner_yard/" in officer.page
