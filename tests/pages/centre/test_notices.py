"""Notices: whom they concern, who is told, what is refused, and how they end."""

from datetime import timedelta

import pytest

from cuakhau.operations.closures import find_stop
from cuakhau.operations.messages import outbox
from cuakhau.operations.times import micros

SAID = {
    "document": "12/TB-UBND",
    "signer": "Nguyễn Văn Thử",
    "signed_on": "2024-08-21",
    "place": "north_gate",
    "direction": "export",
    "goods": "fruit",
    "reason": "document",
    "since": "2024-08-24T00:00",
    "until": "2024-09-03T00:00",
}
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def dispatcher(gate):
    return gate.sign_in("dispatcher")


def send(browser, act="publish", **more):
    browser.get("notices/new")
    return browser.post("notices/new", act=act, nonce=browser.field("nonce"), **{**SAID, **more})


def stopped(gate, days, goods="fruit", direction="export"):
    at_us = micros(gate.now + timedelta(days=days))
    stop = find_stop(gate.zone, "main_road", direction=direction, goods=goods, at_us=at_us)
    return None if stop is None else stop.document


def told(gate):
    return {one.visit for one in outbox.list_messages(gate.zone.name)}


def test_it_stops_the_goods_for_its_time_and_no_others(gate, dispatcher):
    answer = send(dispatcher)
    assert answer.status_code == 302
    assert [stopped(gate, days) for days in (0, 3, 11, 12)] == [None, *["12/TB-UBND"] * 2, None]
    assert stopped(gate, 3, goods="ore") is None
    assert stopped(gate, 3, direction="import") is None


def test_who_is_on_the_way_with_these_goods_is_told_and_nobody_else(gate, dispatcher):
    fruit, unnamed = gate.declare(), gate.declare(goods=None)
    in_time = gate.declare(expected_at=gate.now + timedelta(days=5))
    ore, other_way = gate.declare(goods="ore"), gate.declare(procedure="import")
    sooner = gate.declare(expected_at=gate.now + timedelta(hours=5))
    arrived = gate.declare()
    gate.confirm(arrived, "border_guard_in", "customs_in")
    send(dispatcher)
    assert told(gate) == {fruit, unnamed, in_time}
    assert not told(gate) & {ore, other_way, sooner, arrived}
    [message] = outbox.list_messages(gate.zone.name, visit=fruit)
    assert "12/TB-UBND" in outbox.tell(message, "vi")
    assert "03/09/2024" in outbox.tell(message, "en")
    assert message.firm == "firm-a"


def test_first_it_can_be_seen_whom_it_concerns(gate, dispatcher):
    gate.declare()
    answer = send(dispatcher, act="check")
    assert answer.status_code == 200
    assert "<strong>1</strong> visit on the way" in dispatcher.page
    assert told(gate) == set()
    assert stopped(gate, 3) is None


def test_a_double_click_publishes_once(gate, dispatcher):
    gate.declare()
    dispatcher.get("notices/new")
    nonce = dispatcher.field("nonce")
    for _ in range(2):
        dispatcher.post("notices/new", act="publish", nonce=nonce, **SAID)
        gate.later(seconds=2)
    dispatcher.get("notices/")
    assert dispatcher.page.count(">12/TB-UBND</a>") == 1
    assert len(outbox.list_messages(gate.zone.name)) == 1


def test_a_withdrawn_notice_stops_nothing_and_is_told_again(gate, dispatcher):
    gate.declare()
    key = send(dispatcher).headers["Location"].rstrip("/").rpartition("/")[2]
    gate.later(days=3)
    assert stopped(gate, 0) == "12/TB-UBND"
    dispatcher.get(f"notices/{key}/")
    assert "waiting for a channel" in dispatcher.page
    assert dispatcher.post(f"notices/{key}/end", nonce=dispatcher.field("nonce")).status_code == 302
    assert stopped(gate, 0) is None
    assert len(outbox.list_messages(gate.zone.name)) == 2
    dispatcher.post(f"notices/{key}/end", nonce="again")
    assert "C13" in dispatcher.page


def test_a_notice_is_on_the_board_with_its_document(gate, dispatcher):
    send(dispatcher, since="")
    dispatcher.get("")
    assert "12/TB-UBND" in dispatcher.page
    assert "alarm bad" in dispatcher.page
    gate.later(days=20)
    dispatcher.get("")
    assert "12/TB-UBND" not in dispatcher.page


def test_its_file_is_kept_and_given_back_to_who_may_read_it(gate, dispatcher):
    from django.core.files.uploadedfile import SimpleUploadedFile

    dispatcher.get("notices/new")
    fields = {**SAID, "act": "publish", "nonce": dispatcher.field("nonce")}
    answer = dispatcher.client.post(
        f"/zone/{gate.zone.name}/notices/new",
        {**fields, "file": SimpleUploadedFile("12.pdf", PDF)},
    )
    key = answer.headers["Location"].rstrip("/").rpartition("/")[2]
    declarant = gate.sign_in("declarant")
    declarant.get(f"notices/{key}/")
    assert "12.pdf" in declarant.page
    assert "waiting for a channel" not in declarant.page
    file = declarant.page.partition("/file/")[2].partition('"')[0]
    given = declarant.get(f"notices/{key}/file/{file}")
    assert given.headers["Content-Type"] == "application/pdf"
    assert "attachment" in given.headers["Content-Disposition"]
    assert declarant.get(f"notices/{key}/file/999999").status_code == 404


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"document": ""}, "C10"),
        ({"signed_on": "soon"}, "C10"),
        ({"place": ""}, "C1"),
        ({"place": "nowhere"}, "C1"),
        ({"goods": "gold"}, "C1"),
        ({"reason": "whim"}, "C2"),
        ({"until": "2024-08-23T00:00"}, "C12"),
        ({"until": "no day"}, "C4"),
    ],
)
def test_a_bad_notice_is_refused_and_nothing_typed_is_lost(gate, dispatcher, more, rule):
    assert send(dispatcher, **more).status_code == 200
    assert f'<span class="rule">{rule}</span>' in dispatcher.page
    assert 'value="Nguyễn Văn Thử"' in dispatcher.page
    assert stopped(gate, 3) is None


def test_a_notice_without_places_is_refused(gate, dispatcher):
    dispatcher.get("notices/new")
    fields = {name: value for name, value in SAID.items() if name != "place"}
    dispatcher.post("notices/new", act="publish", nonce="n", **fields)
    assert "C11" in dispatcher.page


def test_others_read_and_do_not_publish(gate, dispatcher):
    key = send(dispatcher).headers["Location"].rstrip("/").rpartition("/")[2]
    customs = gate.sign_in("customs")
    assert customs.get("notices/").status_code == 200
    assert send(customs).status_code == 403
    assert customs.post(f"notices/{key}/end", nonce="x").status_code == 403
    assert customs.get("notices/9999999/").status_code == 404
