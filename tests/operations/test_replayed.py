"""A replayed visit has a declaration like any other, in a demo zone alone."""

import pytest

from cuakhau.journal import personal
from cuakhau.journal.store.connection import fetch
from cuakhau.operations import people
from cuakhau.operations.models import Declaration
from cuakhau.operations.replayed import keep_declarations
from cuakhau.simulation.replay import NotReplayed
from desk import NOON


@pytest.fixture
def shown(zone, lang_son):
    """The zone of Lạng Sơn under a name that no other test writes to."""
    return lang_son.renamed(zone.name)


@pytest.fixture
def rows(replayed):
    return replayed.events[:2_000]


def opened(rows):
    return [row for row in rows if row.kind == "declared"]


def test_each_visit_has_a_declaration_whose_words_can_be_found(shown, rows):
    assert keep_declarations(shown, rows, at=NOON) == len(opened(rows)) > 300
    for event in opened(rows)[::40]:
        said = Declaration.objects.get(zone=shown.name, number=event.subject)
        assert (said.vehicle, said.procedure, said.place) == (
            event.other,
            event.procedure,
            event.place,
        )
        refs = [said.vehicle, said.driver, said.phone, *(paper["number"] for paper in said.papers)]
        words = personal.reveal_many(shown.name, refs, by="test", at=NOON, why="test")
        assert set(words) == set(refs)
        plate = words[said.vehicle]
        assert people.find_plate(shown.name, plate) == said.vehicle
        ends = people.plain(plate)[-5:]
        assert said.vehicle in personal.find_ending(shown.name, people.FOUND, ends)


def test_said_again_it_is_written_once(shown, rows):
    keep_declarations(shown, rows, at=NOON)
    kept = count_records(shown)
    assert keep_declarations(shown, rows, at=NOON) == 0
    assert count_records(shown) == kept


def test_what_was_erased_stays_erased(shown, rows):
    keep_declarations(shown, rows, at=NOON)
    gone = opened(rows)[0].other
    personal.erase(shown.name, [gone], by="test", at=NOON, why="test")
    keep_declarations(shown, rows, at=NOON)
    with pytest.raises(personal.Erased):
        personal.reveal(shown.name, gone, by="test", at=NOON, why="test")


def test_no_word_of_it_lies_in_the_declaration_itself(shown, rows):
    keep_declarations(shown, rows, at=NOON)
    text = "\n".join(str(row) for row in Declaration.objects.filter(zone=shown.name).values_list())
    assert "Lái xe Mẫu" not in text
    assert "0400 " not in text


def test_a_real_zone_takes_none(shown, rows):
    real = shown.renamed(shown.name.removesuffix("-demo"))
    with pytest.raises(NotReplayed) as refused:
        keep_declarations(real, rows, at=NOON)
    assert refused.value.rule == "R4"
    assert not Declaration.objects.filter(zone=real.name).exists()


def count_records(zone):
    [(number,)] = fetch("SELECT count(*) FROM journal_personal WHERE zone = $1", [zone.name])
    return number
