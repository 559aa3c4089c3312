"""A figure can be asked for again, and is never a bare number."""

import dataclasses

import pyarrow as pa
import pytest

from cuakhau.figures import DEFINITIONS, NoSuchDefinition, build_data, measure, resolve
from cuakhau.figures.figure import digest_log
from cuakhau.figures.format import REASONS, UNITS, format_figure, format_quantity, format_reason
from cuakhau.movement.log import EventLog
from cuakhau.zone.types import LANGUAGES
from made_logs import DAY, EXAMPLE, IN, OUT, crossing, log_of

CELL = {"day": DAY.isoformat(), "line": "main", "heading": "export"}


@pytest.fixture
def data():
    return build_data(EXAMPLE, log_of(crossing("a", {**IN, **OUT}), crossing("b", IN)))


def test_a_figure_says_what_it_is_and_resolves_to_itself(data):
    figure = measure(data, "bulletin.cleared", **CELL)
    assert (figure.value, figure.unit, figure.is_known) == (1, "vehicle", True)
    assert figure.query == "bulletin.cleared(day=2024-08-22, line=main, heading=export)"
    assert resolve(figure, data).agrees
    assert resolve(figure, data).again == figure


def test_on_other_data_the_same_question_has_another_code_and_may_have_another_answer(data):
    figure = measure(data, "bulletin.waiting", **CELL)
    later = build_data(EXAMPLE, log_of(crossing("a", {**IN, **OUT})))
    asked = resolve(figure, later)
    assert (asked.stored.value, asked.again.value, asked.agrees) == (1, 0, False)
    assert asked.again.code != figure.code


def test_unknown_has_a_reason_and_is_not_zero(data):
    figure = measure(data, "bulletin.opening", **CELL)
    assert (figure.value, figure.reason) == (None, "no_opening")
    assert format_figure(figure, "vi") == "chưa rõ"
    assert format_quantity(figure, "en") == "unknown"
    assert "published" in format_reason(figure, "en")


@pytest.mark.parametrize(
    ("language", "written"), [("vi", "1 xe"), ("en", "1 vehicle"), ("zh", "1辆")]
)
def test_a_quantity_is_written_with_its_unit(data, language, written):
    assert format_quantity(measure(data, "bulletin.cleared", **CELL), language) == written


def test_a_figure_cannot_be_changed(data):
    figure = measure(data, "bulletin.cleared", **CELL)
    with pytest.raises(dataclasses.FrozenInstanceError):
        figure.value = 2


def test_the_digest_of_a_log_does_not_depend_on_its_chunks():
    log = log_of(crossing("a", {**IN, **OUT}), crossing("b", IN))
    parts = [log.table.slice(start, 2) for start in range(0, len(log), 2)]
    assert digest_log(EventLog(log.zone, pa.concat_tables(parts))) == digest_log(log)
    assert digest_log(EventLog(log.zone, log.table.slice(1))) != digest_log(log)


def test_what_is_not_defined_or_asked_wrongly_is_refused(data):
    with pytest.raises(NoSuchDefinition):
        measure(data, "bulletin.guessed", **CELL)
    with pytest.raises(TypeError):
        measure(data, "bulletin.cleared", day="2024-08-22")


def test_definitions_units_and_reasons_speak_three_languages():
    for definition in DEFINITIONS.values():
        assert set(definition.names) == set(LANGUAGES)
    for texts in (*UNITS.values(), *REASONS.values()):
        assert set(texts) == set(LANGUAGES)
