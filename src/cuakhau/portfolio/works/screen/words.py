"""The words of the pages of works, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cuakhau.figures.format import UNKNOWN, format_money, format_number
from cuakhau.portfolio.works.rules.flags import Flag
from cuakhau.portfolio.works.rules.words import fields, kinds, laws, stages
from cuakhau.zone.types import Language

STATES = {
    "preparing": gettext_noop("being prepared"),
    "building": gettext_noop("under construction"),
    "in_use": gettext_noop("finished and in use"),
    "dropped": gettext_noop("dropped"),
    "": gettext_noop("unknown"),
}
TONES = {"preparing": "info", "building": "warn", "in_use": "good", "dropped": "", "": ""}
FLAGS = {
    "stage_late": gettext_noop("“{stage}” is {days} days late"),
    "will_be_late": gettext_noop("At its own pace it ends {days} days late, on {day}"),
    "site_open": gettext_noop("Being built while {left} m² of land are not cleared"),
    "no_plan": gettext_noop("Money was disbursed in {year}, but no capital plan is recorded"),
    "slow_money": gettext_noop(
        "{share} % of the capital plan of {year} is disbursed; an even pace would be {even} %"
    ),
    "advance_left": gettext_noop("In use, but {amount} of advances are not recovered"),
    "silent": gettext_noop("Nothing was accepted or paid for {days} days"),
    "problem_late": gettext_noop("“{text}” is open {days} days after its date; to act: {who}"),
    "problem_of_nobody": gettext_noop("“{text}”: nobody is named who must act"),
}
ACTS = {
    "added": gettext_noop("entered"),
    "changed": gettext_noop("changed"),
    "imported": gettext_noop("imported"),
    "stage": gettext_noop("stage recorded"),
}


def say_flag(flag: Flag, language: Language, units: Mapping[str, str]) -> str:
    """Say a red flag in a sentence."""
    facts = dict(flag.facts)
    if "stage" in facts:
        facts["stage"] = name_stage(facts["stage"], language)
    if "amount" in facts:
        facts["amount"] = format_money(facts["amount"], language)
    if "left" in facts:
        facts["left"] = format_number(facts["left"], language)
    if "who" in facts:
        facts["who"] = units.get(facts["who"], facts["who"]) or UNKNOWN[language]
    if "day" in facts:
        facts["day"] = say_day(facts["day"], language)
    return _(FLAGS[flag.kind]).format(**facts)


def name_stage(stage: str, language: Language) -> str:
    """Name a stage."""
    return stages()[stage].names[language]


def name_kind(kind: str, language: Language) -> str:
    """Name a kind of money."""
    return kinds()[kind].names[language]


def name_field(field: str, language: Language) -> str:
    """Name a field; unknown where none is said."""
    return fields()[field].names[language] if field in fields() else UNKNOWN[language]


def name_law(law: str) -> str:
    """Give the number of a law on public investment; empty where none is said."""
    return laws()[law].number if law in laws() else ""


def say_state(state: str) -> str:
    """Say how far a project is."""
    return _(STATES[state])


def say_act(act: str, language: Language) -> str:
    """Say what was done to a project."""
    verb, _colon, stage = act.partition(":")
    word = _(ACTS.get(verb, verb))
    return f"{word}: {name_stage(stage, language)}" if stage else word


def say_day(day: date | None, language: Language) -> str:
    """Write a day with digits: 22/8/2024, 2024-08-22; a dash where there is none."""
    if day is None:
        return "–"
    return f"{day:%d/%m/%Y}" if language == "vi" else day.isoformat()


def choices(words: Mapping[str, Any], language: Language) -> list[tuple[str, str]]:
    """List words to choose from."""
    return [(one.id, one.names[language]) for one in words.values()]
