"""A linear programme written row by row, and solved by HiGHS."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

Terms = Iterable[tuple[int, float]]


class NoOptimum(RuntimeError):
    """Raised when HiGHS ends without an optimum; the text is its status."""


@dataclass
class Programme:
    """Minimise. Columns and rows are only added; `column` gives the number of the new one."""

    cost: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    places: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def column(self, *, low: float = 0.0, high: float = np.inf, cost: float = 0.0) -> int:
        """Add a variable."""
        self.low.append(low)
        self.high.append(high)
        self.cost.append(cost)
        return len(self.cost) - 1

    def row(self, terms: Terms, *, low: float = -np.inf, high: float = np.inf) -> None:
        """Add `low` ≤ the sum of factor · column ≤ `high`; a column may be named twice."""
        summed: dict[int, float] = {}
        for place, factor in terms:
            summed[place] = summed.get(place, 0.0) + factor
        self.places += summed.keys()
        self.factors += summed.values()
        self.starts.append(len(self.places))
        self.row_low.append(low)
        self.row_high.append(high)

    def solve(self) -> tuple[float, np.ndarray]:
        """Give the least value and the columns that reach it. Raises `NoOptimum`."""
        # SciPy brings HiGHS along; highspy itself greets on stdout, which belongs to the answer.
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        size = (len(self.row_low), len(self.cost))
        rows = csr_array((self.factors, self.places, self.starts), shape=size)
        found = milp(
            c=np.array(self.cost),
            constraints=LinearConstraint(rows, self.row_low, self.row_high),
            bounds=Bounds(self.low, self.high),
        )
        if found.x is None:
            raise NoOptimum(found.message)
        return float(found.fun), found.x
