"""Times are read in one form, to the microsecond, or refused with the right sentence."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from cuakhau.movement.broken import RuleBroken
from cuakhau.movement.times import format_time, local_day, local_time, parse_time
from movement.rows import LANG_SON
from movement.strategies import instants, offsets

READ = [
    ("2024-08-22T08:15:00+07:00", 1_724_289_300_000_000, 420),
    ("2024-08-22T09:15:00.000001+08:00", 1_724_289_300_000_001, 480),
    ("2024-08-22T01:15:00Z", 1_724_289_300_000_000, 0),
    ("2024-08-22t01:15:00.1z", 1_724_289_300_100_000, 0),
    ("2024-08-21T21:45:00.123456789-03:30", 1_724_289_300_123_456, -210),
    ("2024-02-29T00:00:00+00:00", 1_709_164_800_000_000, 0),
]
REFUSED = [
    ("2024-08-22T08:15:00", "M71"),
    ("2024-08-22T08:15:00-00:00", "M71"),
    ("2024-08-22 08:15:00+07:00", "M70"),
    ("20240822T081500+0700", "M70"),
    ("22/08/2024 08:15", "M70"),
    ("2024-08-22T08:15+07:00", "M70"),
    ("2024-08-22T08:15:00+07:00\n", "M70"),
    ("２０２４-08-22T08:15:00+07:00", "M70"),
    ("", "M70"),
    ("2024-13-01T08:15:00+07:00", "M72"),
    ("2023-02-29T08:15:00+07:00", "M72"),
    ("2024-08-22T24:00:00+07:00", "M72"),
    ("2024-08-22T08:15:60+07:00", "M72"),
    ("2024-08-22T08:15:00+15:00", "M72"),
    ("2024-08-22T08:15:00+07:60", "M72"),
    ("0000-08-22T08:15:00+07:00", "M72"),
]


@pytest.mark.parametrize(("text", "at_us", "offset_min"), READ)
def test_a_time_with_its_offset_is_read(text, at_us, offset_min):
    assert parse_time(text) == (at_us, offset_min)


@pytest.mark.parametrize(("text", "rule"), REFUSED)
def test_any_other_text_is_refused(text, rule):
    with pytest.raises(RuleBroken) as refusal:
        parse_time(text)
    assert refusal.value.rule == rule
    assert text[:40] in refusal.value.reason("vi")


@given(instants, offsets)
def test_what_is_written_is_read_again(at_us, offset_min):
    written = format_time(at_us, offset_min)
    assert parse_time(written) == (at_us, offset_min)
    plain = datetime.fromisoformat(written)
    assert (plain - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() == pytest.approx(at_us / 1e6)


def test_a_day_begins_at_midnight_of_the_zone():
    midnight_us, _ = parse_time("2024-08-22T00:00:00+07:00")
    assert local_day(LANG_SON, midnight_us) == date(2024, 8, 22)
    assert local_day(LANG_SON, midnight_us - 1) == date(2024, 8, 21)


@given(instants)
def test_the_day_is_that_of_the_wall_time(at_us):
    assert local_day(LANG_SON, at_us) == local_time(LANG_SON, at_us).date()
