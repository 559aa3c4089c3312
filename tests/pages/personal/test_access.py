"""The administrator sees who looked at whose data, masked, and erases a person on request."""

import re
from pathlib import Path

import cuakhau
from cuakhau.journal import verify
from cuakhau.operations.models import Declaration
from cuakhau.operations.personal import access
from cuakhau.operations.personal.pages import list_pages
from officers import Browser

PLATE, DRIVER, PHONE = "12C-345.67", "Lê Văn Thử", "0912345678"


def declare(gate):
    return gate.declare(PLATE, driver=DRIVER, phone=PHONE)


def erase(administrator, number, **fields):
    administrator.get("personal/erase/", q=number)
    said = {
        "asked": number,
        "ref": re.findall(r'name="ref" value="([^"]+)"', administrator.page),
        "reason": "asked",
        "document": "12/ĐN",
        "nonce": administrator.field("nonce"),
        **fields,
    }
    return administrator.post("personal/erase/", **said)


def test_a_look_is_listed_with_who_when_and_on_which_page(gate):
    number = declare(gate)
    guard = gate.sign_in("border_guard")
    guard.get(f"visit/{number}/")
    assert DRIVER in guard.page
    administrator = gate.sign_in("administrator")
    administrator.get("personal/")
    assert guard.person.username in administrator.page
    assert f"Page of the visit {number}" in administrator.page
    for whole in (PLATE, DRIVER, PHONE):
        assert whole not in administrator.page
    assert "L. V. •••" in administrator.page


def test_the_list_is_narrowed_and_turned_page_by_page(gate, monkeypatch):
    monkeypatch.setattr(access, "PAGE", 2)
    one, other = declare(gate), declare(gate)
    guard, customs = gate.sign_in("border_guard"), gate.sign_in("customs")
    guard.get(f"visit/{one}/")
    customs.get(f"visit/{other}/")
    administrator = gate.sign_in("administrator")
    administrator.get("personal/", by=guard.person.username)
    assert customs.person.username not in administrator.page
    older = re.search(r"before=(\d+)", administrator.page)[1]
    administrator.get("personal/", by=guard.person.username, before=older)
    assert guard.person.username in administrator.page
    administrator.get("personal/", why=f"visit {other}")
    assert f"Page of the visit {other}" in administrator.page
    assert f"Page of the visit {one}" not in administrator.page
    administrator.get("personal/", visit="999")
    assert "No look fits" in administrator.page


def test_an_erased_person_is_nowhere_and_the_log_stays_whole(gate):
    number = declare(gate)
    guard = gate.sign_in("border_guard")
    guard.get(f"visit/{number}/")
    administrator = gate.sign_in("administrator")
    assert erase(administrator, number).status_code == 200
    assert "3 words were erased." in administrator.page
    assert "Nothing is kept" in administrator.page
    guard.get(f"visit/{number}/")
    for gone in (PLATE, DRIVER, PHONE, "•••"):
        assert gone not in guard.page
    administrator.get("personal/")
    assert "erased since" in administrator.page
    assert Declaration.objects.filter(zone=gate.zone.name, number=number).exists()
    assert verify.verify(gate.zone.name).is_sound


def test_a_double_click_erases_once_and_answers_the_same(gate):
    number = declare(gate)
    administrator = gate.sign_in("administrator")
    administrator.get("personal/erase/", q=number)
    refs = re.findall(r'name="ref" value="([^"]+)"', administrator.page)
    for _ in range(2):
        erase(administrator, number, ref=refs, nonce="same")
        assert "3 words were erased." in administrator.page


def test_a_driver_is_found_by_the_whole_phone_number_only(gate):
    declare(gate)
    administrator = gate.sign_in("administrator")
    administrator.get("personal/erase/", q="0912 345 678")
    assert "•••678" in administrator.page
    administrator.get("personal/erase/", q="345678")
    assert "Nothing is kept" in administrator.page


def test_erasing_says_what_and_why(gate):
    number = declare(gate)
    administrator = gate.sign_in("administrator")
    for fields, rule in (({"ref": []}, "A41"), ({"reason": ""}, "A42"), ({"document": " "}, "A42")):
        assert erase(administrator, number, **fields).status_code == 422
        assert rule in administrator.page
    administrator.get("personal/erase/", q=number)
    assert "•••678" in administrator.page


def test_a_page_is_named_in_the_language_of_the_reader(gate):
    number = declare(gate)
    gate.sign_in("border_guard").get(f"visit/{number}/")
    administrator = Browser(gate.zone.name, gate.sign_in("administrator").person, "vi")
    administrator.get("personal/")
    assert f"Trang lượt xe {number}" in administrator.page
    assert "page of visit" not in re.sub(r"<option[^>]*>", "", administrator.page)


def test_every_page_that_people_look_on_has_a_name():
    lines = re.compile(r'(?:, why=|\bWHY\w* = |personal\.Line\(\w+, .*, )f?"([^"]+)"')
    said = set()
    for path in (Path(cuakhau.__file__).parent / "operations").rglob("*.py"):
        code = path.read_text("utf-8")
        said.update(lines.findall(code))
    known = [begins for begins, _ in list_pages("en")]
    assert len(said) > 15
    assert [why for why in said if not any(f"{why} ".startswith(f"{one} ") for one in known)] == []
