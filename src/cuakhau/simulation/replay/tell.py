"""Assumptions in words, in three languages; the sentences stand in `assumption_texts.csv`."""

import csv
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from cuakhau.simulation.replay.work import Assumption
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

_DIRECTIONS: dict[str, dict[Language, str]] = {
    "export": {"vi": "xuất khẩu", "en": "export", "zh": "出口"},
    "import": {"vi": "nhập khẩu", "en": "import", "zh": "进口"},
}
_AND: dict[Language, str] = {"vi": ", ", "en": ", ", "zh": "、"}


def tell(
    assumption: Assumption,
    dated: Zone,
    language: Language,
    *,
    number: Callable[[int], str] = str,
    day: Callable[[date], str] = str,
) -> str:
    """Say an assumption; `number` and `day` write those the way the reader's language does."""

    def said(fact: Any) -> str:
        if isinstance(fact, tuple):
            return _AND[language].join(dated.name_of(one, language) for one in fact)
        if isinstance(fact, date):
            return day(fact)
        if isinstance(fact, int):
            return number(fact)
        return _DIRECTIONS[fact][language]

    facts = {name: said(fact) for name, fact in assumption.facts.items()}
    return texts()[assumption.key, language].format_map(facts)


@lru_cache(maxsize=1)
def texts() -> dict[tuple[str, Language], str]:
    """Read the sentences by key and language."""
    file = resources.files("cuakhau.simulation.replay").joinpath("assumption_texts.csv")
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {(row["key"], row["language"]): row["text"] for row in rows}  # type: ignore[misc]
