"""Who is let in, and what a key may do."""

import pytest

from cuakhau.accounts import keys
from desk import NOON


def test_without_a_key_nothing_is_read_or_written(site, zone):
    for answer in (site.get("/api/v1/log"), site.post("/api/v1/events", b"{}", "application/json")):
        assert (answer.status_code, answer.json()["rule"]) == (401, "A1")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("shown", ["Basic abc", "Bearer", "Bearer ck_0", "Bearer ck_0123456789_x"])
def test_what_is_no_key_is_refused(caller, shown):
    answer = caller("customs").get("/log", Authorization=shown)
    assert (answer.status_code, answer.json()["rule"]) == (401, "A1")


def test_a_wrong_secret_with_a_known_prefix_is_refused(caller):
    customs = caller("customs")
    wrong = customs.key[:-1] + ("A" if customs.key[-1] != "A" else "B")
    assert customs.get("/log", Authorization=f"Bearer {wrong}").json()["rule"] == "A1"


def test_a_revoked_key_is_refused(caller):
    customs = caller("customs")
    keys.revoke(customs.row.prefix, by="test", at=NOON)
    assert customs.get("/log").json()["rule"] == "A2"


@pytest.mark.parametrize(
    ("may", "method", "path"),
    [
        (["read"], "post", "/events"),
        (["append"], "post", "/visits"),
        (["declare"], "get", "/log"),
        (["append"], "get", "/refusals"),
    ],
)
def test_a_key_may_only_what_it_may(caller, may, method, path):
    answer = caller("customs", may).send(method, path, {})
    assert (answer.status_code, answer.json()["rule"]) == (403, "A3")


def test_a_guesser_is_made_to_wait_and_a_good_key_of_another_address_is_not(caller):
    customs = caller("customs")
    guess = "Bearer ck_0123456789_" + "x" * 43
    for _ in range(10):
        customs.get("/log", Authorization=guess)
    told = customs.get("/log")
    assert (told.status_code, told.json()["rule"]) == (429, "A4")
    assert 1 <= int(told.headers["Retry-After"]) <= 61
    customs.site.defaults["REMOTE_ADDR"] = "10.0.0.9"
    assert customs.get("/log").status_code == 200


def test_a_declarant_reads_its_own_visits_and_no_log(caller, visit):
    firm = caller("", ["declare", "read"])
    firm.row.device = "cam-1"
    assert firm.get("/log").json()["rule"] == "A7"
    assert firm.get(f"/visits/{visit}").status_code == 200
    stranger = keys.issue(
        zone=firm.zone.name, agency="", device="other", may=["read"], by="test", at=NOON
    )[1]
    answer = firm.get(f"/visits/{visit}", Authorization=f"Bearer {stranger}")
    assert (answer.status_code, answer.json()["rule"]) == (403, "A6")


def test_a_key_of_another_zone_does_not_open_this_one(caller, site, zone):
    _, shown = keys.issue(
        zone="elsewhere", agency="customs", device="d", may=["read"], by="test", at=NOON
    )
    answer = site.get("/api/v1/log", headers={"Authorization": f"Bearer {shown}"})
    assert (answer.status_code, answer.json()["rule"]) == (404, "P10")
