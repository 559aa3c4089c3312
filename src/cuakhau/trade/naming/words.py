"""Names of chapters of goods and of partner countries; what is not listed keeps its code."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from cuakhau.zone.types import Language


def name_goods(hs: str, language: Language) -> str:
    """Name goods by their chapter: 08 Fruit and nuts; 0810 stands with its chapter's name."""
    name = _rows("chapters").get(hs[:2], {}).get(language, "")
    return f"{hs} {name}".rstrip()


def name_partner(partner: str, language: Language) -> str:
    """Name a partner country."""
    return _rows("partners").get(partner, {}).get(language, partner)


@cache
def _rows(table: str) -> Mapping[str, Mapping[str, str]]:
    text = resources.files("cuakhau.trade.naming").joinpath(f"{table}.csv").read_text("utf-8")
    return {row["id"]: row for row in csv.DictReader(text.splitlines())}
