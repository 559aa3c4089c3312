"""Values and targets that a person entered with a source, and growth and attainment of figures.

    entered.value(indicator, since, until)    entered.target(…)
    derived.growth(of, on)                    derived.attainment(of, on)

The last two name figures by their whole codes, which hold the values; nothing else is read.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.figures.whole import read_whole
from cuakhau.zone.types import Language

MARK = "entered:"  # a version of data: the last entry that was read
NO_DATA = "none"
NEEDS = ("indicator", "since", "until")
OF_TWO = ("of", "on")


def key_of(kind: str, about: Parameters) -> str:
    """Name an entry: `value` or `target`, of an indicator and some days."""
    return "|".join((kind, *(str(about[name]) for name in NEEDS)))


def _entered(kind: str) -> Callable[[Data, Parameters], Answer]:
    def find(data: Data, about: Parameters) -> Answer:
        found = data.entered.get(key_of(kind, about))
        if found is None:
            return Answer(value=None, unit="number", reason="no_record")
        return Answer(value=found[0], unit=found[1])

    return find


def _ratio(take: Callable[[Decimal], Decimal]) -> Callable[[Data, Parameters], Answer]:
    def find(_: Data, about: Parameters) -> Answer:
        of, on = (read_whole(str(about[name])).value for name in OF_TWO)
        if of is None or not on:
            return Answer(value=None, unit="percent", reason="no_balance")
        percent = take(Decimal(of) * 100 / Decimal(on))
        return Answer(value=percent.quantize(Decimal("0.1")), unit="percent")

    return find


_NAMES: Mapping[str, Mapping[Language, str]] = {
    "entered.value": {"vi": "số nhập tay", "en": "value as entered", "zh": "录入值"},
    "entered.target": {"vi": "chỉ tiêu", "en": "target", "zh": "目标"},
    "derived.growth": {"vi": "mức tăng", "en": "growth", "zh": "增幅"},
    "derived.attainment": {"vi": "mức đạt chỉ tiêu", "en": "attainment", "zh": "完成率"},
}
_FINDS: Mapping[str, tuple[tuple[str, ...], Callable[[Data, Parameters], Answer]]] = {
    "entered.value": (NEEDS, _entered("value")),
    "entered.target": (NEEDS, _entered("target")),
    "derived.growth": (OF_TWO, _ratio(lambda percent: percent - 100)),
    "derived.attainment": (OF_TWO, _ratio(lambda percent: percent)),
}
DEFINITIONS: tuple[Definition, ...] = tuple(
    Definition(id=name, names=_NAMES[name], needs=needs, find=find)
    for name, (needs, find) in _FINDS.items()
)
