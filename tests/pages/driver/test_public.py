"""The public page: gates, queues, yards and calls out of order, and nobody by name."""

from datetime import timedelta
from itertools import count

import msgspec
import pytest

from cuakhau.movement.place import subject_of
from cuakhau.operations.actions import Signed, record
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.driver.public.shapes import PublicOut
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling import acts
from cuakhau.operations.yards.calling.jumps import Jump
from journal.example import EXAMPLE

_numbers = count(1)
JUMP = Jump(reason="aid", basis="order", document="12/CV-BQL", office="board", name="Người Thử")


@pytest.fixture
def close(gate):
    """Closes the gate by a notice from now on, for a number of hours."""

    def make(hours=None, begins=0):
        from cuakhau.movement.event import Event

        at = gate.now
        until = micros(at + timedelta(hours=hours)) if hours else None
        event = Event(
            zone=gate.zone.name,
            subject_kind="place",
            subject=subject_of("north_gate", at.date()),
            kind="closed",
            place="north_gate",
            agency="dispatcher",
            other=f"notice:{next(_numbers)}",
            goods="fruit",
            step="export",
            happened_us=micros(at),
            happened_offset_min=0,
            payload={
                "document": "7/TB-UBND",
                "reason": "flood",
                "from_us": micros(at + timedelta(hours=begins)),
                **({"until_us": until} if until else {}),
            },
        )
        record(gate.zone, event, NO_WORDS, by="centre", at=at, nonce=f"close-{next(_numbers)}")

    return make


@pytest.fixture
def read(gate, phone):
    def get(**headers):
        return phone.open(f"/api/v1/zones/{gate.zone.name}/public", **headers)

    return get


def page_of(gate, phone, language="en"):
    answer = phone.open(f"/zone/{gate.zone.name}/public?language={language}")
    assert answer.status_code == 200
    return phone.page


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_it_opens_without_an_account_and_the_home_page_leads_there(gate, phone, language):
    assert "07:00–20:00" in page_of(gate, phone, language)
    assert phone.open("/").headers["Location"] == f"/zone/{gate.zone.name}/public"


def test_hours_of_the_other_side_are_told_in_our_time_too(gate, phone):
    assert "07:00–20:00 (there 08:00–21:00)" in page_of(gate, phone)
    assert "Chinese time is 1 h ahead" in phone.page


def test_the_same_numbers_stand_on_the_page_and_in_json(gate, phone, read, arrive):
    arrive(3, plate="12C-345.67", driver="Người Thử", phone="0912345678")
    told = msgspec.json.decode(read().content, type=PublicOut)
    [line] = told.lines
    queues = {(place.id, q.direction): q.waiting for place in line.places for q in place.queues}
    assert queues["main_road", "export"] == told.waiting == line.waiting_export == 3
    yards = {yard.id: (yard.vehicles, yard.capacity) for yard in told.yards}
    assert yards == {"inner_yard": (3, 200), "waiting_yard": (0, None)}
    page = page_of(gate, phone)
    for word in ("345", "Người Thử", "0912345678"):
        assert word not in page
        assert word not in read().content.decode()


def test_a_jumped_queue_is_public_without_the_person(gate, phone, read, arrive):
    visits = arrive(2)
    acts.call_one(gate.zone, visits[1], JUMP, Signed("dispatcher-1", gate.now, "jump"))
    page = page_of(gate, phone)
    assert "12/CV-BQL" in page
    assert "1 vehicle stood before it" in page
    [told] = msgspec.json.decode(read().content, type=PublicOut).calls_out_of_order
    assert (told.passed, told.reason, told.office) == (1, "aid", "board")
    for text in (page, read().content.decode()):
        assert "Người Thử" not in text
        assert visits[1] not in text


def test_notices_in_force_and_to_come_are_told_until_they_end(gate, phone, close):
    close(hours=2)
    assert "7/TB-UBND" in page_of(gate, phone)
    gate.later(hours=3)
    assert "7/TB-UBND" not in page_of(gate, phone)
    close(begins=5)
    assert "to come" in page_of(gate, phone)


def test_json_may_be_kept_and_is_not_sent_twice(gate, read):
    answer = read()
    assert "max-age" in answer.headers["Cache-Control"]
    assert "public" in answer.headers["Cache-Control"]
    assert read(**{"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_the_keys_are_those_that_programs_rely_on(gate, read):
    told = msgspec.json.decode(read().content)
    assert sorted(told) == [
        "as_of", "call_rule", "calls_out_of_order", "is_demo", "lines", "notices", "waiting",
        "yards", "zone",
    ]  # fmt: skip
    assert told["call_rule"]["come_within_min"] == EXAMPLE.call_rules[0].come_within_min
