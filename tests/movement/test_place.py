"""A place: who closed what until when, who is on post, which slots, what was counted by hand."""

from datetime import date

import pytest

from cuakhau.movement.place import (
    find_passage,
    find_stale,
    find_status,
    list_counts,
    list_slots,
    officers_by_step,
    officers_on_post,
    place_and_month,
    read_day_sheet,
    subject_of,
)  # fmt: skip
from movement.rows import HOUR, at, month_of, told


def here(kind, minute=0, **fields):
    return told("huu_nghi", kind, minute, **fields)


def status(*events, side="cn", direction="export", goods=None, minute=HOUR):
    months = [month_of(*events)]
    return find_status(months, side=side, direction=direction, goods=goods, at_us=at(minute))


def passage(*events, minute=HOUR):
    return find_passage([month_of(*events)], direction="export", at_us=at(minute))


def test_a_month_of_a_place_has_a_name_that_can_be_read_back():
    subject = subject_of("huu_nghi", date(2024, 8, 22))
    assert subject == "huu_nghi@2024-08"
    assert place_and_month(subject) == ("huu_nghi", date(2024, 8, 1))


@pytest.mark.parametrize("subject", ["huu_nghi", "@2024-08", "huu_nghi@2024-13", "huu_nghi@2024-8"])
def test_what_is_no_month_of_a_place_is_refused(subject):
    with pytest.raises(ValueError, match="month"):
        place_and_month(subject)


def test_of_what_nobody_said_nothing_is_known():
    assert status().state is None
    assert passage() is None
    assert passage(here("opened", step="vn")) is None


def test_a_scope_closes_only_what_it_names():
    closed = [here("opened"), here("closed", 5, step="cn/import")]
    assert status(*closed).state == "opened"
    assert status(*closed, direction="import").state == "closed"
    assert status(*closed, side="vn", direction="import").state == "opened"
    assert status(here("closed", step="export")).state == "closed"


def test_a_closure_for_some_goods_leaves_the_others_through():
    closed = [here("opened"), here("closed", 5, goods="fruit")]
    assert status(*closed, goods="fruit").state == "closed"
    assert status(*closed, goods="ore").state == "opened"
    assert passage(*closed) == "open"


def test_a_slower_rate_holds_until_its_end():
    payload = {"reason": "software", "until_us": at(30)}
    slowed = [here("opened"), here("slowed", 5, step="cn", amount=12, payload=payload)]
    now = status(*slowed, minute=29)
    assert (now.state, now.rate_per_h, now.reason, now.until_us) == (
        "slowed",
        12,
        "software",
        at(30),
    )
    assert status(*slowed, minute=30).state == "opened"
    assert status(*slowed, side="vn", minute=29).state == "opened"
    assert passage(*slowed, minute=29) == "slowed"


def test_one_closed_side_closes_the_way():
    assert passage(here("opened"), here("closed", 5, step="cn")) == "closed"
    assert passage(here("closed", 5, step="cn")) == "closed"
    assert passage(here("opened"), here("closed", 5, step="cn"), minute=4) == "open"


def test_what_was_said_last_month_still_holds():
    before = month_of(told("huu_nghi", "closed"))
    now = find_status([before, month_of()], side="cn", direction="export", goods=None, at_us=at(1))
    assert now.state == "closed"


def test_rows_told_late_are_put_where_they_happened():
    told_late = [here("opened", 9), here("closed", 3)]
    assert status(*told_late).state == "opened"


def test_corrections_take_the_seat_of_what_they_correct():
    wrong = [here("closed", 5), here("closed", 5, step="cn/import", corrects=1)]
    assert status(*wrong).state is None
    assert status(*wrong, direction="import").state == "closed"
    assert status(here("closed"), here("voided", corrects=1)).state is None
    assert status(here("closed"), here("voided", corrects=1), here("opened", corrects=2)).state == (
        "opened"
    )


def test_officers_on_post_are_counted_per_agency():
    posts = [
        here("post_taken", 0, agency="customs", amount=3),
        here("post_taken", 1, agency="border_guard"),
        here("post_left", 2, agency="customs"),
        here("post_left", 3, agency="border_guard"),
        here("post_left", 4, agency="border_guard"),
    ]
    assert officers_on_post([month_of(*posts)], at(1)) == {"customs": 3, "border_guard": 1}
    assert officers_on_post([month_of(*posts)], at(9)) == {"customs": 2, "border_guard": 0}


def test_officers_on_post_are_counted_per_step():
    inspector = {"agency": "customs", "step": "customs_in"}
    posts = [
        here("post_taken", 0, **inspector),
        here("post_taken", 1, **inspector),
        here("post_taken", 2, agency="customs"),
        here("post_left", 3, **inspector),
    ]
    count = officers_by_step([month_of(*posts)], at(2))
    assert count == {("customs", "customs_in"): 2, ("customs", None): 1}
    assert officers_by_step([month_of(*posts)], at(9))["customs", "customs_in"] == 1
    left = [*posts, here("post_left", 4, agency="customs")]
    assert ("customs", None) not in officers_by_step([month_of(*left)], at(9))


def test_slots_are_as_last_booked():
    rows = [
        here("slot_booked", 0, other="b1", step="09:00"),
        here("slot_booked", 1, other="b2", step="09:00"),
        here("slot_changed", 2, other="b1", step="14:00"),
        here("slot_missed", 3, other="b2"),
        here("slot_missed", 3, other="b9"),
    ]
    slots = {
        slot.other: (slot.window, slot.is_missed) for slot in list_slots([month_of(*rows)], at(9))
    }
    assert slots == {"b1": ("14:00", False), "b2": ("09:00", True)}


def test_counts_and_day_sheets_are_those_of_their_window():
    rows = [
        here("counted", 10, amount=-4),
        here("day_counted", 20, step="cleared", procedure="export", amount=7),
        here("day_counted", 20, step="cleared", procedure="export", amount=9),
        here("day_counted", 21, step="waiting", amount=0),
    ]
    window = {"since_us": at(9), "until_us": at(20)}
    assert [row.amount for row in list_counts([month_of(*rows)], **window)] == [-4]
    assert read_day_sheet([month_of(*rows)], **window) == {("cleared", "export", None): 9}
    assert list_counts([month_of(*rows)], since_us=at(10), until_us=at(20)) == []
    assert read_day_sheet([month_of(*rows)], since_us=at(21), until_us=at(30)) == {}


NOTICE = {"document": "12/TB-UBND", "from_us": at(HOUR), "until_us": at(3 * HOUR)}


def notice(minute=0, **more):
    payload = {**NOTICE, "reason": "fruit_stop"}
    return here("closed", minute, goods="fruit", other="notice:1", payload=payload, **more)


def test_a_notice_holds_from_the_day_that_it_names():
    said = [here("opened"), notice(5)]
    assert status(*said, goods="fruit", minute=HOUR - 1).state == "opened"
    now = status(*said, goods="fruit", minute=HOUR)
    assert (now.state, now.document, now.since_us) == ("closed", "12/TB-UBND", at(HOUR))
    assert status(*said, goods="fruit", minute=3 * HOUR).state == "opened"


def test_a_gate_that_opens_in_the_morning_ends_no_notice():
    said = [notice(), here("opened", HOUR + 5)]
    assert status(*said, goods="fruit", minute=HOUR + 9).state == "closed"
    assert status(*said, goods="ore", minute=HOUR + 9).state == "opened"


def test_a_notice_is_lifted_by_a_word_that_rests_on_it():
    lifted = here("opened", HOUR + 5, goods="fruit", other="notice:1")
    assert status(notice(), lifted, goods="fruit", minute=HOUR + 4).state == "closed"
    assert status(notice(), lifted, goods="fruit", minute=HOUR + 6).state == "opened"


def test_a_notice_stops_the_goods_within_its_class():
    classes = ("durian", "fruit", "other")
    assert status(notice(), goods=classes, minute=HOUR).state == "closed"
    assert status(notice(), goods=("ore", "other"), minute=HOUR).state is None


def stale(*events, side="cn", minute=HOUR):
    return find_stale([month_of(*events)], side=side, direction="export", at_us=at(minute))


def test_a_word_whose_time_is_over_is_stale_until_something_is_said():
    word = here("slowed", 5, step="cn", amount=20, payload={"until_us": at(30)})
    assert stale(here("opened"), word, minute=29) is None
    assert stale(here("opened"), word, minute=30).amount == 20
    assert stale(here("opened"), word, here("opened", 40, step="cn"), minute=50) is None
    assert stale(word, side="vn") is None
