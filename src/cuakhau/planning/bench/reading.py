"""What the form of the workbench says: from where on, how long, how often, under what scenario."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from cuakhau.planning.refusals import (
    p91_zone_has_a_twin,
    p96_a_file_is_a_scenario,
    p98_day_is_a_day,
    refuse,
)
from cuakhau.planning.runs.acts import MOST_DAYS, MOST_REPS, Asked
from cuakhau.planning.scenarios.levers import write_scenario
from cuakhau.planning.twins import Base, Question, find_twin
from cuakhau.zone.zone import Zone

REPS, SEED = 10, 1
LONGEST_NAME = 80
MOST_SIGNS = 20_000


@dataclass(frozen=True, slots=True)
class Start:
    """From which day a run starts, and how long it is."""

    base: Base
    first_day: date
    days: int


def read_start(said: Mapping[str, str], today: date) -> Start:
    """Read the base day or month. Raises P98 for what is no day."""
    day = _read_day(said.get("day", ""), today)
    if said.get("base") == "month":
        first = day.replace(day=1)
        return Start("month", first, monthrange(first.year, first.month)[1])
    if said.get("base") == "now":
        return Start("now", today, _read_number(said.get("days", ""), 1, MOST_DAYS))
    return Start("day", day, _read_number(said.get("days", ""), 1, MOST_DAYS))


def read_asked(said: Mapping[str, str], scenario: str, today: date) -> Asked:
    """Read all that is asked. Raises P98."""
    start = read_start(said, today)
    return Asked(
        question=Question(
            scenario=scenario,
            first_day=start.first_day,
            days=start.days,
            name=said.get("name", "").strip()[:LONGEST_NAME],
        ),
        base=start.base,
        seed=_read_number(said.get("seed", ""), SEED, 2**31),
        reps=_read_number(said.get("reps", ""), REPS, MOST_REPS),
    )


def read_scenario_text(
    zone: Zone, said: Mapping[str, str], file: UploadedFile | None, today: date
) -> str:
    """Give the scenario: of a file, else as it was typed, else as the sliders say.

    Raises P91, P96 or P98. What the scenario says is looked at where it is built.
    """
    if file is not None:
        return _read_file(file)
    if text := said.get("text", "").strip():
        return f"{text[:MOST_SIGNS]}\n".replace("\r\n", "\n")
    twin = find_twin(zone)
    if twin is None:
        raise refuse(p91_zone_has_a_twin, zone=zone.name)
    day = read_start(said, today).first_day
    return write_scenario(zone.at(day), twin.during(day, 1), said)


def _read_file(file: UploadedFile) -> str:
    if (file.size or 0) > MOST_SIGNS:
        raise refuse(p96_a_file_is_a_scenario, most=MOST_SIGNS)
    try:
        return file.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as bad:
        raise refuse(p96_a_file_is_a_scenario, most=MOST_SIGNS) from bad


def _read_day(text: str, today: date) -> date:
    if not text:
        return today
    try:
        return date.fromisoformat(text[:10])
    except ValueError as bad:
        raise refuse(p98_day_is_a_day, day=text[:20]) from bad


def _read_number(text: str, otherwise: int, most: int) -> int:
    number = int(text) if text.isdecimal() and len(text) < 11 else otherwise
    return min(max(number, 1), most)
