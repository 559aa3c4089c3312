"""Numbers and days are written as each language writes them."""

from datetime import date
from decimal import Decimal

import pytest

from cuakhau.figures import format as written


@pytest.mark.parametrize(
    ("value", "vi", "en", "zh"),
    [
        (0, "0", "0", "0"),
        (1243, "1.243", "1,243", "1,243"),
        (-1243, "−1.243", "−1,243", "−1,243"),
        (1234567, "1.234.567", "1,234,567", "1,234,567"),
        (Decimal("5.2"), "5,2", "5.2", "5.2"),
        (Decimal("12345.60"), "12.345,60", "12,345.60", "12,345.60"),
    ],
)
def test_numbers(value, vi, en, zh):
    assert [written.format_number(value, one) for one in ("vi", "en", "zh")] == [vi, en, zh]


@pytest.mark.parametrize(
    ("day", "vi", "en", "zh"),
    [
        (date(2024, 8, 22), "ngày 22 tháng 8 năm 2024", "22 August 2024", "2024年8月22日"),
        (date(2025, 1, 3), "ngày 03 tháng 01 năm 2025", "3 January 2025", "2025年1月3日"),
    ],
)
def test_days(day, vi, en, zh):
    assert [written.format_day(day, one) for one in ("vi", "en", "zh")] == [vi, en, zh]
