"""The manual pages that are made from the code are those in the folder, and they are whole."""

from pathlib import Path

import pytest

from cuakhau.cli.making import _manual
from cuakhau.zone.refusal import number_of

MANUAL = Path(__file__).parents[2] / "docs" / "manual"


def test_pages_in_the_folder_are_current(tmp_path: Path) -> None:
    made = _manual.write_manual(tmp_path)
    old = [page.name for page in made if page.read_bytes() != (MANUAL / page.name).read_bytes()]
    assert old == [], "run ./run docs and commit docs/manual"


@pytest.mark.parametrize("language", ["vi", "en", "zh"])
def test_every_rule_is_in_the_manual_in_every_language(language: str) -> None:
    page = _manual.rules_page(language)
    missing = [
        number_of(rule) for rule in _manual.list_rules() if f"| {number_of(rule)} |" not in page
    ]
    assert missing == []
    assert len(_manual.list_rules()) > 100
