"""The headings of the official bulletin, and which of them a vehicle is counted under.

    all ─┬─ export ─┬─ export_fruit   xe hoa quả
         │          └─ export_other   mặt hàng khác
         └─ import ─┬─ import_goods   xe chở hàng
                    └─ import_new     xe mới (on its own wheels)

What is known only under an upper heading (a gate that gives no split) is kept there, and the
headings below it are then unknown for that line, not zero.
"""

from functools import lru_cache
from typing import Literal

from cuakhau.zone.zone import Zone

Heading = Literal[
    "all", "export", "export_fruit", "export_other", "import", "import_goods", "import_new"
]
Measure = Literal[
    "cleared", "turned_back", "moved_out", "moved_in", "arrived", "waiting", "opening", "corrected"
]
MEASURES: tuple[Measure, ...] = (
    "cleared", "turned_back", "moved_out", "moved_in", "arrived", "waiting", "opening", "corrected",
)  # fmt: skip
PARENT: dict[Heading, Heading | None] = {
    "all": None,
    "export": "all",
    "export_fruit": "export",
    "export_other": "export",
    "import": "all",
    "import_goods": "import",
    "import_new": "import",
}
HEADINGS: tuple[Heading, ...] = tuple(PARENT)
LEAVES: tuple[Heading, ...] = ("export_fruit", "export_other", "import_goods", "import_new")

# The bulletin's layout splits each direction by one class of goods (domain notes §1.5).
_SPLIT: dict[str, tuple[str, Heading, Heading]] = {
    "export": ("fruit", "export_fruit", "export_other"),
    "import": ("new_vehicle", "import_new", "import_goods"),
}


def above(heading: Heading) -> tuple[Heading, ...]:
    """List a heading and those it is part of, from itself up."""
    up = PARENT[heading]
    return (heading,) if up is None else (heading, *above(up))


def below(heading: Heading) -> tuple[Heading, ...]:
    """List the headings directly below one."""
    return tuple(child for child in HEADINGS if PARENT[child] == heading)


@lru_cache(maxsize=4096)
def find_heading(zone: Zone, direction: str, goods: str | None) -> Heading | None:
    """Give the heading of goods going in a direction; `zone` is the view of one day.

    `None` where the direction is not counted. Goods that nobody named are counted under the
    direction alone.
    """
    if direction not in _SPLIT:
        return None
    named, inside, outside = _SPLIT[direction]
    if goods is None or goods not in zone.goods_by_id:
        return "export" if direction == "export" else "import"
    return inside if named in chain_of(zone, goods) else outside


def chain_of(zone: Zone, goods: str) -> tuple[str, ...]:
    """List a class of goods and the classes that it is within."""
    chain: list[str] = []
    here: str | None = goods
    while here is not None and here not in chain:
        chain.append(here)
        row = zone.goods_by_id.get(here)
        here = row.within if row else None
    return tuple(chain)
