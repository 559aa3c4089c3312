"""The working session of 2018 as the zone remembers it."""

from cuakhau.zone.check import build_draft, list_mistakes
from cuakhau.zone.history import load_history
from cuakhau.zone.load import files_of, zone_folders

FOLDER = zone_folders()[-1] / "lang-son"


def test_all_statements_stand_and_each_instruction_has_a_unit():
    history = load_history(FOLDER)
    assert [one.number for one in history.statements] == list(range(1, 27))
    told = [one for one in history.statements if one.part == "instruction"]
    assert [one.number for one in told] == list(range(16, 27))
    assert all(one.responsible for one in told)
    assert all(one.vi and one.en and one.zh for one in history.statements)


def test_the_works_of_2017_add_up():
    works = {(one.year, one.measure): one.value for one in load_history(FOLDER).works}
    assert works[2017, "owned"] == works[2017, "finished"] + works[2017, "carried_over"] == 17
    assert works[2018, "owned"] == 16


def test_a_unit_that_nobody_knows_is_refused():
    files = dict(files_of(FOLDER))
    name = "history/statements.csv"
    files[name] = files[name].replace(b",project_board,", b",nobody,")
    found = [m for m in list_mistakes(build_draft("lang-son", files)) if m.severity == "error"]
    assert [m.rule for m in found] == ["Z27"]
    assert found[0].file == name
