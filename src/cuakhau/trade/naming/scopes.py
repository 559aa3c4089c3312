"""What scopes of trade mean, in words. A scope of a source that is not listed keeps its id."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from cuakhau.zone.types import Language


def name_scope(scope: str, language: Language) -> str:
    """Name a scope."""
    return _rows().get(scope, {}).get(language, scope)


def explain_scope(scope: str, language: Language) -> str:
    """Say what a scope takes in; empty where nobody said."""
    return _rows().get(scope, {}).get(f"about_{language}", "")


@cache
def _rows() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("cuakhau.trade.naming").joinpath("scopes.csv").read_text("utf-8")
    return {row["id"]: row for row in csv.DictReader(text.splitlines())}
