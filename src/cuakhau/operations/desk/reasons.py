"""Codes of reasons for a hold, a correction, a turning back: rows, in three languages."""

import csv
import io
from functools import cache
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.zone.types import Language

Choice = tuple[str, str]
OTHER = "other"  # a reason that has to be written out
# The act of the permission table that each verb with a reason asks for.
ACTS = {"hold": "hold", "correct": "ask_correction", "turn_back": "turn_back"}


@cache
def list_reasons(verb: str, language: Language) -> tuple[Choice, ...]:
    """List the (code, words) of an act."""
    return tuple((row["id"], row[language]) for row in _rows() if row["verb"] == verb)


def name_reason(verb: str, code: str, language: Language) -> str:
    """Say a code in words; one that is not known stays as it is."""
    return dict(list_reasons(verb, language)).get(code, code)


def is_reason(verb: str, code: str) -> bool:
    """Tell whether an act knows this code."""
    return any((row["verb"], row["id"]) == (verb, code) for row in _rows())


def list_verbs(language: Language) -> list[dict[str, Any]]:
    """List the acts that need a reason, each with its reasons."""
    labels = {
        "hold": _("Hold"),
        "correct": _("Ask for a correction"),
        "turn_back": _("Turn back"),
    }
    return [
        {
            "id": verb,
            "name": label,
            "act": ACTS[verb],
            "reasons": list_reasons(verb, language),
        }
        for verb, label in labels.items()
    ]


@cache
def _rows() -> tuple[dict[str, str], ...]:
    file = resources.files(__package__).joinpath("reasons.csv")
    return tuple(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
