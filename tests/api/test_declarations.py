"""Declare, amend, merge, split, reassign."""

import re

import pytest

from cuakhau.journal import personal, read
from cuakhau.operations.models import Declaration
from desk import NOON

FULL = {
    "procedure": "export",
    "place": "main_road",
    "goods": "fruit",
    "vehicle_class": "VT6",
    "plate": "12C-345.67",
    "driver": "Người Thử Nghiệm",
    "phone": "0000000000",
    "expected_at": "2024-08-22T13:30:00+07:00",
    "payer": "cn",
    "goods_lines": [{"description": "thanh long", "hs_code": "081090", "gross_kg": 18_000}],
    "papers": [{"kind": "customs_declaration", "number": "300000000001"}],
}


@pytest.fixture
def firm(caller):
    return caller("", ["declare", "read"])


def test_a_declaration_opens_a_visit_with_a_number_of_the_zones_day(firm, zone):
    answer = firm.post("/visits", FULL)
    assert answer.status_code == 201
    number = answer.json()["visit"]
    assert re.fullmatch(r"20240822\d{5,}", number)
    seen = firm.get(f"/visits/{number}").json()
    assert (seen["procedure"], seen["goods"], seen["bound_for"]) == ("export", "fruit", "main_road")
    assert seen["revision"] == 1


def test_numbers_are_never_used_again(firm):
    first = firm.post("/visits", FULL).json()["visit"]
    assert firm.post("/visits", {**FULL, "procedure": "none such"}).status_code == 400
    assert firm.post("/visits", {**FULL, "procedure": "no_such"}).json()["rule"] == "M9"
    second = firm.post("/visits", {**FULL, "plate": "12C-765.43"}).json()["visit"]
    assert int(second) > int(first)


def test_nothing_personal_is_in_the_log_or_the_declaration(firm, zone):
    number = firm.post("/visits", FULL).json()["visit"]
    [event] = read.list_events(zone.name, number)
    row = Declaration.objects.get(zone=zone.name, number=number)
    kept = f"{event} {vars(row)} {firm.get(f'/visits/{number}').content.decode()}"
    for word in ("345.67", "Thử", "0000000000", "300000000001"):
        assert word not in kept
    assert personal.reveal(zone.name, row.driver, by="t", at=NOON, why="test") == FULL["driver"]
    assert event.other == personal.find(zone.name, "plate", "12C34567")


def test_a_repeated_declaration_gets_its_first_number(firm):
    same = {"Idempotency-Key": "d1"}
    first, again = firm.post("/visits", FULL, **same), firm.post("/visits", FULL, **same)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["visit"] == again.json()["visit"]
    changed = firm.post("/visits", {**FULL, "payer": "vn"}, **same)
    assert (changed.status_code, changed.json()["rule"]) == (409, "J1")


def test_an_amendment_is_a_new_revision_and_the_first_stays(firm, zone):
    number = firm.post("/visits", FULL).json()["visit"]
    path = f"/visits/{number}/declaration"
    answer = firm.send("put", path, {**FULL, "goods": "other"})
    assert (answer.status_code, answer.json()["revision"]) == (201, 2)
    assert firm.get(f"/visits/{number}").json()["goods"] == "other"
    goods = Declaration.objects.filter(zone=zone.name, number=number).order_by("revision")
    assert [row.goods for row in goods] == ["fruit", "other"]


def test_only_the_program_that_declared_may_amend(firm, caller):
    number = firm.post("/visits", FULL).json()["visit"]
    other = caller("customs").send("put", f"/visits/{number}/declaration", FULL)
    assert (other.status_code, other.json()["rule"]) == (403, "A6")
    absent = firm.send("put", "/visits/20240822999999/declaration", FULL)
    assert (absent.status_code, absent.json()["rule"]) == (404, "P10")


def test_a_refused_declaration_leaves_nothing(firm, zone):
    answer = firm.post("/visits", {**FULL, "place": "inner_yard"})
    assert answer.status_code == 422
    assert not Declaration.objects.filter(zone=zone.name).exists()
    assert personal.find(zone.name, "plate", "12C34567") is None


def test_a_plate_that_cannot_be_read_is_kept_as_typed(firm, zone):
    number = firm.post("/visits", {**FULL, "plate": "??-mud-??"}).json()["visit"]
    [event] = read.list_events(zone.name, number)
    assert personal.reveal(zone.name, event.other, by="t", at=NOON, why="t") == "??-mud-??"


def test_two_visits_that_are_one_vehicle_are_merged_once(firm, caller):
    guard = caller("border_guard")
    one, two = (
        firm.post("/visits", {**FULL, "plate": p}).json()["visit"]
        for p in ("12C-111.11", "12C-222.22")
    )
    guard.confirm(one, "border_guard_in")
    same = {"Idempotency-Key": "m1"}
    first = guard.post(f"/visits/{one}/merge", {"into": two}, **same)
    again = guard.post(f"/visits/{one}/merge", {"into": two}, **same)
    assert (first.status_code, again.status_code) == (201, 200), first.content
    assert guard.get(f"/visits/{one}").json()["merged_into"] == two
    steps = [row["step"] for row in guard.get(f"/visits/{two}").json()["events"]]
    assert steps == [None, "border_guard_in"]


def test_rows_of_a_second_vehicle_become_a_visit_of_their_own(firm, caller):
    guard = caller("border_guard")
    one = firm.post("/visits", FULL).json()["visit"]
    seq = guard.confirm(one, "border_guard_in").json()["seq"]
    answer = guard.post(f"/visits/{one}/split", {"seqs": [seq]})
    assert answer.status_code == 201, answer.content
    new = answer.json()["visit"]
    assert guard.get(f"/visits/{new}").json()["milestones"].keys() == set()
    assert [e["step"] for e in guard.get(f"/visits/{new}").json()["events"]] == [
        None,
        "border_guard_in",
    ]


def test_a_row_on_the_wrong_visit_is_put_right(firm, caller):
    guard = caller("border_guard")
    wrong, right = (
        firm.post("/visits", {**FULL, "plate": p}).json()["visit"]
        for p in ("12C-111.11", "12C-222.22")
    )
    seq = guard.confirm(wrong, "border_guard_in").json()["seq"]
    answer = guard.post(f"/visits/{wrong}/reassign", {"seq": seq, "to": right})
    assert answer.status_code == 201, answer.content
    kinds = [row["kind"] for row in guard.get(f"/visits/{wrong}").json()["events"]]
    assert kinds == ["declared", "confirmed", "voided"]
    refused = guard.post(f"/visits/{wrong}/reassign", {"seq": 1, "to": right})
    assert (refused.status_code, refused.json()["rule"]) == (422, "M76")
