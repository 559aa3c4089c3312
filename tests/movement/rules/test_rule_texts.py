"""Every rule of movement speaks three languages and names the same facts in each."""

import importlib
import pkgutil
import re
import string

import pytest

from cuakhau import movement
from cuakhau.zone.refusal import number_of, texts_of
from cuakhau.zone.types import LANGUAGES


def find_rules():
    found = {}
    for module in pkgutil.walk_packages(movement.__path__, "cuakhau.movement."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if re.match(r"m\d+_", name) and value.__module__ == module.name:
                found[f"{module.name}.{name}"] = value
    return found


RULES = find_rules()


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_it_speaks_three_languages_with_the_same_places(rule):
    texts = texts_of(rule)
    assert set(texts) == set(LANGUAGES)
    for part in ("reason", "cure"):
        said = {language: getattr(texts[language], part) for language in LANGUAGES}
        assert all(said.values())
        assert len({frozenset(places(text)) for text in said.values()}) == 1, said


def test_numbers_are_given_once():
    numbers = [number_of(rule) for rule in RULES.values()]
    assert len(numbers) == len(set(numbers)) > 60
