"""Units are told by the outbox, as firms and drivers are."""

from collections.abc import Iterable
from datetime import date

from cuakhau.accounts.units import list_units
from cuakhau.operations.actions import Signed
from cuakhau.operations.messages.outbox import Letter, write
from cuakhau.operations.messages.texts import Fact
from cuakhau.portfolio.directives.models import Task
from cuakhau.zone.zone import Zone

UNKNOWN: dict[str, str] = {"vi": "chưa rõ", "en": "no date given", "zh": "未给期限"}
MOST_LETTERS = 120


def tell_units(
    zone: Zone,
    task: Task,
    text: str,
    units: Iterable[str],
    signed: Signed,
    due: date | None = None,
) -> None:
    """Put a letter about a task into the outbox for each unit, in the caller's transaction."""
    day = due or task.due
    facts: dict[str, Fact] = {
        "task": {code: words[:MOST_LETTERS] for code, words in task.text.items()},
        "due": f"{day:%d/%m/%Y}" if day else UNKNOWN,
    }
    if "vi" not in task.text:
        facts["task"] = next(iter(task.text.values()))[:MOST_LETTERS]
    names = list_units(zone)
    letters = [
        Letter(
            text=text,
            facts={**facts, "unit": {str(code): name for code, name in names[unit].items()}},
            unit=unit,
            about=f"task:{task.pk}",
        )
        for unit in dict.fromkeys(units)
        if unit in names
    ]
    write(zone.name, letters, by=signed.by, at=signed.at, nonce=f"{signed.nonce[:60]}.{text}")
