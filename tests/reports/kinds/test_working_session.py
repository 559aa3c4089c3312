"""The report to the session of 2018: every figure and every statement of the story stands in it."""

import pytest

from cuakhau.figures.format import format_number
from cuakhau.journal import versions
from cuakhau.journal.versions import read_history
from cuakhau.reports.behind.opening import find_stored, open_figure
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.registry import build_document
from cuakhau.reports.paper.document import Said, Table, text_of
from cuakhau.reports.paper.refusals import NotWritten
from cuakhau.trade.periods import read_period
from cuakhau.web.figures import keep_figures
from cuakhau.zone.load import find_zone
from desk import NOON, desk_database  # noqa: F401 it wakes Django

PERIODS = ("2017", "2018Q1")
FIGURES = {
    "vi": ("trên 5,2 tỷ USD", "27,1 %", "trên 1 tỷ USD", "17 dự án", "3 dự án", "16 dự án"),
    "en": ("over 5.2 billion USD", "27.1 %", "over 1 billion USD", "17 projects", "3 projects",
           "16 projects"),
    "zh": ("超过52亿美元", "27.1%", "超过10亿美元", "17个项目", "3个项目", "16个项目"),
}  # fmt: skip


@pytest.fixture(scope="module")
def zone():
    return find_zone("lang-son")


def build(zone, language, periods=PERIODS):
    asked = tuple(map(read_period, periods))
    return build_document(
        "working-session",
        Asked(zone=zone, periods=asked, language=language, day=NOON.date()),
    )


def text(document):
    return "\n".join(span.text for span in document.spans())


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
def test_every_figure_and_statement_of_the_story_stands_in_it(desk_database, zone, language):  # noqa: F811
    document = build(zone, language)
    whole = text(document)
    said = " | ".join(span.text for span in document.spans() if isinstance(span, Said))
    for words in FIGURES[language]:
        assert words in said
    for one in read_history(zone).statements:
        if one.area not in ("trade", "works") or one.part != "result":
            assert getattr(one, language) in whole, one.number


def test_every_instruction_has_a_responsible_unit(desk_database, zone):  # noqa: F811
    (table,) = (block for block in build(zone, "vi").blocks if isinstance(block, Table))
    responsible = table.heads.index("Đơn vị chủ trì")
    assert len(table.rows) == 11
    assert all(text_of(row[responsible]) not in ("", "chưa rõ") for row in table.rows)


def test_every_figure_opens_again(desk_database, zone):  # noqa: F811
    figures = build(zone, "vi").figures()
    versions.ensure(zone)
    keep_figures(figures, by="test", at=NOON)
    assert len(figures) == 8
    for figure in figures:
        found, stored = find_stored(figure.code)
        assert open_figure(found, stored).agrees, format_number(figure.value, "en")


def test_a_period_without_data_says_so(desk_database, zone):  # noqa: F811
    document = build(zone, "en", ("1999",))
    assert "Nothing is recorded of trade in this period." in text(document)
    assert "No task was given." in text(document)
    assert document.figures() == ()


def test_another_kind_is_refused(zone):
    with pytest.raises(NotWritten) as refused:
        build_document("novel", Asked(zone=zone, periods=(), language="en", day=NOON.date()))
    assert refused.value.rule == "E5"
