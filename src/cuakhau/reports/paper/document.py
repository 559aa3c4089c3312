"""A document as a value: blocks of text in which every number is a figure that opens.

    Document(…, blocks=(Paragraph(spans=(Plain("Trade reached "), Said(figure, "5.2 billion"))),))

A plain text may hold names, days and numbers of laws; what was counted or measured is a `Said`.
It is written as JSON and read again (`pack`, `unpack`), so that what was issued stays as it was.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from cuakhau.figures import Figure
from cuakhau.figures.code import code_of
from cuakhau.reports.paper.refusals import e3_figure_has_a_source, not_written
from cuakhau.zone.types import Language


class Said(msgspec.Struct, frozen=True, tag=True):
    """A figure and the words it is written with; they hold the number, its unit, or "unknown"."""

    figure: Figure
    text: str

    def __post_init__(self) -> None:
        """Refuse a figure that nobody could open (rule E3)."""
        figure = self.figure
        if not (figure.code and figure.definition and figure.query and figure.data_version.log):
            raise not_written(e3_figure_has_a_source, text=self.text)


class Plain(msgspec.Struct, frozen=True, tag=True):
    """Words without a figure."""

    text: str


Span = Plain | Said
Spans = tuple[Span, ...]


class Heading(msgspec.Struct, frozen=True, tag=True):
    """A title inside the document; `level` is 1 to 3. Its number ("I.", "1.") is part of `text`."""

    level: int
    text: str


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """A paragraph of running text."""

    spans: Spans


class Item(msgspec.Struct, frozen=True, tag=True):
    """One line of a list."""

    spans: Spans


class Table(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A table: heads, rows of as many cells, and how wide each column is beside the others.

    `numeric` names the columns (from 0) that are set to the right.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    widths: tuple[int, ...] = ()
    numeric: tuple[int, ...] = ()


class Chart(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A picture of figures: a Vega-Lite specification with its data, and the figures shown."""

    caption: str
    spec: dict[str, Any]
    figures: tuple[Figure, ...]


Block = Heading | Paragraph | Item | Table | Chart


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes: the body above, the issuer, the place, and the sign after the number."""

    name: str
    superior: str = ""
    place: str = ""
    symbol: str = "BC"


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An official document. `number` and `day` stay empty until it is signed.

    `type_name` ("BÁO CÁO") is empty for a letter; `mark` is printed across the pages of a demo;
    `signs` are the lines above the name of who signs; `receivers` the lines under "Nơi nhận".
    """

    kind: str
    language: Language
    issuer: Issuer
    type_name: str
    abstract: str
    blocks: tuple[Block, ...]
    number: str = ""
    day: date | None = None
    bases: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    signer: str = ""
    receivers: tuple[str, ...] = ()
    mark: str = ""

    @property
    def code(self) -> str:
        """The discreet code of its pages: of all that is written in it."""
        return code_of(pack(self)).replace("F-", "D-", 1)

    def spans(self) -> Iterator[Span]:
        """Give all spans in the order in which they are read."""
        for block in self.blocks:
            if isinstance(block, Paragraph | Item):
                yield from block.spans
            elif isinstance(block, Table):
                yield from (span for row in block.rows for cell in row for span in cell)

    def figures(self) -> tuple[Figure, ...]:
        """Give every figure once, in the order in which it first appears."""
        found = {one.figure.code: one.figure for one in self.spans() if isinstance(one, Said)}
        for block in self.blocks:
            if isinstance(block, Chart):
                found |= {one.code: one for one in block.figures if one.code not in found}
        return tuple(found.values())


def pack(document: Document) -> bytes:
    """Write a document as JSON; the same document gives the same bytes."""
    return msgspec.json.encode(document, order="deterministic")


def unpack(written: bytes) -> Document:
    """Read what `pack` wrote."""
    return msgspec.json.decode(written, type=Document)


def text_of(spans: Spans) -> str:
    """Write spans as one line of text; a number and its percent sign stay together."""
    return "".join(span.text for span in spans).replace(" %", "\N{NO-BREAK SPACE}%")
