"""How a rule of movement is told to have been broken."""

from collections.abc import Callable, Mapping
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of

Rule = Callable[..., bool]  # tells whether it is kept; its docstring says what is wrong if not


class RuleBroken(Refusal):
    """A rule M… said no: nothing was written. `rule`, `reason(language)` and `cure(language)`."""


def broken(rule: Rule, facts: Mapping[str, Any]) -> RuleBroken:
    """Build the refusal of a rule from its texts and the facts of the case."""
    return RuleBroken(rule=number_of(rule), texts=texts_of(rule), facts=facts)
