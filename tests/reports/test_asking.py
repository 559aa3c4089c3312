"""Questions from above: what is understood, and what is left alone."""

import pytest

from cuakhau.reports.leader.asking.reading import list_questions, read_question
from cuakhau.trade.periods import read_period


def understood(text):
    read = read_question(text)
    return read and (read.question.id, read.minute, read.period)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("how many export lorries today", ("export", None, None)),
        ("How many export lorries by 14:00?", ("export", 840, None)),
        ("bao nhiêu xe xuất hôm nay", ("export", None, None)),
        ("bao nhieu xe xuat den 14h30", ("export", 870, None)),
        ("hôm nay có bao nhiêu xe nhập khẩu", ("import", None, None)),
        ("今天多少出口车？", ("export", None, None)),
        ("kim ngạch 2017", ("turnover", None, read_period("2017"))),
        ("kim ngạch quý I năm 2018", ("turnover", None, read_period("2018Q1"))),
        ("进出口额2018年第一季度", ("turnover", None, read_period("2018Q1"))),
        ("kim ngạch", ("turnover", None, None)),
        ("bao nhiêu dự án năm 2017", ("works", None, read_period("2017"))),
        ("kim ngạch năm ngoái", None),
        ("bao nhiêu xe xanh hôm nay", None),
        ("how many export lorries tomorrow", None),
        ("12H-345.67", None),
        ("", None),
    ],
)
def test_a_question_is_understood_word_by_word_or_not_at_all(text, answer):
    assert understood(text) == answer


def test_every_example_is_understood_as_what_it_is_an_example_of():
    for question in list_questions():
        for text in question.examples.values():
            read = read_question(text)
            assert read is not None, text
            assert read.question.id == question.id, text
