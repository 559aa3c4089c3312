"""The text of a scenario → a Scenario, or all that is wrong with how it is written."""

from dataclasses import dataclass, replace
from typing import Any

from cuakhau.simulation.scenario.rules.numbers import NUMBERS
from cuakhau.simulation.scenario.types import TABLES, Scenario
from cuakhau.simulation.twin.mistakes import ScenarioMistakes, in_order, mistake_of
from cuakhau.simulation.twin.rules.draft import FileDraft, read_draft
from cuakhau.simulation.twin.rules.files import FORMS
from cuakhau.zone.reading.raw import SCENARIOS, SETTINGS

# `from` is a word that Python keeps for itself
_WRITTEN = {"opens": "from", "closes": "until"}
_OWN_HOURS = ("hours",)  # where `opens` and `closes` are written so


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    base: str
    name: str = ""
    title: str = ""
    title_en: str = ""
    title_zh: str = ""


def read_scenario(text: str, *, name: str) -> Scenario:
    """Read the text of a scenario from a file called `name`; a `name` inside it comes first.

    Raises `ScenarioMistakes` with every mistake found. What it names is looked up by `apply`.
    """
    path = f"{SCENARIOS}/{name.removesuffix('.toml')}.toml"
    draft = read_draft(
        path,
        text.encode(),
        {SETTINGS: _Heading, **{table: kind for table, (kind, _) in TABLES.items()}},
        lambda table: {} if table in _OWN_HOURS else _WRITTEN,
    )
    found = in_order(
        mistake_of(rule, fault) for rule in (*FORMS, *NUMBERS) for fault in rule(draft)
    )
    if found:
        raise ScenarioMistakes(name, found)
    heading = draft.of(SETTINGS)[0].row
    return Scenario(
        name=heading.name or name.removesuffix(".toml"),
        base=heading.base,
        title=heading.title,
        titles=tuple(
            (language, text)
            for language, text in (("en", heading.title_en), ("zh", heading.title_zh))
            if text
        ),
        file=path,
        **{plural: _rows(draft, table) for table, (_, plural) in TABLES.items()},
    )


def _rows(draft: FileDraft, table: str) -> tuple[Any, ...]:
    return tuple(replace(entry.row, line=entry.raw.line) for entry in draft.of(table))
