"""How many works there were in a year, by what was published of them."""

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters

MARK = "works:history"  # a version of data: what the folder of the zone remembers
ID = "works.published"
MEASURES = ("owned", "finished", "carried_over")


def _find(data: Data, about: Parameters) -> Answer:
    rows = [
        row
        for row in data.works
        if (row.year, row.measure) == (int(about["year"]), about["measure"])
        and row.precision != "suspect"
    ]
    value = rows[0].value if rows else None
    return Answer(value=value, unit="project", reason="" if rows else "not_printed")


DEFINITIONS = (
    Definition(
        id=ID,
        names={"vi": "số dự án theo công bố", "en": "works as published", "zh": "已公布项目数"},
        needs=("year", "measure"),
        find=_find,
    ),
)
