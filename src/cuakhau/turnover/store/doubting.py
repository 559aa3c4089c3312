"""What of a checked file a person has to settle: one doubt for each row."""

from collections.abc import Iterable
from typing import Any

from cuakhau.trade.importing.checked import Checked, Mistake
from cuakhau.trade.importing.rows import ASIDE
from cuakhau.turnover.store.models import Doubt, Import
from cuakhau.zone.zone import Zone


def list_doubts(zone: Zone, made: Import, checked: Checked) -> Iterable[Doubt]:
    """Give what a person has to settle: one for each row, with all that is wrong in it."""
    facts = dict(
        zip(checked.facts["row"].to_pylist(), checked.facts["fact"].to_pylist(), strict=True)
    )
    together: dict[int, list[Mistake]] = {}
    for one in checked.mistakes:
        together.setdefault(one.row, []).append(one)
    for row, mistakes in sorted(together.items()):
        is_aside = any(one.follows == ASIDE for one in mistakes)
        # Doubts about a row that was known already were raised when it came first.
        if row and not is_aside and row not in facts:
            continue
        yield Doubt(
            zone=zone.name,
            taken=made,
            row=row,
            follows=ASIDE if is_aside else mistakes[0].follows,
            rules=" ".join(sorted({one.rule for one in mistakes})),
            mistakes=[tell_mistake(one) for one in mistakes],
            said=dict(checked.said.get(row, {})),
            fact=None if is_aside else facts.get(row),
        )


def tell_mistake(mistake: Mistake) -> dict[str, Any]:
    """Give a mistake as it is kept."""
    return {
        "field": mistake.field,
        "column": mistake.column,
        "value": mistake.value,
        "rule": mistake.rule,
        "facts": dict(mistake.facts),
    }
