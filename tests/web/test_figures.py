"""The filters print figures and refuse everything else; issued figures are found by code."""

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from cuakhau.figures import build_data, measure
from cuakhau.figures.code import NotACode
from cuakhau.web.figures import NoSuchFigure, get_figure, keep_figures
from cuakhau.web.templatetags.figures import NotAFigure
from desk import NOON
from made_logs import EXAMPLE, IN, crossing, log_of

CELL = {"day": "2024-08-22", "line": "main", "heading": "export"}


@pytest.fixture
def waiting():
    return measure(build_data(EXAMPLE, log_of(crossing("a", IN))), "bulletin.waiting", **CELL)


def printed(value, by):
    text = "{% load figures %}{{ value|" + by + " }}"
    return Template(text).render(Context({"value": value}))


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "1 xe"), ("en", "1 vehicle"), ("zh-hans", "1辆")]
)
def test_a_figure_is_printed_in_the_readers_language(waiting, language, words):
    with translation.override(language):
        assert (printed(waiting, "quantity"), printed(waiting, "figure")) == (words, "1")
        assert printed(waiting, "change") == "+1"


@pytest.mark.parametrize("by", ["figure", "quantity", "change", "reason"])
@pytest.mark.parametrize("value", [1, 0, None, "1.243", Decimal("5.2"), True, ""])
def test_nothing_but_a_figure_is_printed(value, by):
    with pytest.raises(NotAFigure):
        printed(value, by)


def test_unknown_is_said_with_its_reason():
    figure = measure(build_data(EXAMPLE, log_of()), "bulletin.waiting", **CELL)
    with translation.override("vi"):
        assert printed(figure, "figure") == "chưa rõ"
        assert "phiếu ngày" in printed(figure, "reason")
    with translation.override("zh-hans"):
        assert printed(figure, "quantity") == "未知"


def test_an_issued_figure_is_found_as_it_was(desk_database, waiting):
    keep_figures([waiting, waiting], by="test", at=NOON)
    keep_figures([waiting], by="another", at=NOON)
    assert get_figure(waiting.code.lower()) == waiting


def test_an_unknown_figure_is_kept_as_unknown(desk_database):
    figure = measure(build_data(EXAMPLE, log_of()), "bulletin.arrived", **CELL)
    keep_figures([figure], by="test", at=NOON)
    assert (get_figure(figure.code).value, get_figure(figure.code).reason) == (
        None,
        "nobody_counted",
    )


def test_a_code_that_was_never_issued_is_told_from_one_that_is_wrong(desk_database, waiting):
    never = measure(build_data(EXAMPLE, log_of()), "bulletin.turned_back", **CELL)
    with pytest.raises(NoSuchFigure):
        get_figure(never.code)
    with pytest.raises(NotACode):
        get_figure("F-00000-000001")
