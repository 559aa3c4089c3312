"""A folder becomes a zone, and a date picks what held on it."""

from datetime import date, timedelta

import pytest

from cuakhau.zone.check import ZoneMistakes
from cuakhau.zone.load import ZoneNotFound, digest, find_zone, from_files, load
from cuakhau.zone.row import Row
from zone.conftest import ZONES, edited, example_files

SEED_YEAR, AFTER_MERGER = date(2017, 6, 1), date(2025, 6, 1)


def test_the_example_is_complete():
    zone = load(ZONES / "example")
    assert [gate.id for gate in zone.gates] == ["north_gate"]
    assert zone.find_gate_of("lane_out") == "north_gate"
    assert {p.id for p in zone.procedures} >= {"export", "import", "empty", "transload_giving"}


def test_what_is_unknown_stays_unknown():
    zone = load(ZONES / "example")
    assert [cell.amount_vnd for cell in zone.tariffs if cell.id == "fruit_vt6"] == [None]
    assert zone.places["waiting_yard"].capacity is None


def test_tan_thanh_is_a_gate_in_2017_and_a_route_in_2025():
    zone = load(ZONES / "lang-son")
    then, now = zone.at(SEED_YEAR), zone.at(AFTER_MERGER)
    assert [g.kind for g in then.gates if g.id == "tan_thanh"] == ["auxiliary"]
    assert "tan_thanh" not in now.places
    assert now.find_gate_of("tt_1088_2_1089") == "huu_nghi"
    for dated, place in ((then, "tan_thanh"), (now, "tt_1088_2_1089"), (now, "tt_1090_1091")):
        assert dated.find_bulletin_line(place) == "tan_thanh"


def test_a_yard_of_tan_thanh_stays_on_its_line_after_the_merger():
    zone = load(ZONES / "lang-son")
    for day in (SEED_YEAR, AFTER_MERGER):
        assert zone.at(day).find_bulletin_line("bao_nguyen") == "tan_thanh"
    assert zone.at(AFTER_MERGER).find_gate_of("bao_nguyen") == "huu_nghi"


@pytest.mark.parametrize(("day", "gates"), [(SEED_YEAR, 12), (AFTER_MERGER, 10)])
def test_the_number_of_gates_depends_on_the_date(day, gates):
    assert len(load(ZONES / "lang-son").at(day).gates) == gates


def test_a_view_has_the_rows_of_its_day_on_both_sides_of_every_change():
    zone = load(ZONES / "lang-son")
    rows = [row for table in vars(zone).values() if isinstance(table, tuple) for row in table]
    rows = [row for row in rows if isinstance(row, Row)]
    turns = {day for row in rows for day in (row.valid_from, row.valid_until)} - {None}
    for day in [near for turn in turns for near in (turn - timedelta(days=1), turn)]:
        seen = zone.at(day)
        kept = [row for table in vars(seen).values() if isinstance(table, tuple) for row in table]
        assert [row for row in kept if isinstance(row, Row)] == [r for r in rows if r.holds_on(day)]


def test_the_fee_resolution_changes_on_8_may_2025():
    zone = load(ZONES / "lang-son")
    for day, resolution in ((7, "01/2019/NQ-HĐND"), (8, "09/2025/NQ-HĐND")):
        assert {cell.resolution for cell in zone.at(date(2025, 5, day)).tariffs} == {resolution}


def test_no_rate_of_the_old_resolution_is_known():
    old = load(ZONES / "lang-son").at(date(2024, 1, 1))
    assert old.tariffs
    assert {cell.amount_vnd for cell in old.tariffs} == {None}


def test_a_demo_zone_is_the_folder_under_another_name(monkeypatch):
    monkeypatch.delenv("CUAKHAU_ZONES", raising=False)
    demo, real = find_zone("lang-son-demo"), find_zone("lang-son")
    assert (demo.name, demo.is_demo, real.is_demo) == ("lang-son-demo", True, False)
    assert demo.version == real.version


def test_another_folder_of_zones_comes_first(broken_folder, monkeypatch):
    folder = broken_folder(edited(example_files(), ("zone.toml", "capacity = 200", "capacity = 9")))
    monkeypatch.setenv("CUAKHAU_ZONES", str(folder.parent))
    assert find_zone("example").places["inner_yard"].capacity == 9
    assert find_zone("lang-son").name == "lang-son"


def test_a_zone_that_is_nowhere_is_told_with_the_places_looked_at():
    with pytest.raises(ZoneNotFound, match="zones"):
        find_zone("atlantis")


@pytest.mark.parametrize("name", ["../zones/example", "/etc", "", "."])
def test_a_name_is_no_path(name):
    with pytest.raises(ZoneNotFound):
        find_zone(name)


def test_a_zone_with_errors_is_refused_with_all_of_them():
    slips = [("zone.toml", "capacity = 200", "capacity = -1"), ("tariffs.csv", "300000", "1.5")]
    with pytest.raises(ZoneMistakes) as refused:
        from_files("example", edited(example_files(), *slips))
    assert [m.rule for m in refused.value.mistakes] == ["Z12", "Z18"]
    assert "tariffs.csv:2" in str(refused.value)


def test_the_version_is_that_of_the_content():
    files = example_files()
    backwards = dict(reversed(list(files.items())))
    assert digest(files) == digest(backwards) == from_files("example", files).version
    assert digest(edited(files, ("zone.toml", "# The", "# A"))) != digest(files)
    assert digest({"a": b"bc"}) != digest({"ab": b"c"})


def test_a_demo_assumes_a_rate_where_none_was_published_and_says_so():
    demo, real = find_zone("lang-son-demo"), find_zone("lang-son")
    assert len(demo.tariffs) == len(real.tariffs)
    for assumed, published in zip(demo.tariffs, real.tariffs, strict=True):
        if published.amount_vnd is not None:
            assert assumed == published
        else:
            assert assumed.amount_vnd
            assert assumed.resolution == f"{published.resolution} (DEMO)"
    assert any(cell.amount_vnd is None for cell in real.tariffs)
    assert not any("DEMO" in cell.resolution for cell in real.tariffs)
