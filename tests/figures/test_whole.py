"""The whole code of a figure holds all of it, and says when a part of it is missing."""

from decimal import Decimal

import msgspec
import pytest

from cuakhau.figures import DEFINITIONS, build_data, measure
from cuakhau.figures.code import NotACode
from cuakhau.figures.figure import DataVersion, Figure
from cuakhau.figures.meaning import LANGUAGES, list_meanings
from cuakhau.figures.whole import is_whole, read_whole, write_whole
from made_logs import EXAMPLE, IN, crossing, log_of


def a_figure(value, log="cursor:812.4051"):
    return Figure(
        code="F-00000-000000",
        value=value,
        unit="vehicle",
        definition="live.waiting",
        query="live.waiting(line=*, heading=all)",
        parameters={"line": "*", "heading": "all"},
        data_version=DataVersion(zone="a-demo", zone_version="0123456789abcdef", log=log),
        as_of_us=1_724_300_000_000_000,
        reason="" if value is not None else "not_split",
    )


@pytest.mark.parametrize("value", [0, 1_243, -3, None, Decimal("5.20")])
@pytest.mark.parametrize("log", ["cursor:812.4051", "none", "sha256:ab"])
def test_it_is_read_back_as_it_was(value, log):
    figure = a_figure(value, log)
    read = read_whole(write_whole(figure))
    plain = {name: getattr(read, name) for name in Figure.__dataclass_fields__ if name != "code"}
    assert plain == {name: getattr(figure, name) for name in plain}


def test_it_fits_an_address_and_figures_of_a_page_begin_alike():
    first, second = write_whole(a_figure(5)), write_whole(a_figure(77))
    assert is_whole(first)
    assert len(first) < 160
    assert first[:50] == second[:50]
    assert set(first) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_a_line_break_of_a_terminal_does_no_harm():
    code = write_whole(a_figure(5))
    assert read_whole(f" {code[:40]}\n{code[40:]} ").value == 5


@pytest.mark.parametrize(
    "spoil",
    [
        lambda code: code[:-1],
        lambda code: code[:30],
        lambda code: code.swapcase(),
        lambda code: code[:20] + ("A" if code[20] != "A" else "B") + code[21:],
        lambda code: code[2:],
        lambda _: "W-",
        lambda _: "W-" + "A" * 2_000,
        lambda _: "W-Ả",
        lambda _: "",
    ],
)
def test_what_is_cut_or_mistyped_is_told(spoil):
    with pytest.raises(NotACode):
        read_whole(spoil(write_whole(a_figure(5))))


def test_a_code_whose_inside_is_something_else_is_no_code():
    from base64 import urlsafe_b64encode
    from hashlib import sha256

    packed = msgspec.msgpack.encode(["a", 1])
    made = urlsafe_b64encode(packed + sha256(packed).digest()[:3]).decode().rstrip("=")
    with pytest.raises(NotACode):
        read_whole("W-" + made)


def test_the_zone_is_named_by_the_beginning_of_its_version():
    cell = {"day": "2024-08-22", "line": "main", "heading": "export"}
    figure = measure(build_data(EXAMPLE, log_of(crossing("a", IN))), "bulletin.waiting", **cell)
    read = read_whole(write_whole(figure))
    assert EXAMPLE.version.startswith(read.data_version.zone_version)
    assert read.query == figure.query


def test_every_definition_has_its_sentence_in_three_languages():
    assert set(list_meanings()) == set(DEFINITIONS)
    for sentences in list_meanings().values():
        assert all(sentences[language].strip() for language in LANGUAGES)
        assert len(set(sentences.values())) == len(LANGUAGES)
