"""Bad requests: a rule, a reason and a cure in the reader's language; never a 500."""

import pytest

GOOD = {
    "visit": "1",
    "kind": "confirmed",
    "step": "registration",
    "happened_at": "2024-08-22T12:00:00+07:00",
}
BODIES = {
    "no JSON": (b"{", 400, "P1"),
    "broken UTF-8": (b'{"visit": "\xff\xfe"}', 400, "P1"),
    "half a surrogate": (b'{"visit": "\\ud800"}', 400, "P1"),
    "deep": (b"[" * 100_000, 400, "P4"),
    "empty": (b" ", 400, "P1"),
    "a list": (b"[]", 400, "P4"),
    "unknown field": ({**GOOD, "colour": "red"}, 400, "P2"),
    "missing field": ({"kind": "confirmed"}, 400, "P3"),
    "neither visit nor place": ({**GOOD, "visit": None}, 400, "P3"),
    "a number for a word": ({**GOOD, "step": 7}, 400, "P4"),
    "a fraction": ({**GOOD, "amount": 1.5}, 400, "P4"),
    "too long": ({**GOOD, "step": "x" * 65}, 400, "P4"),
    "a person's words in a word": ({**GOOD, "other": "Nguyễn Văn A"}, 400, "P4"),
    "naive time": ({**GOOD, "happened_at": "2024-08-22T12:00:00"}, 400, "M71"),
    "no time": ({**GOOD, "happened_at": "yesterday"}, 400, "M70"),
    "no such day": ({**GOOD, "happened_at": "2024-02-30T12:00:00Z"}, 400, "M72"),
    "another agency": ({**GOOD, "agency": "border_guard"}, 403, "A5"),
    "a declaration as event": ({**GOOD, "kind": "declared"}, 400, "P4"),
    "unknown kind": ({**GOOD, "kind": "danced"}, 422, "M1"),
    "no such visit": (GOOD, 422, "M7"),
    "NUL": ({**GOOD, "payload": {"a": "\0"}}, 422, "J4"),
}


@pytest.mark.parametrize(("body", "status", "rule"), BODIES.values(), ids=BODIES)
def test_a_bad_body_is_refused_by_its_rule(caller, body, status, rule):
    answer = caller("customs").post("/events", body)
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status_code, problem["rule"], problem["status"]) == (status, rule, status)
    assert problem["reason"]
    assert problem["cure"]


@pytest.mark.parametrize(("wish", "tag"), [("vi", "vi"), ("en-GB", "en"), ("zh-CN", "zh-Hans")])
def test_a_problem_speaks_the_readers_language(caller, wish, tag):
    answer = caller("customs").post("/events", b"{", **{"Accept-Language": wish})
    assert answer.headers["Content-Language"] == tag
    words = {"vi": "Không đọc được", "en": "cannot be read", "zh-Hans": "无法"}
    assert words[tag] in answer.json()["reason"]


def test_a_body_too_large_is_refused(caller):
    answer = caller("customs").post("/events", b'{"visit": "' + b"x" * 9_000_000 + b'"}')
    assert (answer.status_code, answer.json()["rule"]) == (413, "P6")


def test_another_type_of_body_is_refused(caller):
    answer = caller("customs").post("/events", b"<xml/>", **{"Content-Type": "text/xml"})
    assert (answer.status_code, answer.json()["rule"]) == (415, "P8")


@pytest.mark.parametrize("nonce", ["", "a b", "a#b", "x" * 201])
def test_a_write_needs_a_nonce(caller, nonce):
    answer = caller("customs").post("/events", GOOD, **{"Idempotency-Key": nonce})
    assert (answer.status_code, answer.json()["rule"]) == (400, "P5")


def test_an_address_that_is_not_there_and_a_method_that_is_not_taken(caller):
    customs = caller("customs")
    absent, wrong = customs.get("/nothing"), customs.send("delete", "/events")
    assert (absent.status_code, absent.json()["rule"]) == (404, "P10")
    assert (wrong.status_code, wrong.json()["rule"]) == (405, "P11")
    assert wrong.headers["Allow"]


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("after=zz", "P12"),
        ("after=99999999999999999999-1", "P12"),
        ("limit=0", "P13"),
        ("limit=x", "P13"),
        ("limit=99999", "P13"),
        ("since=2024-08-22T00:00:00Z", "P13"),
    ],
)
def test_a_query_that_does_not_fit_is_refused(caller, query, rule):
    answer = caller("customs").get(f"/log?{query}")
    assert (answer.status_code, answer.json()["rule"]) == (400, rule)


def test_our_own_failure_says_so_with_a_number(caller, visit, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("cuakhau.api.reads.read.find_visit", fail)
    answer = caller("customs").get(f"/visits/{visit}")
    assert (answer.status_code, answer.json()["rule"]) == (500, "P14")
    assert b"secret of the house" not in answer.content
