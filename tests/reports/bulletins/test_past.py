"""Bulletins of the past: read from Vietnamese texts and files, added up again, doubts marked."""

from datetime import date

import pytest

from cuakhau.reports.building import build_bulletin
from cuakhau.reports.bulletins.imports import HEADING_OF
from cuakhau.reports.bulletins.past.doubts import mark_doubts
from cuakhau.reports.bulletins.past.table import COLUMNS, read_table, write_table
from cuakhau.reports.bulletins.past.text import parse_text
from cuakhau.reports.render import render_text
from cuakhau.zone.history import history_of
from cuakhau.zone.load import files_of, find_zone, get_folder
from reports.days import DAY

LANG_SON = find_zone("lang-son")
SCOPES = history_of("lang-son", files_of(get_folder("lang-son"))).scopes
# In the manner of the daily news; the numbers are those printed of 8 April 2023.
NEWS = """Tính đến 20 giờ ngày 8/4/2023, tình hình thông quan qua các cửa khẩu như sau.
Cửa khẩu Hữu Nghị: xuất khẩu 203 xe (hoa quả 162 xe, mặt hàng khác 41 xe); nhập khẩu 341 xe
(xe chở hàng 326, xe mới 15). Xe mới từ nội địa lên 244 xe; quay đầu về nội địa 0 xe.
Tổng số xe chờ xuất khẩu: 244 xe (hoa quả 230 xe, mặt hàng khác 14 xe).
Ga Đồng Đăng: xuất 18 toa, nhập 28 toa.
Chi Ma: xuất khẩu 16 xe, nhập khẩu 51 xe, tồn 13 xe."""


def read(text, **more):
    parsed = parse_text(LANG_SON, text, **more)
    found = {}
    for mark in parsed.marks:
        if mark.count is not None:
            one = mark.count
            found[one.place, one.measure, one.direction, one.cargo] = one.value
    return parsed, found


def test_a_text_of_the_daily_news_is_read_whole():
    parsed, found = read(NEWS)
    assert parsed.lost == ()
    assert parsed.days == (date(2023, 4, 8),)
    hn = "huu_nghi"
    assert found == {
        (hn, "cleared", "export", "all"): 203,
        (hn, "cleared", "export", "fruit"): 162,
        (hn, "cleared", "export", "other"): 41,
        (hn, "cleared", "import", "all"): 341,
        (hn, "cleared", "import", "cargo"): 326,
        (hn, "cleared", "import", "new_vehicles"): 15,
        (hn, "arrived", "export", "all"): 244,
        (hn, "turned_back", "export", "all"): 0,
        (hn, "waiting", "export", "all"): 244,
        (hn, "waiting", "export", "fruit"): 230,
        (hn, "waiting", "export", "other"): 14,
        ("dong_dang", "cleared", "export", "all"): 18,
        ("dong_dang", "cleared", "import", "all"): 28,
        ("chi_ma", "cleared", "export", "all"): 16,
        ("chi_ma", "cleared", "import", "all"): 51,
        ("chi_ma", "waiting", "export", "all"): 13,
    }
    wagons = [m.count.unit for m in parsed.marks if m.count.place == "dong_dang"]
    assert wagons == ["wagon", "wagon"]


def test_our_own_bulletin_is_read_back(replayed):
    bulletin = build_bulletin(replayed.data, DAY)
    parsed, found = read(render_text(bulletin, replayed.data.zone, "vi"))
    assert max(parsed.days) == DAY
    keys = {heading: list(key) for key, heading in HEADING_OF.items()}
    parts = {"all": bulletin.whole, **{part.line: part for part in bulletin.lines}}
    compared = 0
    for (place, measure, *heading), value in found.items():
        names = [name for name, key in keys.items() if key == heading]
        assert parts[place].cells[measure, names[0]].value == value, (place, measure, heading)
        compared += 1
    assert compared > 30
    assert parsed.lost == ()


def test_about_and_at_least_are_kept_as_such():
    parsed, _ = read("Ngày 1/8/2024, toàn tỉnh thông quan khoảng 1.200 xe; còn tồn hơn 300 xe.")
    told = [(mark.count.value, mark.count.precision) for mark in parsed.marks]
    assert told == [(1200, "approx"), (300, "at_least")]


def test_days_times_markers_shares_and_money_are_no_counts():
    text = (
        "Từ 20h ngày 21/8/2024 đến 20 giờ 00 phút ngày 22/8/2024, tại lối 1088/2-1089 và mốc "
        "1119-1120, kim ngạch đạt 5,2 tỷ USD, tăng 12%, 7.417 tấn. Hữu Nghị: xuất khẩu 220 xe."
    )
    parsed, found = read(text)
    assert found == {("huu_nghi", "cleared", "export", "all"): 220}
    assert parsed.lost == ()


def test_a_number_without_a_word_is_lost_and_shown():
    parsed, found = read("Ngày 22/8/2024. Chi Ma có 77 lái xe được kiểm tra y tế.")
    assert found == {}
    assert "77" in parsed.lost[0]


def test_sums_that_contradict_their_parts_are_marked_and_kept():
    text = "Ngày 22/8/2024, toàn tỉnh thông quan 1.057 xe (xuất khẩu 533 xe, nhập khẩu 504 xe)."
    parsed, _ = read(text)
    counts = [(at, mark.count) for at, mark in enumerate(parsed.marks, start=1)]
    marked = mark_doubts(counts, SCOPES)
    assert [one.count.precision for one in marked] == ["suspect", "exact", "exact"]
    assert marked[0].doubt == "533 + 504 = 1037 ≠ 1057"
    assert [one.count.value for one in marked] == [1057, 533, 504]


def test_what_is_said_twice_and_what_is_too_large_is_marked():
    text = "Ngày 22/8/2024. Chi Ma: xuất 16 xe. Chi Ma: xuất 61 xe. Tân Thanh xuất 95000 xe."
    parsed, _ = read(text)
    counts = [(at, mark.count) for at, mark in enumerate(parsed.marks, start=1)]
    assert [bool(one.doubt) for one in mark_doubts(counts)] == [True, True, True]


def test_sums_that_agree_are_not_doubted():
    parsed, _ = read(NEWS)
    counts = [(at, mark.count) for at, mark in enumerate(parsed.marks, start=1)]
    assert [one.doubt for one in mark_doubts(counts, SCOPES) if one.doubt] == []


def test_what_was_read_is_written_as_a_file_and_read_again():
    parsed, _ = read(NEWS)
    counts = [mark.count for mark in parsed.marks]
    again, mistakes = read_table(LANG_SON, write_table(counts))
    assert mistakes == []
    assert [count for _, count in again] == counts


def test_every_mistake_of_a_file_is_told_at_once():
    rows = [
        ",".join(COLUMNS),
        "2024-13-01,,huu_nghi,cleared,both,all,5,,,,",
        "2024-08-22,,nowhere,cleared,both,all,5,,,,",
        '2024-08-22,,huu_nghi,sung,both,all,"1,5",,,,',
    ]
    counts, mistakes = read_table(LANG_SON, "\n".join(rows))
    assert [(one.row, one.column, one.refusal.rule) for one in mistakes] == [
        (2, "first_day", "B11"),
        (3, "place", "B25"),
        (4, "value", "B26"),
        (4, "measure", "B27"),
    ]
    assert counts == []


def test_missing_columns_are_named():
    _, mistakes = read_table(LANG_SON, "day,place\n2024-08-22,huu_nghi")
    assert mistakes[0].refusal.rule == "B24"


@pytest.mark.parametrize("text", ["", "Không có số liệu."])
def test_a_text_without_numbers_gives_none(text):
    assert read(text)[0].marks == ()
