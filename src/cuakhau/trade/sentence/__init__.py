"""The sentence of the report: what was traded in some periods, told of one scope at a time."""

from cuakhau.trade.sentence.told import ADDED, Told, list_told, scopes_of
from cuakhau.trade.sentence.words import Part, say

__all__ = ["ADDED", "Part", "Told", "list_told", "say", "scopes_of"]
