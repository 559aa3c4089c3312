"""Goods by words or by code: accents optional, every word may be typed in part. Pure."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from cuakhau.operations.declare.lists.columns import fold

PATH = " › "
MOST = 12
LEAST = 2


@dataclass(frozen=True, slots=True)
class HsName:
    """A line of the nomenclature. `goods` is a class of goods that it may belong to."""

    code: str
    vi: str = ""
    en: str = ""
    zh: str = ""
    goods: str = ""

    def name(self, language: str) -> str:
        """Name it, in another language where there is none."""
        return getattr(self, language) or self.vi or self.en or self.zh


@dataclass(slots=True)
class Index:
    """The words of all lines in order, and in which lines each stands."""

    rows: tuple[HsName, ...]
    words: list[str] = field(default_factory=list)
    places: dict[str, set[int]] = field(default_factory=dict)


def build_index(rows: Iterable[HsName]) -> Index:
    """Make the index. A line is found by all its names at once, and by its code."""
    index = Index(tuple(sorted(rows, key=lambda row: (len(row.code), row.code))))
    for place, row in enumerate(index.rows):
        parts = f"{row.vi}{PATH}{row.en}".split(PATH)
        for word in {row.code, *(word for part in parts for word in _words(part))}:
            index.places.setdefault(word, set()).add(place)
    index.words = sorted(index.places)
    return index


@lru_cache(maxsize=50_000)
def _words(part: str) -> tuple[str, ...]:
    # A name repeats those of the lines it stands under.
    return tuple(fold(part).split())


def find(index: Index, asked: str, most: int = MOST) -> list[HsName]:
    """Find lines that have every word, or begin so; headings before their parts."""
    if any("\u4e00" <= letter <= "\u9fff" for letter in asked):
        return [row for row in index.rows if asked.strip() in row.zh][:most]
    words = fold(asked.replace(".", "")).split()
    if not words or len("".join(words)) < LEAST:
        return []
    found: set[int] | None = None
    for word in words:
        fits = _beginning(index, word)
        found = fits if found is None else found & fits
        if not found:
            return []
    return [index.rows[place] for place in sorted(found or ())[:most]]


def _beginning(index: Index, start: str) -> set[int]:
    fits: set[int] = set()
    for place in range(bisect_left(index.words, start), len(index.words)):
        if not index.words[place].startswith(start):
            break
        fits |= index.places[index.words[place]]
    return fits
