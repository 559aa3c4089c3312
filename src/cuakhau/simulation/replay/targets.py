"""How many vehicles a replayed day has: what was printed, and what had to be assumed beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cuakhau.simulation.replay.fit import Cell, Table, share_out
from cuakhau.simulation.replay.work import Assumption, Work
from cuakhau.zone.bulletin.headings import LEAVES, below
from cuakhau.zone.bulletin.printed import WHOLE_ZONE
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.zone import Zone

IN_GATE_SHARE = 0.08  # of a day's imports, standing in the gate at a cut-off; nobody prints it


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Vehicles by (line, leaf heading): cleared, turned back, waiting at both cut-offs."""

    lines: tuple[str, ...]
    cleared: Mapping[Cell, int]
    turned_back: Mapping[Cell, int]
    waiting: Mapping[Cell, int]
    opening: Mapping[Cell, int]
    assumptions: tuple[Assumption, ...]

    def arrived(self, cell: Cell) -> int:
        """Give the vehicles that must newly arrive for the day to balance."""
        out = self.cleared[cell] + self.turned_back[cell]
        return out + self.waiting[cell] - self.opening[cell]


def find_targets(zone: Zone, counts: Iterable[PublishedCount], day: date) -> Targets:
    """Find how many vehicles a day has. Raises `NotReplayed` R1 or R2."""
    dated = zone.at(day)
    lines = tuple(line.id for line in dated.bulletin_lines if line.unit == "vehicle")
    work = Work(tuple(counts), day, lines)
    cleared = _find_cleared(work)
    turned_back = _find_turned_back(work, cleared)
    waiting = _find_waiting(work, cleared)
    opening = _find_opening(work, cleared, waiting, turned_back)
    in_gate = {
        (line, leaf): round(IN_GATE_SHARE * cleared[line, leaf])
        for line in lines
        for leaf in below("import")
    }
    work.assume("in_gate", number=sum(in_gate.values()))
    cells = [(line, leaf) for line in lines for leaf in LEAVES]
    return Targets(
        lines=tuple(line for line in lines if cleared[line, "all"] or waiting[line, "export"]),
        cleared={cell: cleared[cell] for cell in cells},
        turned_back={cell: turned_back.get(cell, 0) for cell in cells},
        waiting={cell: {**waiting, **in_gate}[cell] for cell in cells},
        opening={cell: {**opening, **in_gate}[cell] for cell in cells},
        assumptions=tuple(work.assumptions),
    )


def _find_cleared(work: Work) -> Table:
    table = work.deduced(work.printed("cleared"), "all")
    missing = [way for way in ("export", "import") if (WHOLE_ZONE, way) not in table]
    if missing:
        raise work.too_little(f"cleared, {', '.join(missing)}, all gates")
    for way in ("export", "import"):
        first, second = below(way)
        if (WHOLE_ZONE, first) not in table:
            like, parts = work.find_split(way)
            total = table[WHOLE_ZONE, way]
            least, least_second = (work.least_cleared(leaf) for leaf in (first, second))
            number = min(max(share_out(total, parts)[0], least), total - least_second)
            table[WHOLE_ZONE, first], table[WHOLE_ZONE, second] = number, total - number
            work.assume("split", direction=way, like=like)
            table = work.deduced(table, "all")
    blank = [line for line in work.lines if (line, "all") not in table]
    weights = work.find_weights(blank)
    if blank and not any(weights.values()):
        raise work.too_little(f"cleared, {', '.join(blank)}")
    table, shared = work.completed(table, "all", weights)
    named = work.named(line for line in shared if table[line, "all"])
    if named:
        work.assume("lines", lines=named)
    return table


def _find_turned_back(work: Work, cleared: Table) -> Table:
    printed = work.printed("turned_back")
    table = work.deduced(printed, "export")
    if (WHOLE_ZONE, "export") not in table:
        silent = [line for line in work.lines if (line, "export") not in table]
        named = [line for line in silent if cleared[line, "all"]]
        if named:
            work.assume("turned_back", lines=work.named(named))
        table = work.deduced({**table, **{(line, "export"): 0 for line in silent}}, "export")
    return work.shared_like(table, cleared)


def _find_waiting(work: Work, cleared: Table) -> Table:
    table = work.deduced(work.printed("waiting"), "export")
    if (WHOLE_ZONE, "export") not in table:
        like, per_cleared = work.find_waiting_ratio()
        number = round(per_cleared * cleared[WHOLE_ZONE, "export"])
        table = work.deduced({**table, (WHOLE_ZONE, "export"): number}, "export")
        work.assume("waiting", number=number, like=like)
    before = len(table)
    table = work.shared_like(table, cleared)
    if len(table) > before:
        work.assume("waiting_lines", number=table[WHOLE_ZONE, "export"])
    return table


def _find_opening(work: Work, cleared: Table, waiting: Table, turned_back: Table) -> Table:
    """The backlog at the start: printed the evening before, or taken to be as at the end."""
    table = work.deduced(work.printed("waiting", work.day - timedelta(days=1)), "export")
    if (WHOLE_ZONE, "export") not in table:
        work.assume("steady", number=waiting[WHOLE_ZONE, "export"])
        return waiting
    passed = {
        cell: number + cleared[cell] + turned_back.get(cell, 0) for cell, number in waiting.items()
    }
    work.assume("opening_lines", number=table[WHOLE_ZONE, "export"])
    return work.kept_below(work.shared_like(table, passed), passed)
