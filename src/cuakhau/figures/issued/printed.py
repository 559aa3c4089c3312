"""What was published of the vehicles of a whole period: a number, or the two ends of a range."""

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.zone.published import PublishedCount

ID = "published.period"
MEASURES = ("cleared", "cleared_per_day")
LOW, HIGH = "low", "high"
ALL = "all"


def find_count(data: Data, about: Parameters) -> PublishedCount | None:
    """Find what was printed of all gates in exactly these days."""
    wanted = tuple(str(about[name]) for name in ("measure", "direction", "since", "until"))
    for one in data.printed:
        said = (one.measure, one.direction, one.first_day.isoformat(), one.last_day.isoformat())
        is_whole = (one.place, one.cargo, one.unit) == (ALL, ALL, "vehicle")
        if is_whole and said == wanted and one.precision != "suspect":
            return one
    return None


def _find(data: Data, about: Parameters) -> Answer:
    found = find_count(data, about)
    value = None
    if found is not None:
        value = found.value if about["end"] == LOW else found.value_high
    return Answer(value=value, unit="vehicle", reason="" if value is not None else "not_printed")


DEFINITIONS = (
    Definition(
        id=ID,
        names={
            "vi": "số xe của kỳ theo công bố",
            "en": "vehicles of a period as published",
            "zh": "已公布的时期车辆数",
        },
        needs=("measure", "direction", "since", "until", "end"),
        find=_find,
    ),
)
