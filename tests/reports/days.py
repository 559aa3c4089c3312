"""The day of these tests, and the hour after its cut-off."""

from datetime import UTC, date, datetime

DAY = date(2024, 8, 22)
NIGHT = datetime(2024, 8, 22, 14, tzinfo=UTC)  # 21:00 in Việt Nam
