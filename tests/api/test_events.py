"""POST /events: one confirmation, once, by whom it belongs to."""


def test_a_confirmation_is_appended_and_read_back(caller, visit):
    customs = caller("customs")
    answer = customs.confirm(visit, "registration")
    assert answer.status_code == 201
    assert answer.json()["seq"] == 2
    seen = customs.get(f"/visits/{visit}").json()
    assert [row["step"] for row in seen["events"]] == [None, "registration"]
    assert seen["events"][1]["agency"] == "customs"
    assert seen["events"][1]["device"] == "cam-1"


def test_a_repeat_gets_the_first_answer(caller, visit):
    customs = caller("customs")
    body = {
        "visit": visit,
        "kind": "confirmed",
        "step": "registration",
        "happened_at": "2024-08-22T12:00:00+07:00",
    }
    first = customs.post("/events", body, **{"Idempotency-Key": "same"})
    again = customs.post("/events", body, **{"Idempotency-Key": "same"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert {**first.json(), "repeated": True} == again.json()
    assert len(customs.get(f"/visits/{visit}").json()["events"]) == 2


def test_the_same_nonce_with_another_body_is_refused(caller, visit):
    customs = caller("customs")
    same = {"Idempotency-Key": "same"}
    body = {"visit": visit, "kind": "confirmed", "happened_at": "2024-08-22T12:00:00+07:00"}
    customs.post("/events", {**body, "step": "registration"}, **same)
    answer = customs.post("/events", {**body, "step": "customs_in"}, **same)
    assert answer.status_code == 409
    assert answer.json()["rule"] == "J1"


def test_a_note_is_kept_apart_and_a_repeat_finds_it(caller, visit):
    customs = caller("customs")
    body = {
        "visit": visit,
        "kind": "held",
        "happened_at": "2024-08-22T12:00:00+07:00",
        "note": "Seal broken, driver waits",
    }
    first = customs.post("/events", body, **{"Idempotency-Key": "n"})
    again = customs.post("/events", body, **{"Idempotency-Key": "n"})
    changed = customs.post("/events", {**body, "note": "other"}, **{"Idempotency-Key": "n"})
    assert [one.status_code for one in (first, again, changed)] == [201, 200, 409]
    kept = customs.get(f"/visits/{visit}").json()["events"][1]["payload"]
    assert set(kept) == {"note"}
    assert "Seal" not in kept["note"]


def test_an_event_of_a_place_needs_no_visit(caller):
    guard = caller("border_guard")
    body = {"kind": "closed", "place": "main_road", "happened_at": "2024-08-22T12:00:00+07:00"}
    answer = guard.post("/events", body)
    assert answer.status_code == 201
    assert answer.json()["subject"] == "main_road@2024-08"


def test_a_clock_that_runs_ahead_is_kept_and_marked(caller, visit):
    answer = caller("customs").confirm(visit, "registration", minutes=30)
    assert answer.status_code == 201
    assert answer.json()["flags"]


def test_refusals_of_a_key_can_be_read_again(caller, visit):
    customs = caller("customs")
    assert customs.confirm(visit, "no_such_step").status_code == 422
    listed = customs.get("/refusals", **{"Accept-Language": "vi"}).json()["refusals"]
    assert [(one["subject"], one["step"]) for one in listed] == [(visit, "no_such_step")]
    assert caller("border_guard").get("/refusals").json()["refusals"] == []
