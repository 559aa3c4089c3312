"""How a rule speaks: its number, its reason and its cure, in the reader's language.

    Refusal                     a rule said no; carries rule, reason, cure
    ├── movement.rules.RuleBroken   M…: what may happen to a visit or a place
    ├── journal.errors.NotWritten   J…: what the journal takes
    ├── accounts.refusals.NotLetIn   A1…: who is let in and may do what
    ├── web.uploads.FileRefused     A51…: which files are taken
    └── zone.check.ZoneMistake      Z…, T… (twins and scenarios): collected, not raised

The English text is the docstring of the rule's function: first paragraph the reason, the
paragraph that begins with `Cure:` the cure. Vietnamese and Chinese stand in `rule_texts.csv`
beside the rules. Named places such as `{step}` are filled from `facts`.
"""

import csv
import inspect
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from cuakhau.zone.types import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class RuleText:
    """What one rule says in one language."""

    reason: str
    cure: str


class Named(str):
    """A fact named in each language: itself for machines, its name for who reads a refusal."""

    names: Mapping[Language, str]

    def __new__(cls, row_id: str, names: Mapping[Language, str]) -> "Named":
        """Give `row_id` the names that it has."""
        named = super().__new__(cls, row_id)
        named.names = names
        return named


def say_cause(texts: Mapping[Language, str], **facts: Any) -> Named:
    """Give a part of a sentence that is told in the reader's language, for the facts of a refusal.

    `texts` has a text for each language, with places that `facts` fill.
    """
    said = {language: text.format(**facts) for language, text in texts.items()}
    return Named(said["en"], said)


NO_PARQUET: Mapping[Language, str] = {
    "vi": "tệp không phải Parquet, hoặc bị cắt ngang.",
    "en": "it is no Parquet file, or cut short.",
    "zh": "该文件不是Parquet，或已被截断。",
}


def join_causes(causes: Iterable[Named]) -> Named:
    """Put causes one after the other, in each language."""
    told = list(causes)
    said = {language: "; ".join(one.names[language] for one in told) for language in LANGUAGES}
    return Named("; ".join(told), said)


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@dataclass(eq=False)
class Refusal(Exception):
    """A rule said no. `texts` holds reason and cure per language, with places still to fill."""

    rule: str
    texts: Mapping[Language, RuleText]
    facts: Mapping[str, Any] = field(default_factory=dict)

    def reason(self, language: Language = "en") -> str:
        """Say why, in `language` or else in English."""
        return self._fill(self._text(language).reason, language)

    def cure(self, language: Language = "en") -> str:
        """Say what to do about it."""
        return self._fill(self._text(language).cure, language)

    def _text(self, language: Language) -> RuleText:
        return self.texts.get(language) or self.texts["en"]

    def _fill(self, text: str, language: Language) -> str:
        told = {
            key: fact.names.get(language, fact) if isinstance(fact, Named) else fact
            for key, fact in self.facts.items()
        }
        return text.format_map(_Blank(told))

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason()} {self.cure()}".strip()


def number_of(rule: Callable[..., Any]) -> str:
    """Read the number from the name of a rule: `m4_left_is_left` is M4."""
    return rule.__name__.split("_", 1)[0].upper()


@cache
def texts_of(rule: Callable[..., Any]) -> dict[Language, RuleText]:
    """Collect what a rule says in all languages; English from its docstring."""
    texts: dict[Language, RuleText] = {"en": _from_docstring(rule)}
    for row in _rule_texts(rule.__module__.rpartition(".")[0]):
        for language in LANGUAGES:
            if (row["rule"], row["language"]) == (number_of(rule), language):
                texts[language] = RuleText(row["reason"], row["cure"])
    return texts


def _from_docstring(rule: Callable[..., Any]) -> RuleText:
    paragraphs = [" ".join(part.split()) for part in (inspect.getdoc(rule) or "").split("\n\n")]
    cures = [part.removeprefix("Cure:").strip() for part in paragraphs if part.startswith("Cure:")]
    return RuleText(reason=paragraphs[0], cure=cures[0] if cures else "")


@cache
def _rule_texts(package: str) -> tuple[dict[str, str], ...]:
    """Read the texts beside the rules, or else of the package around them."""
    file = resources.files(package).joinpath("rule_texts.csv")
    if file.is_file():
        return tuple(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
    around = package.rpartition(".")[0]
    return _rule_texts(around) if around else ()
