"""What every official document has around what it says: who writes, who signs, who receives it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.reports.kinds.kind import Asked, issuer_of, signs_of
from cuakhau.reports.paper.document import Block, Document
from cuakhau.trade.periods import name_period


def frame(
    asked: Asked,
    kind: str,
    *,
    type_name: str,
    abstract: str,
    blocks: Iterable[Block],
    receivers: Iterable[str] = (),
) -> Document:
    """Put the blocks of a document into its frame. Its language must be switched on already.

    `receivers` come above the line that every document has: that it is filed.
    """
    return Document(
        kind=kind,
        language=asked.language,
        issuer=issuer_of(asked.zone, asked.day),
        type_name=type_name,
        abstract=abstract,
        blocks=tuple(blocks),
        signs=signs_of(asked.zone, asked.day, pgettext("document", "Head of the Board")),
        receivers=(*receivers, _("- Filed: office.")),
        mark=asked.mark,
    )


def say_periods(asked: Asked) -> str:
    """Name the periods that were asked for."""
    names = [name_period(one, asked.language) for one in asked.periods]
    return pgettext("document", ", ").join(names)
