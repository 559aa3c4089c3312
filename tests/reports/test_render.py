"""The templates print figures and nothing else, and say the same in three languages."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import cuakhau.reports
from cuakhau.figures import build_data, measure
from cuakhau.reports.building import build_bulletin
from cuakhau.reports.printed import NothingPrinted, build_printed, list_sources
from cuakhau.reports.render import render_text
from cuakhau.zone.load import find_zone
from cuakhau.zone.types import LANGUAGES
from made_logs import DAY, EXAMPLE, IN, OUT, counted, crossing, log_of

TEMPLATES = Path(cuakhau.reports.__file__).parent / "templates" / "reports"
PRINTS = ("figure", "quantity", "change", "reason")
WORDS = (
    "zone since until cut_off as_of name what heading line kind day place at row agency missing "
    "subjects issued_code title address marks uncounted code"
)


@pytest.mark.parametrize("name", ["bulletin", "part"])
def test_all_languages_show_the_same_figures(name):
    texts = [(TEMPLATES / f"{name}.{one}.txt").read_text("utf-8") for one in LANGUAGES]
    figures = [set(re.findall(r"[\w.]+(?=\|(?:figure|quantity|change))", text)) for text in texts]
    assert figures[0] == figures[1] == figures[2]
    assert len(figures[0]) > 5


@pytest.mark.parametrize("file", sorted(TEMPLATES.glob("*.txt")), ids=lambda file: file.name)
def test_a_template_prints_only_figures_and_words(file):
    for printed in re.findall(r"\{\{ *(.*?) *\}\}", file.read_text("utf-8")):
        value, _, end = printed.partition("|")
        is_word = value.split(".")[-1] in WORDS.split() and end in ("", "upper")
        assert end in PRINTS or is_word or printed == "one", printed


def made(*parts):
    return build_data(EXAMPLE, log_of(*parts))


def test_what_does_not_add_up_is_said_with_its_vehicles():
    bulletin = build_bulletin(made(crossing("lost-1", OUT), counted("counted", 0, 0)), DAY)
    text = render_text(bulletin, EXAMPLE, "en")
    assert "the number waiting differs by +1" in text
    assert "vehicles that left without a confirmed arrival: 1: lost-1" in text


def test_corrections_by_count_stand_with_their_records():
    facts = {"procedure": "export", "goods": "fruit", "seq": 2, "agency": "dispatcher"}
    data = made(crossing("a", IN), counted("counted", 0, 0), counted("counted", 9, -1, **facts))
    text = render_text(build_bulletin(data, DAY), EXAMPLE, "en")
    assert "−1, waiting at the cut-off, export, fruit; at 05:00, 22 August 2024" in text
    assert "record main_road@2024-08/2" in text
    assert "difference: 0" in text


def test_counts_by_hand_are_marked_and_an_unknown_backlog_is_said():
    sheet = counted("day_counted", 24, 9, step="cleared", place="freight_road", procedure="export")
    text = render_text(build_bulletin(made(crossing("a", IN), sheet), DAY), EXAMPLE, "en")
    assert "FREIGHT (partly counted by hand)" in text
    assert "IN PART ONLY: freight (without turned back, newly arrived" in text
    assert "backlog at the start unknown" in text
    assert "SIMULATED" not in text


@pytest.fixture(scope="module")
def lang_son():
    return find_zone("lang-son")


def printed_day(zone, counts, day):
    return build_printed(build_data(zone, log_of(), version="none", printed=counts), day)


def test_a_printed_day_is_re_added_and_names_its_sources(lang_son, printed):
    day = date(2024, 8, 29)
    bulletin = printed_day(lang_son, printed, day)
    assert bulletin.whole.cells["cleared", "all"].value == 1429
    rest = {(one.kind, one.heading): one.amount.value for one in bulletin.oddities}
    assert rest["unlisted", "all"] == 131
    data = build_data(lang_son, log_of(), version="none", printed=printed)
    text = render_text(bulletin, lang_son, "vi", sources=list_sources(data, day))
    assert "CHỈ GỒM SỐ LIỆU ĐÃ CÔNG BỐ" in text
    assert "vietnam.vn" in text.split("NGUỒN CÔNG BỐ")[1]


def test_printed_parts_that_contradict_their_whole_are_said(lang_son, printed):
    day = date(2024, 8, 22)
    wrong = [
        replace(one, value=999)
        if (one.first_day, one.place, one.direction, one.cargo) == (day, "all", "export", "all")
        and one.measure == "cleared"
        else one
        for one in printed
    ]
    found = printed_day(lang_son, tuple(wrong), day).oddities
    assert {("sum", "*", "all"), ("sum", "*", "export")} <= {
        (one.kind, one.line, one.heading) for one in found
    }


def test_a_day_without_print_names_the_days_that_have_some(lang_son, printed):
    with pytest.raises(NothingPrinted) as nothing:
        printed_day(lang_son, printed, date(2024, 8, 23))
    assert date(2024, 8, 22) in nothing.value.days


def test_a_suspect_figure_is_never_used(lang_son, printed):
    doubted = tuple(replace(one, precision="suspect") for one in printed)
    data = build_data(lang_son, log_of(), version="none", printed=doubted)
    cell = {"day": "2024-08-22", "line": "*", "heading": "all", "measure": "cleared"}
    figure = measure(data, "bulletin.printed", **cell)
    assert (figure.value, figure.reason) == (None, "suspect")
