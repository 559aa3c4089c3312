"""The bulletin of a replayed day, counted from the journal, is the one that was printed."""

import pytest

from cuakhau.figures import resolve
from cuakhau.journal.batch import append_batch
from cuakhau.reports.issuing import count_bulletin
from cuakhau.reports.reading import read_cursor, read_data, read_since
from cuakhau.reports.render import render_text
from cuakhau.zone.bulletin.printed import exact_values, printed_on
from reports.days import DAY, NIGHT, list_gone


@pytest.fixture(scope="module")
def bulletin(replayed):
    return count_bulletin(replayed, DAY)


def test_every_printed_number_comes_out_exactly(bulletin, printed):
    parts = {part.line: part for part in (bulletin.whole, *bulletin.lines)}
    wanted = exact_values(printed_on(printed, DAY))
    assert len(wanted) == 26
    for (line, measure, heading), value in wanted.items():
        assert parts[line].cells[measure, heading].value == value


def test_it_says_that_all_compared_figures_agree_and_that_nothing_is_left_over(bulletin):
    assert (bulletin.compared.value, bulletin.disagreeing.value) == (26, 0)
    assert all(one.agrees for one in bulletin.beside)
    assert (bulletin.oddities, bulletin.doubtful.value) == ((), 0)
    assert all(gap.value in (0, None) for part in bulletin.lines for gap in part.gaps.values())


def test_every_figure_resolves_to_itself_at_its_cursor(bulletin, replayed, lang_son, printed):
    cursor = read_cursor(replayed.data.version.log)
    again = read_data(lang_son, printed, up_to=cursor).data
    figures = list(bulletin.figures())
    assert len(figures) > 500
    assert all(resolve(figure, again).agrees for figure in figures[::7])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Năng lực thông quan: 1.243 xe", "SỐ LIỆU MÔ PHỎNG", "gồm hoa quả 216"]),
        ("en", ["Cleared: 1,243 vehicles", "SIMULATED DATA", "Export: 12 vehicles"]),
        ("zh", ["通关：1,243辆", "模拟数据", "其中水果216"]),
    ],
)
def test_the_text_is_the_official_layout_in_three_languages(bulletin, lang_son, language, words):
    text = render_text(bulletin, lang_son, language)
    assert all(word in text for word in words), text
    assert "{" not in text


def test_what_nobody_counted_is_named_and_unknown(bulletin, lang_son):
    parts = {part.line: part for part in bulletin.lines}
    assert parts["dong_dang"].cells["cleared", "all"].value is None
    assert "KHÔNG CÓ SỐ LIỆU (không tính vào toàn khu): Ga Đồng Đăng" in render_text(
        bulletin, lang_son, "vi"
    )


def test_what_the_replay_assumed_is_in_the_footnotes(bulletin, lang_son):
    assert {"lines", "steady", "times"} <= {one.key for one in bulletin.assumptions}
    assert "369 xe chờ xuất khẩu" in render_text(bulletin, lang_son, "vi")


def test_what_the_bulletin_of_a_day_needs_gives_the_numbers_of_the_whole_log(
    bulletin, replayed, lang_son, printed
):
    old = list_gone(lang_son, 40)
    append_batch(lang_son, old, nonce="gone", by="test", at=NIGHT, on_bad="refuse_all")
    whole, needed = read_data(lang_son, printed), read_since(lang_son, DAY, printed)
    assert len(needed.data.log) < len(whole.data.log) - len(old) // 2
    again = count_bulletin(needed, DAY)
    assert values_of(again) == values_of(count_bulletin(whole, DAY))
    parts = {part.line: part for part in (again.whole, *again.lines)}
    for (line, measure, heading), value in exact_values(printed_on(printed, DAY)).items():
        assert parts[line].cells[measure, heading].value == value


def values_of(bulletin):
    return [(one.definition, one.parameters, one.value) for one in bulletin.figures()]
