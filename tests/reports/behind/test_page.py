"""A number of the board opens: it comes out again, and its vehicles are there one by one."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from cuakhau.figures.whole import read_whole, write_whole
from cuakhau.journal import recent
from cuakhau.journal.store.connection import fetch
from cuakhau.reports import reading
from cuakhau.reports.behind.opening import find_stored, open_figure, open_whole_log
from cuakhau.web.models import FigureRow
from reports.behind.conftest import PLATE, links_of

SAME = "Computed again from the log: the same"
ONE_BY_ONE = "Counted vehicle by vehicle: the same"


def link_to(client, definition, **about):
    for address in links_of(client):
        read = read_whole(address.split("/")[2])
        if read.definition == definition and about.items() <= read.parameters.items():
            return address
    raise LookupError(definition)


def open_page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_number_of_the_board_opens_and_comes_out_again(busy, anybody):
    links = links_of(anybody)
    opened = {}
    for address, printed in links.items():
        page = open_page(anybody, address)
        assert SAME in page, address
        value = re.search(r'class="figure-value">([\d,]+|unknown)', page)[1]
        stored = read_whole(address.split("/")[2])
        if stored.unit == "vehicle":
            assert value == printed
            if stored.value is not None and stored.definition != "live.capacity":
                assert ONE_BY_ONE in page
                assert len(re.findall(r'<tr>\s*<th scope="row">', page)) == stored.value
        opened[stored.definition] = opened.get(stored.definition, 0) + 1
    assert opened.keys() >= {
        "live.cleared",
        "live.waiting",
        "live.arrived",
        "live.turned_back",
        "live.expected",
        "live.longest_wait",
        "live.wait",
        "live.standing",
        "live.capacity",
        "live.arrived_in_hour",
        "live.cleared_export_in_hour",
    }


def test_the_two_ways_of_reading_the_log_agree(busy, anybody):
    for address in links_of(anybody):
        zone, stored = find_stored(address.split("/")[2])
        page, terminal = open_figure(zone, stored), open_whole_log(zone, stored)
        assert (page.again, page.rows) == (terminal.again, terminal.rows)
        assert page.agrees
        assert page.adds_up in (True, None)


def test_what_is_told_later_changes_nothing_of_what_was_shown(busy, anybody):
    before = {address: read_whole(address.split("/")[2]) for address in links_of(anybody)}
    busy.later(minutes=5)
    gone = busy.numbers[1]
    at = busy.now - timedelta(hours=22)  # it had left yesterday, and is told only now
    for step in ("exit_border_guard", "exit_customs"):
        agency = busy.zone.step_by_id[step].agencies[0]
        happened_us = int(at.timestamp() * 1_000_000)
        busy.write(gone, "confirmed", step=step, agency=agency, happened_us=happened_us)
    busy.confirm(busy.numbers[2], "exit_border_guard", "exit_customs")
    for address, stored in before.items():
        zone, found = find_stored(address.split("/")[2])
        assert open_figure(zone, found).again.value == stored.value, stored.query
    waiting = read_whole(link_to(anybody, "live.waiting", line="*", heading="all").split("/")[2])
    assert waiting.value == 2


def test_nobody_learns_a_plate_from_it_who_may_not(busy, anybody):
    address = link_to(anybody, "live.waiting", line="*", heading="all")
    page = open_page(anybody, address)
    assert busy.numbers[1] in page
    assert PLATE not in page
    assert "•••" not in page
    looks = count_looks(busy)
    board = busy.sign_in("board")
    shown = open_page(board.client, address)
    assert PLATE not in shown
    assert count_looks(busy) == looks


def test_who_may_sees_plates_and_each_look_is_kept(busy, anybody):
    address = link_to(anybody, "live.waiting", line="*", heading="all")
    guard = busy.sign_in("border_guard")
    looks = count_looks(busy)
    page = open_page(guard.client, address)
    assert PLATE in page
    assert f'href="/zone/{busy.zone.name}/visit/{busy.numbers[1]}/"' in page
    assert count_looks(busy) > looks


def count_looks(gate):
    zone = gate.zone.name
    return fetch("SELECT count(*) FROM journal_personal_access WHERE zone = $1", [zone])[0][0]


def test_a_value_that_somebody_made_up_is_found_out(busy, anybody):
    address = link_to(anybody, "live.waiting", line="*", heading="all")
    zone, stored = find_stored(address.split("/")[2])
    wrong = write_whole(type(stored)(**{**_fields(stored), "value": 99}))
    page = open_page(anybody, f"/figure/{wrong}/")
    assert "not the same" in page


def _fields(figure):
    return {name: getattr(figure, name) for name in figure.__dataclass_fields__}


def test_kept_it_opens_by_its_short_code(busy, anybody):
    address = link_to(anybody, "live.arrived", line="*")
    code = find_stored(address.split("/")[2])[1].code
    assert anybody.get(f"/figure/{code}/").status_code == 404
    assert anybody.post(f"{address}keep").status_code == 302
    assert not FigureRow.objects.filter(code=code).exists()
    guard = busy.sign_in("border_guard")
    for _ in range(2):
        assert guard.client.post(f"{address}keep").headers["Location"] == f"/figure/{code}/"
    assert FigureRow.objects.filter(code=code).count() == 1
    assert SAME in open_page(anybody, f"/figure/{code.lower().replace('-', '')}/")


@pytest.mark.parametrize("code", ["F-00000-000000", "W-abc", "x", "F-00000-000001"])
def test_a_code_of_nothing_is_told_kindly(busy, anybody, code):
    answer = anybody.get(f"/figure/{code}/")
    assert answer.status_code == 404
    assert "There is no figure of this code" in answer.content.decode()


@pytest.mark.parametrize(
    "about", [{"line": "nowhere"}, {"at_us": "x"}, {"at_us": 2**62}, {"heading": "?"}]
)
def test_a_question_that_makes_no_sense_is_told_kindly(busy, anybody, about):
    address = link_to(anybody, "live.waiting", line="*", heading="all")
    _, stored = find_stored(address.split("/")[2])
    asked = {**stored.parameters, **about}
    odd = write_whole(type(stored)(**{**_fields(stored), "parameters": asked}))
    assert anybody.get(f"/figure/{odd}/").status_code == 404


def test_figures_of_the_board_are_for_those_who_read_the_board(busy, anybody, settings):
    address = link_to(anybody, "live.waiting", line="*", heading="all")
    settings.IS_EMBEDDED = False
    assert anybody.get(address).headers["Location"].startswith("/sign-in/")
    assert busy.sign_in("declarant").client.get(address).status_code == 403
    assert SAME in open_page(busy.sign_in("customs").client, address)
    elsewhere = busy.sign_in("customs")
    type(elsewhere.person).objects.filter(pk=elsewhere.person.pk).update(zone="elsewhere")
    assert elsewhere.client.get(address).status_code == 403


def test_other_figures_are_for_those_who_see_reports(busy, anybody):
    address = link_to(anybody, "live.waiting", line="*", heading="all")
    _, stored = find_stored(address.split("/")[2])
    about = {"day": "2024-08-22", "line": "*", "heading": "all"}
    fields = {**_fields(stored), "definition": "bulletin.waiting", "parameters": about}
    counted = write_whole(type(stored)(**fields))
    answer = anybody.get(f"/figure/{counted}/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")
    assert SAME in open_page(busy.sign_in("board").client, f"/figure/{counted}/")
    declarant = busy.sign_in("declarant")
    assert declarant.client.get(f"/figure/{counted}/").status_code == 403


def test_where_too_much_was_written_since_the_terminal_is_named(busy, anybody, monkeypatch):
    address = link_to(anybody, "live.expected")
    monkeypatch.setattr(reading, "MOST_ROWS_SINCE", 1)
    busy.later(minutes=1)
    busy.confirm(busy.numbers[5], "yard_in")
    busy.confirm(busy.numbers[5], "permit")
    answer = anybody.get(address)
    assert answer.status_code == 422
    assert "cuakhau figure" in answer.content.decode()


def test_only_visits_of_the_day_are_read(busy):
    horizon = reading.read.get_horizon(busy.zone.name)
    at_us = int(busy.now.timestamp() * 1_000_000)
    later = recent.list_stood(busy.zone.name, at_us, at_us, cursor=horizon, most_rows=9)
    assert busy.numbers[3] not in later
    assert busy.numbers[1] in later


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans"])
def test_it_speaks_three_languages_and_always_says_what_it_means_in_all(busy, anybody, language):
    address = link_to(anybody, "live.waiting", line="*", heading="all")
    page = open_page(anybody, f"{address}?language={language}")
    for words in ("đang chờ", "waiting now", "目前待检"):
        assert words in page


def test_it_asks_the_database_the_same_few_times_for_any_number_of_vehicles(
    busy, anybody, django_assert_max_num_queries
):
    address = link_to(anybody, "live.waiting", line="*", heading="all")
    guard = busy.sign_in("border_guard")
    guard.client.get(address)
    with django_assert_max_num_queries(8, connection=connection):
        guard.client.get(address)
