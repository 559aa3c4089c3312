"""The names of activities and how times are written, in three languages."""

import csv
from functools import cache
from importlib import resources

from cuakhau.statistics.process.steps import OF_KIND
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MINUTE_US = 60_000_000
_MINUTES: dict[Language, str] = {"vi": "{n} phút", "en": "{n} min", "zh": "{n}分钟"}
_HOURS: dict[Language, str] = {"vi": "{n} giờ", "en": "{n} h", "zh": "{n}小时"}
_DAYS: dict[Language, str] = {"vi": "{n} ngày", "en": "{n} d", "zh": "{n}天"}
_SECONDS: dict[Language, str] = {"vi": "{n} giây", "en": "{n} s", "zh": "{n}秒"}
_POINT: dict[Language, str] = {"vi": ",", "en": ".", "zh": "."}
_THOUSANDS: dict[Language, str] = {"vi": ".", "en": ",", "zh": ","}


@cache
def _kind_names() -> dict[str, dict[str, str]]:
    file = resources.files("cuakhau.statistics.process").joinpath("activity_names.csv")
    return {row["kind"]: row for row in csv.DictReader(file.read_text("utf-8").splitlines())}


def name_activity(zone: Zone, activity: str, language: Language) -> str:
    """Name a step of the zone, or what else happens to a vehicle; an unknown step by its id."""
    if activity.startswith(OF_KIND):
        return _kind_names()[activity.removeprefix(OF_KIND)][language]
    return zone.name_of(activity, language)


def write_time(time_us: int, language: Language) -> str:
    """Write how long something took, as roughly as people say it."""
    minutes = time_us / MINUTE_US
    if minutes < 2:
        return _SECONDS[language].format(n=round(minutes * 60))
    if minutes < 90:
        return _MINUTES[language].format(n=round(minutes))
    if minutes < 48 * 60:
        return _HOURS[language].format(n=f"{minutes / 60:.1f}".replace(".", _POINT[language]))
    return _DAYS[language].format(n=f"{minutes / 1440:.1f}".replace(".", _POINT[language]))


def write_number(number: int, language: Language) -> str:
    """Write a whole number."""
    return f"{number:,}".replace(",", _THOUSANDS[language])
