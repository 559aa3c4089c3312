"""Revenue of some days: tables by day, by gate and by kind, each number a figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cuakhau.figures import Data, Figure, measure
from cuakhau.figures.data import Measure
from cuakhau.figures.fees.money import ANY

BY_DAY: tuple[Measure, ...] = (
    "charged", "waived", "cash", "bank", "balance_used", "refunded", "debt",
)  # fmt: skip
BY_GATE: tuple[Measure, ...] = ("charged", "waived", "cash", "bank", "balance_used", "refunded")
BY_KIND: tuple[Measure, ...] = ("charged",)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what it is of, and its figures in the order of the measures."""

    key: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Revenue:
    """The revenue of the days from `since` to `until`. A row whose key is empty has no gate."""

    since: date
    until: date
    whole: Row
    days: tuple[Row, ...]
    gates: tuple[Row, ...]
    kinds: tuple[Row, ...]

    def figures(self) -> Iterator[Figure]:
        """Give every figure of the report."""
        for row in (self.whole, *self.days, *self.gates, *self.kinds):
            yield from row.figures


def build_revenue(data: Data) -> Revenue:
    """Build the tables from the books in `data`; days without money are left out."""
    books = data.books
    assert books is not None, "a report of revenue is made from books"
    days = sorted({one.day for one in books.sums}, reverse=True)
    gates = sorted({one.gate for one in books.sums}, key=lambda gate: (not gate, gate))
    kinds = sorted({(one.charge, one.goods) for one in books.sums if one.measure == "charged"})

    def row(key: str, measures: tuple[Measure, ...], **about: str) -> Row:
        asked = {"since": books.since, "until": books.until, "gate": ANY, "charge": ANY,
                 "goods": ANY, **about}  # fmt: skip
        return Row(key, tuple(measure(data, f"fees.{one}", **asked) for one in measures))

    return Revenue(
        since=date.fromisoformat(books.since),
        until=date.fromisoformat(books.until),
        whole=row("", BY_DAY),
        days=tuple(row(day, BY_DAY, since=day, until=day) for day in days),
        gates=tuple(row(gate, BY_GATE, gate=gate) for gate in gates),
        kinds=tuple(
            row(f"{charge}/{goods}", BY_KIND, charge=charge, goods=goods) for charge, goods in kinds
        ),
    )
