"""The ratchet counts what it says it counts, and turns one way only."""

import ast

import pytest

import ratchet


def parse_function(text):
    return ast.parse(text).body[0]


def test_statements_of_an_inner_function_count_for_it_alone():
    outer = parse_function("def f():\n a = 1\n def g():\n  b = 1\n  c = 2\n return a\n")
    assert ratchet.count_statements(outer) == 3


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("def f(a, b=True): ...", 1),
        ("def f(a: bool, b=1): ...", 1),
        ("def f(*, a: bool = False): ...", 0),
    ],
)
def test_only_flags_given_by_place_count(text, flags):
    assert ratchet.count_flags(parse_function(text).args) == flags


def test_a_long_file_breaks_its_budget(tmp_path):
    (tmp_path / "src/cuakhau").mkdir(parents=True)
    (tmp_path / "src/cuakhau/long.py").write_text("a = 1\n" * 251)
    assert ratchet.find_over_budget(tmp_path) == {"src/cuakhau/long.py: lines": (251, 250)}


def test_growth_is_refused_with_a_cure():
    [line] = ratchet.compare({"x.py: lines": (300, 250)}, {"x.py: lines": 290})
    assert "at most 290 allowed. Cure: split the file" in line


def test_an_exception_must_shrink_with_the_code():
    exceptions = {"x.py: lines": 300, "y.py: lines": 260}
    over = {"x.py: lines": (280, 250)}
    assert len(ratchet.compare(over, exceptions)) == 2
    assert ratchet.shrink(over, exceptions) == {"x.py: lines": 280}


def test_shrinking_never_grows_an_exception():
    assert ratchet.shrink({"x.py: lines": (310, 250)}, {"x.py: lines": 300}) == {"x.py: lines": 300}
