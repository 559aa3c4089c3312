"""What is wrong with a scenario or a form, every mistake with its line, rule and cure."""

from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language

Told = dict[str, str]


def tell_troubles(trouble: Refusal | TwinMistakes, language: Language) -> list[Told]:
    """List what is wrong in the reader's language."""
    if isinstance(trouble, Refusal):
        return [tell(trouble, language)]
    return [
        {
            "rule": one.rule,
            "reason": one.reason(language),
            "cure": one.cure(language),
            "line": str(one.line or ""),
        }
        for one in trouble.mistakes
    ]
