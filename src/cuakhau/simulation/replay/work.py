"""The printed figures of a day at work: what follows from them, what other days suggest.

Where they are not enough, a rule R1, R2 … says so; Vietnamese and Chinese stand in
`rule_texts.csv`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from cuakhau.simulation.replay.fit import (
    Cell,
    DoesNotAddUp,
    Table,
    complete,
    deduce,
    keep_below,
    share_out,
)
from cuakhau.zone.bulletin.headings import Heading, Measure, below
from cuakhau.zone.bulletin.printed import WHOLE_ZONE, exact_values, list_days, printed_on
from cuakhau.zone.published import PublishedCount
from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotReplayed(Refusal):
    """A rule R… said no: nothing was made."""


def r1_day_was_printed() -> None:
    """Too little was printed of {day} to replay it: {missing}.

    Cure: Choose one of the days {days}, or add what was printed to the zone's history/counts.csv.
    """


def r2_parts_make_the_whole() -> None:
    """What was printed of {day} does not add up: {line}, {heading}: {parts} against {whole}.

    Cure: Check the rows of that day in the zone's history/counts.csv; mark the wrong one suspect.
    """


def r3_procedures_are_known() -> None:
    """The zone had no procedure "{procedure}" on {day}, which the replay needs.

    Cure: Add it to procedures.toml with the dates on which it was in force.
    """


def r4_zone_is_demo() -> None:
    """A replay is written only to a zone whose name ends in -demo, not to "{zone}".

    Cure: Choose the demo zone beside it, "{zone}-demo".
    """


def r5_day_is_replayed_once() -> None:
    """The zone "{zone}" holds another replay of {day} already: {run}.

    Cure: Use the same seed again, or another folder of data (CUAKHAU_HOME).
    """


RULES: tuple[Callable[[], None], ...] = (
    r1_day_was_printed,
    r2_parts_make_the_whole,
    r3_procedures_are_known,
    r4_zone_is_demo,
    r5_day_is_replayed_once,
)


def not_replayed(rule: Callable[[], None], **facts: Any) -> NotReplayed:
    """Build the refusal of a rule from its texts and the facts of the case."""
    return NotReplayed(rule=number_of(rule), texts=texts_of(rule), facts=facts)


@dataclass(frozen=True, slots=True)
class Assumption:
    """What a replay had to assume: the key of a sentence and the facts that fill its places."""

    key: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Work:
    counts: tuple[PublishedCount, ...]
    day: date
    lines: tuple[str, ...]
    assumptions: list[Assumption] = field(default_factory=list)

    def assume(self, key: str, **facts: Any) -> None:
        self.assumptions.append(Assumption(key, facts))

    def printed(self, measure: Measure, day: date | None = None) -> Table:
        values = exact_values(printed_on(self.counts, day or self.day))
        return {
            (place, heading): value
            for (place, what, heading), value in values.items()
            if what == measure and (place == WHOLE_ZONE or place in self.lines)
        }

    def deduced(self, known: Mapping[Cell, int], root: Heading) -> Table:
        try:
            return deduce(known, self.lines, root)
        except DoesNotAddUp as gap:
            raise self._contradicts(gap) from gap

    def completed(
        self, table: Table, root: Heading, weights: Mapping[str, float]
    ) -> tuple[Table, set[str]]:
        try:
            return complete(table, self.lines, root, weights)
        except DoesNotAddUp as gap:
            raise self._contradicts(gap) from gap

    def kept_below(self, table: Table, most: Table) -> Table:
        """Let no line have more exports than `most` says."""
        try:
            for leaf in below("export"):
                keep_below(table, self.lines, leaf, most)
        except DoesNotAddUp as gap:
            raise self._contradicts(gap) from gap
        return table

    def shared_like(self, table: Table, like: Table) -> Table:
        """Complete exports whose whole is known, in proportion to another table of exports."""
        first, second = below("export")
        if (WHOLE_ZONE, first) not in table:
            parts = [like[WHOLE_ZONE, first], like[WHOLE_ZONE, second]]
            shares = share_out(table[WHOLE_ZONE, "export"], parts)
            table = self.deduced(
                {**table, (WHOLE_ZONE, first): shares[0], (WHOLE_ZONE, second): shares[1]},
                "export",
            )
        weights = {line: float(like[line, "export"]) for line in self.lines}
        return self.completed(table, "export", weights)[0]

    def too_little(self, missing: str) -> NotReplayed:
        enough = [day.isoformat() for day in list_days(self.counts) if self._has_totals(day)]
        return not_replayed(
            r1_day_was_printed, day=self.day, missing=missing, days=", ".join(enough) or "–"
        )

    def named(self, lines: Iterable[str]) -> tuple[str, ...]:
        """Keep the order of the bulletin."""
        wanted = set(lines)
        return tuple(line for line in self.lines if line in wanted)

    def other_days(self) -> list[date]:
        """List the other days of which something was printed, the nearest first."""
        days = [day for day in list_days(self.counts) if day != self.day]
        return sorted(days, key=lambda day: (abs(day - self.day), day))

    def find_split(self, way: Heading) -> tuple[date, list[int]]:
        """Find how a direction was split on the nearest day that says so, over all its gates."""
        for day in self.other_days():
            table = self.deduced_leniently(day)
            parts = below(way)
            rows = [row for row in (WHOLE_ZONE, *self.lines) if (row, parts[0]) in table]
            if rows:
                taken = rows[:1] if rows[0] == WHOLE_ZONE else rows
                return day, [sum(table.get((row, part), 0) for row in taken) for part in parts]
        raise self.too_little(f"cleared, {', '.join(below(way))}")

    def find_weights(self, lines: list[str]) -> dict[str, float]:
        """Find what each line cleared on the nearest day, or on average, that was printed."""
        weights = dict.fromkeys(lines, 0.0)
        for line in lines:
            rows = [
                count
                for count in self.counts
                if (count.place, count.direction, count.cargo) == (line, "both", "all")
                and count.measure in ("cleared", "cleared_per_day")
                and (count.measure == "cleared_per_day" or count.first_day == count.last_day)
            ]
            if rows:
                nearest = min(rows, key=lambda row: (abs(row.first_day - self.day), row.first_day))
                weights[line] = float(nearest.value)
        return weights

    def find_waiting_ratio(self) -> tuple[date, float]:
        """Find how many waited for each export cleared, on the nearest day that says both."""
        for day in self.other_days():
            whole: Cell = (WHOLE_ZONE, "export")
            waiting, cleared = self.printed("waiting", day), self.deduced_leniently(day)
            if whole in waiting and cleared.get(whole):
                return day, waiting[whole] / cleared[whole]
        raise self.too_little("waiting, export, all gates")

    def least_cleared(self, leaf: Heading) -> int:
        """Give what must have been cleared for the backlogs printed at both cut-offs."""
        if leaf not in below("export"):
            return 0
        before = self.deduced(self.printed("waiting", self.day - timedelta(days=1)), "export")
        after = self.deduced(self.printed("waiting"), "export")
        whole = (WHOLE_ZONE, leaf)
        return max(0, before[whole] - after[whole]) if whole in before and whole in after else 0

    def deduced_leniently(self, day: date) -> Table:
        """Deduce what was cleared on another day; nothing where its figures do not agree."""
        try:
            return deduce(self.printed("cleared", day), self.lines, "all")
        except DoesNotAddUp:
            return {}

    def _has_totals(self, day: date) -> bool:
        table = self.deduced_leniently(day)
        return (WHOLE_ZONE, "export") in table and (WHOLE_ZONE, "import") in table

    def _contradicts(self, gap: DoesNotAddUp) -> NotReplayed:
        line, heading = gap.whole
        facts = {"line": line, "heading": heading, "parts": gap.parts, "whole": gap.printed}
        return not_replayed(r2_parts_make_the_whole, day=self.day, **facts)
