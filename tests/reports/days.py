"""The day of these tests, the hour after its cut-off, and vehicles that were gone before it."""

from datetime import UTC, date, datetime

from cuakhau.movement.event import Event

DAY = date(2024, 8, 22)
NIGHT = datetime(2024, 8, 22, 14, tzinfo=UTC)  # 21:00 in Việt Nam
BEFORE = datetime(2024, 8, 12, tzinfo=UTC)
HOUR_US = 3_600_000_000


def list_gone(zone, number):
    """The rows of export trips that were over ten days before."""
    steps = [one.step for one in zone.at(DAY).procedure_by_id["export"].steps if not one.optional]
    rows = []
    for visit in range(number):
        fixed = {
            "zone": zone.name,
            "subject_kind": "visit",
            "subject": f"gone-{visit}",
            "happened_offset_min": 420,
            "origin": "import",
        }
        at_us = int(BEFORE.timestamp()) * 1_000_000 + visit * 60_000_000
        said = {"procedure": "export", "place": "hn_1119_1120", "goods": "fruit"}
        rows.append(Event(**fixed, kind="declared", happened_us=at_us, **said))
        for hours, step in enumerate(steps, start=1):
            given = {"step": step, "agency": zone.step_by_id[step].agencies[0]}
            happened_us = at_us + hours * HOUR_US
            rows.append(Event(**fixed, kind="confirmed", happened_us=happened_us, **given))
    return rows
