"""What a replay makes up has a valid form, meets nobody, and is the same each time."""

from collections import Counter

import pytest

from cuakhau.movement.identifiers import read_container, read_customs_number, read_plate
from cuakhau.movement.secrecy import visible
from cuakhau.movement.times import local_day
from cuakhau.movement.visit import fold
from cuakhau.simulation.made_up import numbers
from cuakhau.simulation.made_up.channels import add_channels
from cuakhau.simulation.made_up.trip import make_up, name_firm


@pytest.fixture(scope="module")
def opened(lang_son, august_22):
    rows = [event for event in august_22.events if event.kind == "declared"]
    return [(row, make_up(lang_son.at(local_day(lang_son, row.happened_us)), row)) for row in rows]


def papers_of(made, kind):
    return [number for one, number in made.papers if one == kind]


def test_every_plate_can_be_read_and_no_two_are_alike(opened):
    plates = [read_plate(made.plate) for _, made in opened]
    assert {plate.marks for plate in plates} == {()}
    assert len({plate.normal for plate in plates}) == len(plates) > 1_300


def test_no_plate_names_a_province_or_a_city_that_there_is(opened):
    seen = Counter()
    for _, made in opened:
        for raw in (made.plate, *papers_of(made, "trailer")):
            plate = read_plate(raw)
            seen[plate.country, plate.is_trailer] += 1
            if plate.country == "VN":
                assert plate.province in numbers.NO_PROVINCES
            else:
                assert plate.province == "桂"
                assert plate.normal[1] in numbers.NO_CITIES
    assert min(seen.values()) > 50
    assert len(seen) == 4


def test_lorries_that_declare_on_the_clock_of_china_are_chinese(opened):
    for row, made in opened:
        country = "CN" if row.happened_offset_min == 480 else "VN"
        assert read_plate(made.plate).country == country


def test_containers_have_the_right_check_digit_and_no_owner(opened):
    found = [read_container(raw) for _, made in opened for raw in papers_of(made, "container")]
    assert len(found) > 100
    assert {(one.marks, one.owner) for one in found} == {((), "XXX")}


def test_customs_numbers_say_their_flow(opened, lang_son):
    found = Counter()
    for row, made in opened:
        direction = lang_son.procedure_by_id[row.procedure].direction
        for raw in papers_of(made, "customs_declaration"):
            read = read_customs_number(raw)
            assert read.marks == ()
            found[direction, read.flow] += 1
    assert set(found) == {("export", "export"), ("import", "import")}


def test_what_is_carried_is_of_the_goods_that_the_log_names(opened):
    for row, made in opened:
        assert {line.goods for line in made.goods_lines} <= {row.goods}
        assert all(line.gross_kg > 0 and line.pieces > 0 for line in made.goods_lines)
    bare = Counter(row.goods for row, made in opened if not made.goods_lines)
    assert set(bare) == {"empty"}


def test_the_first_firm_has_some_thirty_visits_at_every_gate_and_time(opened, lang_son):
    own = [row for row, made in opened if name_firm(made.firm) == "Công ty Mẫu 01"]
    assert 25 <= len(own) <= 40
    assert len({row.place for row in own}) >= 3
    times = sorted(row.happened_us for row in own)
    assert times[-1] - times[0] > 12 * 3_600_000_000


def test_names_and_phones_say_that_they_are_samples(opened):
    for _, made in opened:
        assert made.driver.startswith(("Lái xe Mẫu ", "样例司机 "))
        assert made.phone.startswith(("0400 ", "+86 100 "))


def test_it_is_the_same_whoever_asks(opened, lang_son):
    for row, made in opened[::97]:
        assert make_up(lang_son.at(local_day(lang_son, row.happened_us)), row) == made


def test_plates_of_neighbouring_days_do_not_meet():
    keys = range(0, numbers.PLATES, 13)
    for make in (numbers.vietnamese_plate, numbers.chinese_plate):
        assert len({make(key) for key in keys}) == len(keys)


def test_channels_are_told_of_what_has_papers_and_change_nothing_that_others_see(
    lang_son, august_22
):
    with_channels = add_channels(lang_son, august_22.events)
    assert with_channels == add_channels(lang_son, august_22.events)
    told = Counter((row.payload or {}).get("channel") for row in with_channels)
    assert told["green"] > told["yellow"] > told["red"] > 50
    of_visits = [rows_by_visit(rows) for rows in (august_22.events, with_channels)]
    for subject, before in of_visits[0].items():
        rows = of_visits[1][subject]
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        assert len(rows) - len(before) <= 1
        seen = fold(lang_son.name, subject, visible(lang_son, rows, None))
        assert standing(seen) == standing(fold(lang_son.name, subject, before))


def rows_by_visit(rows):
    found = {}
    for row in rows:
        if row.subject_kind == "visit":
            found.setdefault(row.subject, []).append(row)
    return found


def standing(visit):
    return [(e.kind, e.step, e.agency, e.place, e.at_us) for e in visit.standing]
