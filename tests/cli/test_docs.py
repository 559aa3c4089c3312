"""The manual pages that are made from the code are those in the folder, and they are whole."""

from collections import Counter
from pathlib import Path

import pytest

from cuakhau.cli.making import _manual
from cuakhau.zone.refusal import number_of

MANUAL = Path(__file__).parents[2] / "docs" / "manual"


def test_pages_in_the_folder_are_current(tmp_path: Path) -> None:
    made = _manual.write_manual(tmp_path)
    kept = {page.name: (MANUAL / page.name).read_text("utf-8").splitlines() for page in made}
    told = {page.name: page.read_text("utf-8").splitlines() for page in made}
    gone = [line for name in kept for line in kept[name] if line not in told[name]]
    new = [line for name in told for line in told[name] if line not in kept[name]]
    assert (gone, new) == ([], []), "run ./run docs and commit docs/manual"
    assert kept == told


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
def test_every_rule_is_in_the_manual_in_every_language(language: str) -> None:
    page = _manual.rules_page(language)
    missing = [
        number_of(rule) for rule in _manual.list_rules() if f"| {number_of(rule)} |" not in page
    ]
    assert missing == []
    assert len(_manual.list_rules()) > 100


def test_no_two_rules_have_one_number() -> None:
    numbers = Counter(number_of(rule) for rule in _manual.list_rules())
    assert [number for number, often in numbers.items() if often > 1] == []
