"""Rows of the log in words."""

import pytest
from django.utils import translation

from cuakhau.movement.event import PLACE_KINDS, VISIT_KINDS, Event
from cuakhau.operations.board.words import tell


def row(kind, **fields):
    return Event(
        zone="z", subject_kind="visit", subject="v1", kind=kind, happened_us=0,
        happened_offset_min=420, recorded_us=1, **fields,
    )  # fmt: skip


@pytest.mark.parametrize("code", ["vi", "en", "zh-hans"])
@pytest.mark.parametrize("kind", sorted({*VISIT_KINDS, *PLACE_KINDS}))
def test_every_kind_has_its_words(lang_son, kind, code):
    language = "zh" if code == "zh-hans" else code
    with translation.override(code):
        what = tell(lang_son, row(kind, step="permit", place="huu_nghi"), language).what
    assert what
    assert "{" not in what
    assert what != kind


def test_what_is_unknown_is_said_to_be(lang_son):
    with translation.override("en"):
        told = tell(lang_son, row("declared", procedure="export", place="chi_ma"), "en")
    assert told.what == "declared: Export, unknown, for Chi Ma"
