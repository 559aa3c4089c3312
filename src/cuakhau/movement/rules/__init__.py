"""What may happen to a visit or a place: rules M1, M2 …, each one function and one sentence.

A rule takes a `Case` and tells whether it is kept; its docstring says what is wrong when it is
not. Rules that refuse stand before rules that only flag, and among them the reason that a person
can cure most easily stands first.

    from cuakhau.movement import rules
    flags = rules.check(zone, visit, event, around)
"""

from cuakhau.movement.broken import RuleBroken
from cuakhau.movement.rules.check import check

__all__ = ["RuleBroken", "check"]
