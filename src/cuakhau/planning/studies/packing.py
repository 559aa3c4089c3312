"""An answer as bytes, and why there is none, in all languages."""

import gzip
from typing import Any

import msgspec
import numpy as np

from cuakhau.planning.models import Study
from cuakhau.planning.studies.kinds import KINDS
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import LANGUAGES, Language

PACKED_HOW_WELL = 6


def pack(answer: object) -> bytes:
    """Pack an answer."""
    packed = msgspec.msgpack.encode(answer, enc_hook=_as_plain)
    return gzip.compress(packed, PACKED_HOW_WELL, mtime=0)


def _as_plain(value: Any) -> Any:
    """Give the plain number of one of numpy."""
    if isinstance(value, np.generic):
        return value.item()
    raise NotImplementedError(type(value).__name__)


def unpack(study: Study) -> Any:
    """Give the answer of a study that is done."""
    packed = gzip.decompress(bytes(study.answer or b""))
    return msgspec.msgpack.decode(packed, type=KINDS[study.kind].type_of_answer())


def pack_trouble(trouble: Exception) -> list[dict[str, Any]]:
    """Write down why there is no answer: each refusal in all languages, or the kind of error."""
    if isinstance(trouble, Refusal | TwinMistakes):
        all_of = [trouble] if isinstance(trouble, Refusal) else trouble.mistakes
        return [
            {
                "rule": one.rule,
                "line": str(getattr(one, "line", None) or ""),
                "said": {code: [one.reason(code), one.cure(code)] for code in LANGUAGES},
            }
            for one in all_of
        ]
    return [{"rule": "", "said": {}, "kind": type(trouble).__name__}]


def list_troubles(study: Study) -> list[dict[str, Any]]:
    """Give what was written down."""
    return list(study.trouble or [])


def said_of(trouble: dict[str, Any], language: Language) -> tuple[str, str]:
    """Give reason and cure; blank for an error of the program."""
    reason, cure = trouble["said"].get(language, ("", ""))
    return reason, cure
