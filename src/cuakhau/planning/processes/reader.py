"""Who reads the process map, and how names, times and findings are said to them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cuakhau.statistics.process.counts import Finding
from cuakhau.statistics.process.words import name_activity, write_number, write_time
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads: in which language, with whose secrets, at which time of the zone."""

    zone: Zone
    language: Language
    viewer: str | None
    at: datetime

    def name(self, activity: str) -> str:
        """Name an activity."""
        return name_activity(self.zone.at(self.at.date()), activity, self.language)

    def word(self, row_id: str) -> str:
        """Name a row of the zone, or say that nobody knows."""
        dated = self.zone.at(self.at.date())
        return dated.name_of(row_id, self.language) if row_id else _("unknown")

    def number(self, number: int) -> str:
        """Write a whole number."""
        return write_number(number, self.language)

    def time(self, time_us: int) -> str:
        """Write how long something took."""
        return write_time(time_us, self.language)

    def percent(self, part: int, whole: int) -> str:
        """Write a share with one decimal."""
        text = f"{100 * part / whole if whole else 0:.1f}"
        return f"{text.replace('.', ',') if self.language == 'vi' else text} %"


def say_way(reader: Reader, way: tuple[str, str]) -> str:
    """Say a way."""
    return f"{reader.name(way[0])} → {reader.name(way[1])}"


def say_finding(reader: Reader, finding: Finding) -> str:
    """Say what a procedure flags."""
    step = reader.name(finding.step) if finding.step else ""
    required = reader.name(finding.required) if finding.required else ""
    text = {
        "missing": _("“{step}” is missing, and the vehicle has left"),
        "order_flagged": _("“{step}” before “{required}”: flagged only"),
        "order_refused": _("“{step}” before “{required}”: would be refused"),
        "unknown_step": _("“{step}” is not a step of this procedure"),
        "no_procedure": _("Nobody knows which procedure applies"),
    }.get(finding.kind, "")
    return text.format(step=step, required=required)
