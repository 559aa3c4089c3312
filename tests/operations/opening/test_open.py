"""A first day opens whole or not at all, once, and the bulletin balances from there."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from cuakhau.accounts.models import Person
from cuakhau.journal import personal, read
from cuakhau.journal.store.connection import fetch
from cuakhau.operations.models import Declaration
from cuakhau.operations.opening import act
from cuakhau.operations.opening.refusals import NotOpened
from cuakhau.operations.shifts.models import Duty
from cuakhau.reports.reading import read_data
from cuakhau.statistics.bulletin import count_day
from operations.opening.conftest import LORRY, MORNING, Book


def rows_of(zone):
    names = ("journal_event", "journal_personal", "journal_subject")
    counts = [fetch(f"SELECT count(*) FROM {n} WHERE zone = $1", [zone.name])[0][0] for n in names]
    models = (Declaration, Person, Duty)
    return [*counts, *(model.objects.filter(zone=zone.name).count() for model in models)]


def test_it_takes_the_stock_the_people_and_the_roster(real, filled, opens):
    opened = opens(filled.content())
    assert (opened.visits, opened.counted, opened.people, opened.duties) == (3, 1045, 1, 1)
    said = Declaration.objects.get(zone=real.name, vehicle__isnull=False, driver__isnull=False)
    words = personal.reveal_many(
        real.name, [said.vehicle, said.driver, said.phone], by="t", at=MORNING, why="t"
    )
    assert set(words.values()) == {"12C-123.45", "Lái xe Mẫu 1", "0400 000 001"}
    visit = next(one for one in read.list_open_visits(real) if one.subject == said.number)
    assert (visit.procedure, visit.goods, visit.place) == ("export", "fruit", "xuan_cuong")
    assert visit.milestones["in_gate"] == int((MORNING - timedelta(hours=16)).timestamp() * 1e6)
    officer = Person.objects.get(username="hq.an", zone=real.name)
    assert officer.check_password(opened.passwords["hq.an"])
    assert officer.password_is_temporary
    assert officer.leads_agency, "the first of an agency"
    duty = Duty.objects.get(zone=real.name)
    assert (duty.username, duty.until - duty.since) == ("hq.an", timedelta(hours=12))


def test_the_bulletin_of_the_day_has_the_backlog_and_balances(real, filled, opens):
    opens(filled.content())
    counted = count_day(real, read_data(real).data.log, MORNING.date())
    huu_nghi, tan_thanh = counted.line("huu_nghi"), counted.line("tan_thanh")
    assert (huu_nghi.opening_from, tan_thanh.opening_from) == ("log", "log")
    assert huu_nghi.value("opening", "export_fruit") == 1
    assert huu_nghi.value("opening", "import_goods") == 1
    assert huu_nghi.value("arrived", "export_fruit") == 1
    assert huu_nghi.value("waiting", "all") == 3
    assert tan_thanh.value("opening", "export_fruit") == 1045
    assert tan_thanh.value("waiting", "all") == 1045
    assert counted.differences == ()


def test_no_row_of_it_is_made_up(real, filled, opens):
    opens(filled.content())
    rows = fetch("SELECT DISTINCT origin FROM journal_event WHERE zone = $1", [real.name])
    assert rows == [("import",)]


def test_the_same_file_again_writes_nothing_more(real, filled, opens):
    content = filled.content()
    opens(content)
    before = rows_of(real)
    again = opens(content)
    assert (again.repeated, again.visits, again.passwords) == (True, 3, {})
    assert rows_of(real) == before


def test_another_file_cannot_open_it_again(real, book, opens):
    opens(book.add("waiting", **LORRY).content())
    more = Book(real).add("waiting", **{**LORRY, "plate": "12C-543.21"})
    with pytest.raises(NotOpened) as refused:
        opens(more.content())
    assert refused.value.rule == "O2"


def test_a_demo_zone_is_never_opened(real, book, opens):
    demo = real.renamed(f"{real.name}-demo")
    with pytest.raises(NotOpened) as refused:
        opens(book.add("waiting", **LORRY).content(), zone=demo)
    assert refused.value.rule == "O1"
    assert rows_of(demo) == [0, 0, 0, 0, 0, 0]


def test_the_stock_of_an_evening_to_come_is_not_known_yet(real, book):
    content = book.add("waiting", **LORRY).content()
    asking = act.Asking("admin", MORNING, "vi")
    with pytest.raises(NotOpened) as refused:
        act.open_day(real, content, MORNING + timedelta(hours=14), asking)
    assert refused.value.rule == "O3"


def test_one_mistake_in_the_last_sheet_leaves_nothing_written(real, filled, mistakes):
    filled.add("roster", username="nobody", since="23/11/2026 07:00", until="23/11/2026 19:00")
    before = rows_of(real)
    assert mistakes(filled.content()) == [("Ca trực!A4", "O15")]
    assert rows_of(real) == before


def test_what_fails_after_all_checks_leaves_nothing_written(real, filled, opens, monkeypatch):
    def fail(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Duty.objects, "bulk_create", fail)
    before = rows_of(real)
    with pytest.raises(KeyboardInterrupt):
        opens(filled.content())
    assert rows_of(real) == before


def test_what_the_journal_refuses_is_told_with_its_row(real, book, mistakes, monkeypatch):
    agency = act.visit_events

    def wrong(*args):
        for event in agency(*args):
            yield replace(event, agency="nobody") if event.kind == "confirmed" else event

    monkeypatch.setattr(act, "visit_events", wrong)
    book.add("waiting", **LORRY)
    found = mistakes(book.content())
    assert {address for address, _ in found} == {"Xe chờ!A3"}
    assert all(rule.startswith("M") for _, rule in found)
    assert rows_of(real) == [0, 0, 0, 0, 0, 0]


def test_a_long_list_opens_too(real, opens):
    book = Book(real)
    for place in range(600):
        book.add("waiting", **{**LORRY, "plate": f"44C-{place // 100:03}.{place % 100:02}"})
    assert opens(book.content()).visits == 600
