"""A bulletin as rows and columns, made from its content: the same for one issued and one counted.

Every number is a `Figure` again, so that page, Word and Excel print it in one way and each opens.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cuakhau.figures import DataVersion, Figure
from cuakhau.figures.bulletin import NAMES
from cuakhau.reports.content import Content
from cuakhau.reports.render import HEADING_WORDS
from cuakhau.statistics.day_count import WHOLE_ZONE
from cuakhau.zone.bulletin.headings import Heading, Measure
from cuakhau.zone.types import Language

Column = tuple[Measure, Heading]
# The official bulletin's columns (domain notes §1.5), in its order.
COLUMNS: tuple[Column, ...] = (
    ("cleared", "all"),
    ("cleared", "export"),
    ("cleared", "export_fruit"),
    ("cleared", "export_other"),
    ("cleared", "import"),
    ("cleared", "import_goods"),
    ("cleared", "import_new"),
    ("turned_back", "export"),
    ("moved_out", "export"),
    ("arrived", "export"),
    ("waiting", "export"),
    ("waiting", "export_fruit"),
    ("waiting", "export_other"),
)
SPLIT = ("export_fruit", "export_other", "import_goods", "import_new")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the whole zone (`*`) or a line of the bulletin, with its figures by column."""

    id: str
    name: str
    unit: str
    cells: Mapping[Column, Figure]
    goods: tuple[tuple[str, Figure], ...]
    is_by_hand: bool

    @property
    def is_known(self) -> bool:
        """Tell whether anything is known of this line."""
        return any(figure.is_known for figure in self.cells.values())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A bulletin to be shown. Instants in microseconds UTC."""

    day: date
    since_us: int
    until_us: int
    as_of_us: int
    is_made_up: bool
    is_printed: bool
    lines: tuple[Line, ...]

    @property
    def whole(self) -> Line:
        """The row of the whole zone."""
        return self.lines[0]

    def figures(self) -> Iterator[Figure]:
        """Give every figure of the sheet."""
        for line in self.lines:
            yield from line.cells.values()
            yield from (figure for _, figure in line.goods)


def build_sheet(content: Content, language: Language, whole: str) -> Sheet:
    """Lay a bulletin's content out; `whole` names the row of the whole zone."""
    parts = [content["whole"], *content["lines"]]
    return Sheet(
        day=date.fromisoformat(content["day"]),
        since_us=content["since_us"],
        until_us=content["until_us"],
        as_of_us=content["as_of_us"],
        is_made_up=content["simulated"],
        is_printed=content["source"] == "printed",
        lines=tuple(_line(content, part, language, whole) for part in parts),
    )


def figure_of(
    content: Content, said: Mapping[str, Any], definition: str, about: Mapping[str, Any]
) -> Figure:
    """Make a figure again of what a content holds of it."""
    named = ", ".join(f"{key}={value}" for key, value in about.items())
    return Figure(
        code=said["code"],
        value=said["value"],
        unit=said["unit"],
        definition=definition,
        query=f"{definition}({named})",
        parameters=dict(about),
        data_version=DataVersion(
            zone=content["zone"], zone_version=content["zone_version"], log=content["log"]
        ),
        as_of_us=content["as_of_us"],
        reason=said["reason"] or "",
    )


def name_column(column: Column, language: Language) -> str:
    """Name a column in full: `đã thông quan, xuất khẩu, hoa quả`."""
    measure, heading = column
    return f"{NAMES[measure][language]}, {HEADING_WORDS[heading][language]}"


def _line(content: Content, part: Mapping[str, Any], language: Language, whole: str) -> Line:
    is_printed = content["source"] == "printed"

    def cell(column: Column) -> Figure:
        measure, heading = column
        about = {"day": content["day"], "line": part["line"], "heading": heading}
        definition = f"bulletin.{measure}"
        if is_printed:
            definition, about = "bulletin.printed", {**about, "measure": measure}
        return figure_of(content, part["cells"][measure][heading], definition, about)

    goods = tuple(
        (
            one["goods"],
            figure_of(
                content,
                one,
                "bulletin.waiting_goods",
                {"day": content["day"], "line": part["line"], "goods": one["goods"]},
            ),
        )
        for one in part["goods"]
    )
    name = whole if part["line"] == WHOLE_ZONE else part["name"][language]
    return Line(
        id=part["line"],
        name=name,
        unit=part["unit"],
        cells={column: cell(column) for column in COLUMNS},
        goods=goods,
        is_by_hand="hand" in part["basis"],
    )
