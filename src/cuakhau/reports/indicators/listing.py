"""The indicators, as data: what each is called, and which figure or person gives it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from cuakhau.trade.periods import Period
from cuakhau.zone.types import LANGUAGES, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """An indicator: of a figure where it has a `definition`, else entered by `unit_told`.

    It is asked only of periods that lie within its validity.
    """

    id: str
    names: Mapping[Language, str]
    unit: str
    definition: str
    parameters: Mapping[str, str]
    unit_told: str
    valid_from: date | None
    valid_until: date | None

    @property
    def is_entered(self) -> bool:
        """Tell whether a person enters it."""
        return not self.definition

    def holds(self, period: Period) -> bool:
        """Tell whether the definition was in force during a period."""
        begun = self.valid_from is None or period.last >= self.valid_from
        return begun and (self.valid_until is None or period.first <= self.valid_until)


@cache
def list_indicators() -> tuple[Indicator, ...]:
    """Give all indicators in the order in which they are shown."""
    text = (
        resources.files("cuakhau.reports.indicators").joinpath("indicators.csv").read_text("utf-8")
    )
    return tuple(
        Indicator(
            id=row["id"],
            names={language: row[language] for language in LANGUAGES},
            unit=row["unit"],
            definition=row["definition"],
            parameters=dict(part.split("=", 1) for part in row["parameters"].split(";") if part),
            unit_told=row["unit_told"],
            valid_from=_day(row["valid_from"]),
            valid_until=_day(row["valid_until"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def find_indicator(name: str) -> Indicator | None:
    """Find an indicator by its id."""
    return next((one for one in list_indicators() if one.id == name), None)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
