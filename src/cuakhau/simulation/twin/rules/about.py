"""A twin as written, beside the zone that it is about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cuakhau.simulation.twin.rules.draft import FileDraft
from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.rules.draft import Entry
from cuakhau.zone.zone import Zone


@dataclass(frozen=True)
class TwinDraft(FileDraft):
    """The rows of a twin and its zone."""

    zone: Zone

    def rows(self, *tables: str) -> Iterator[tuple[Entry, Any]]:
        """Give the sound rows of some tables; of all of them where none is named."""
        for entry in self.entries:
            if entry.row is not None and (not tables or entry.raw.table in tables):
                yield entry, entry.row


TwinRule = Callable[[TwinDraft], Iterator[Fault]]


def beside(draft: FileDraft, zone: Zone) -> TwinDraft:
    """Put a file beside its zone."""
    return TwinDraft(draft.name, draft.paths, draft.entries, draft.faults, draft.tables, zone)
