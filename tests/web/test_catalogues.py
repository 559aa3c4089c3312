"""Every text of a page is there in Vietnamese and Chinese, with the same named places."""

import gettext
import re
from pathlib import Path

import pytest

import cuakhau
from cuakhau.web import catalogue

ROOT = Path(cuakhau.__file__).parent
PACKAGES = [str(path.relative_to(ROOT)) for path in catalogue.list_speaking(ROOT)]
LANGUAGES = ["vi", "en", "zh_Hans"]
PLACE = re.compile(r"\{\w+\}|%\(\w+\)s")


def texts_of(package, language):
    return catalogue.read_po(ROOT / package / "locale" / language / "LC_MESSAGES" / "django.po")


@pytest.mark.parametrize("language", ["vi", "zh_Hans"])
@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_that_is_said_is_translated_and_no_other(package, language):
    said = set(catalogue.list_said(ROOT / package))
    assert set(texts_of(package, language)) - {""} == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("package", PACKAGES)
def test_a_translation_keeps_the_named_places(package, language):
    for key, text in texts_of(package, language).items():
        if key:
            wanted = set(PLACE.findall(key))
            for form in text.split(catalogue.PLURAL):
                assert set(PLACE.findall(form)) == wanted, key


def test_compiled_catalogues_are_up_to_date():
    for source in catalogue.list_catalogues(ROOT):
        compiled = source.with_suffix(".mo").read_bytes()
        assert compiled == catalogue.build_mo(catalogue.read_po(source)), source


def test_pythons_own_gettext_reads_what_we_write(tmp_path):
    key = catalogue.key_of("one cat", "{n} cats")
    texts = {
        "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n",
        key: "{n} con mèo",
        catalogue.key_of("export", None, "direction"): "xuất",
    }
    (tmp_path / "x.mo").write_bytes(catalogue.build_mo(texts))
    with (tmp_path / "x.mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.ngettext("one cat", "{n} cats", 3) == "{n} con mèo"
    assert read.pgettext("direction", "export") == "xuất"


def test_every_package_that_speaks_has_its_catalogues():
    speaking = [
        path.name
        for path in sorted(ROOT.iterdir())
        if path.is_dir() and path.name != "cli" and catalogue.list_said(path)
    ]
    assert speaking == [package for package in PACKAGES if "/" not in package]


def test_brackets_and_quotation_marks_do_not_end_a_text_of_a_template(tmp_path):
    (tmp_path / "page.html").write_text(
        "{% translate 'Stop (or go) now' %}"
        """{% blocktranslate %}Say "stop") or (it's) {{ word }}{% endblocktranslate %}"""
        '{% include "x" with word=_("all (so far) ") %}'
        '{% translate "order" context "the (one) kind" %}'
        "{% blocktranslate count n=n %}one (1) {% plural %}{{ n }} (many) {% endblocktranslate %}"
    )
    assert set(catalogue.list_said(tmp_path)) == {
        "Stop (or go) now",
        """Say "stop") or (it's) %(word)s""",
        "all (so far) ",
        catalogue.key_of("order", None, "the (one) kind"),
        catalogue.key_of("one (1) ", "%(n)s (many) "),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_is_translated_alike_everywhere(language):
    """Django merges all catalogues: of two translations of a text only one is ever shown.

    Where a word means two things, give each a context.
    """
    said = {}
    for package in PACKAGES:
        for key, text in texts_of(package, language).items():
            if key:
                said.setdefault(key, {}).setdefault(text, []).append(package)
    assert [(key, texts) for key, texts in said.items() if len(texts) > 1] == []
