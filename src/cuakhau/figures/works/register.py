"""Figures of the register of works: how many in a year, and how much money.

What the register says is worked out by whoever keeps it; `find` looks it up there.
"""

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.zone.types import Language

MARK = "works:register@"  # of a version of data: up to which rows of the register
COUNT, MONEY = "works.count", "works.money"
MEASURES = ("owned", "finished", "carried_over")
SUMS = ("plan", "disbursed")
ALL, ALL_YEARS = "all", 0

WORDS: dict[str, dict[Language, str]] = {
    "owned": {"vi": "làm chủ đầu tư", "en": "owned", "zh": "作为业主"},
    "finished": {"vi": "hoàn thành đưa vào sử dụng", "en": "finished and in use", "zh": "竣工投用"},
    "carried_over": {"vi": "chuyển tiếp", "en": "carried over", "zh": "结转"},
    "plan": {"vi": "kế hoạch vốn", "en": "capital plan", "zh": "资金计划"},
    "disbursed": {"vi": "giải ngân", "en": "disbursed", "zh": "拨付"},
}


def key_of(measure: str, year: int, project: str = "") -> str:
    """Name a value of the register."""
    return f"{measure}|{year}|{project}"


def _count(data: Data, about: Parameters) -> Answer:
    value = (data.works_values or {}).get(key_of(str(about["measure"]), int(about["year"])))
    return Answer(value=value, unit="project", reason="" if value is not None else "no_record")


def _money(data: Data, about: Parameters) -> Answer:
    key = key_of(str(about["measure"]), int(about["year"]), str(about["project"]))
    value = (data.works_values or {}).get(key)
    return Answer(value=value, unit="vnd", reason="" if value is not None else "no_record")


DEFINITIONS = (
    Definition(
        id=COUNT,
        names={"vi": "số dự án theo sổ", "en": "works by the register", "zh": "台账项目数"},
        needs=("year", "measure"),
        find=_count,
    ),
    Definition(
        id=MONEY,
        names={"vi": "vốn đầu tư công", "en": "public-investment money", "zh": "公共投资资金"},
        needs=("year", "measure", "project"),
        find=_money,
    ),
)
