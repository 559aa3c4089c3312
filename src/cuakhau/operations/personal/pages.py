"""On which page somebody looked, in words: what a line of the access log begins with is its page.

The lines themselves stay as they were written, in English, for they are evidence.
"""

import csv
from functools import cache
from pathlib import Path

from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def tell_page(zone: Zone, why: str, language: Language) -> str:
    """Name the page of a look and what it was about; what is no page of ours stays as it is."""
    for begins, words in _read_pages().items():
        if why == begins or why.startswith(f"{begins} "):
            about = zone.name_of(why.removeprefix(begins).strip(), language)
            return f"{words[language]} {about}".strip()
    return why


def list_pages(language: Language) -> list[tuple[str, str]]:
    """List the pages on which people look: what their lines begin with, and the name."""
    found = [(begins, words[language]) for begins, words in _read_pages().items()]
    return sorted(found, key=lambda one: one[1])


@cache
def _read_pages() -> dict[str, dict[str, str]]:
    with (Path(__file__).parent / "pages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # The longer ones first: one may begin with another.
    rows.sort(key=lambda row: -len(row["begins"]))
    return {row.pop("begins"): row for row in rows}
