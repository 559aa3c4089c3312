"""Days and times as other systems write them."""

import pytest

from cuakhau.operations.sources.reading.mapping import guess_columns
from cuakhau.operations.sources.reading.times import read_time


@pytest.mark.parametrize(
    ("time", "day", "said"),
    [
        ("22/08/2024 08:15", "", "2024-08-22T08:15:00+07:00"),
        ("8:15 22/8/2024", "", "2024-08-22T08:15:00+07:00"),
        ("08h15 ngày 22/08/2024", "", "2024-08-22T08:15:00+07:00"),
        ("2024-08-22 08:15:30", "", "2024-08-22T08:15:30+07:00"),
        ("2024-08-22T08:15:30.123+08:00", "", "2024-08-22T08:15:30+08:00"),
        ("2024-08-22T01:15Z", "", "2024-08-22T01:15:00+00:00"),
        ("2024年8月22日 8时15分", "", "2024-08-22T08:15:00+07:00"),
        ("08:15", "22/08/2024", "2024-08-22T08:15:00+07:00"),
        ("08:15:30", "2024-08-22 00:00:00", "2024-08-22T08:15:30+07:00"),
        ("2:05 CH", "22/08/2024", "2024-08-22T14:05:00+07:00"),
    ],
)
def test_a_time_is_read_as_it_was_meant(time, day, said):
    assert read_time(time, day, 420).isoformat() == said


@pytest.mark.parametrize(
    "time",
    ["", "22/08/2024", "32/08/2024 08:15", "08:75 22/08/2024", "hôm qua", "08:15", "45526.3"],
)
def test_what_is_no_time_is_not_guessed(time):
    assert read_time(time, "", 420) is None


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (
            ("STT", "Biển kiểm soát", "Số container", "Trạng thái", "Thời gian"),
            {"Biển kiểm soát": "plate", "Số container": "container", "Trạng thái": "step",
             "Thời gian": "time"},
        ),
        (
            ("Số lượt xe", "Biển số rơ moóc", "Biển số xe", "Ngày", "Giờ"),
            {"Số lượt xe": "number", "Biển số rơ moóc": "trailer", "Biển số xe": "plate",
             "Ngày": "day", "Giờ": "time"},
        ),
        (("车牌", "环节", "时间"), {"车牌": "plate", "环节": "step", "时间": "time"}),
        (("plate", "Date", "foo"), {"plate": "plate", "Date": "time"}),
    ],
)  # fmt: skip
def test_columns_are_guessed_by_their_headings(names, found):
    assert guess_columns(names) == found
