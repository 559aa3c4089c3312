"""The projection made anew from the log: folded beside the old one, compared, then swapped.

Recorded facts are folded under the version of the zone that each subject's last row names. Rules
are not asked again: what was accepted stays accepted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from cuakhau.journal.store import copy, projection
from cuakhau.journal.store.columns import SUBJECT_COLUMNS
from cuakhau.journal.store.connection import aside
from cuakhau.journal.store.projection import Head
from cuakhau.journal.store.rows import Placed
from cuakhau.journal.store.whole import list_subjects, snapshot
from cuakhau.journal.versions import get_version

NEXT = "journal_subject_next"
MOST_DIFFERENCES = 1_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A subject whose projection is not the fold of its rows, and the columns that differ."""

    zone: str
    subject: str
    columns: tuple[str, ...]


@dataclass(slots=True)
class Rebuilt:
    """What was folded, how it differed from what stood, and whether it stands now."""

    subjects: int = 0
    rows: int = 0
    differences: list[Difference] = field(default_factory=list)
    swapped: bool = False


def rebuild() -> Rebuilt:
    """Fold the log anew, tell how the projection differed, and let the new one stand."""
    return _build_beside(_swap)


def compare() -> Rebuilt:
    """Fold the log anew and tell how the projection differs; what stands is left alone."""
    return _build_beside(_drop)


def _build_beside(finish: Any) -> Rebuilt:
    done = Rebuilt()
    with aside() as other:
        other.execute(f"DROP TABLE IF EXISTS {NEXT}")
        other.execute(f"CREATE TABLE {NEXT} (LIKE journal_subject INCLUDING ALL)")
        with snapshot() as still:
            copy.copy_on(other, NEXT, SUBJECT_COLUMNS, _folded(list_subjects(still), done))
        with other.transaction():
            # Writers wait from here on; readers do not.
            other.execute("LOCK TABLE journal_subject IN EXCLUSIVE MODE")
            _catch_up(other)
            done.differences = _list_differences(other)
            done.swapped = finish(other)
    return done


def fold(chained: list[Placed]) -> Head:
    """Fold the rows of one subject."""
    first, last = chained[0], chained[-1]
    state = projection.begin(first.event.zone, first.event.subject, first.event.subject_kind)
    for placed in chained:
        state = projection.advance_state(state, placed.event)
    return Head(first.event.subject_kind, first.opened_month, last.hash, state)


def _folded(subjects: Iterable[list[Placed]], done: Rebuilt) -> Iterator[list[Any]]:
    for chained in subjects:
        last = chained[-1].event
        done.subjects += 1
        done.rows += len(chained)
        yield projection.values_of(get_version(last.zone, last.zone_version), fold(chained))


def _catch_up(other: psycopg.Connection[Any]) -> None:
    """Fold the subjects again that were written to while the others were folded."""
    late = other.execute(
        f"SELECT s.zone, s.subject FROM journal_subject s LEFT JOIN {NEXT} n USING (zone, subject) "
        "WHERE n.seq IS NULL OR n.seq < s.seq"
    ).fetchall()
    for zone, subject in late:
        other.execute(f"DELETE FROM {NEXT} WHERE zone = %s AND subject = %s", [zone, subject])
        chained = list(list_subjects(other, zone, subject))
        copy.copy_on(other, NEXT, SUBJECT_COLUMNS, _folded(chained, Rebuilt()))


def _list_differences(other: psycopg.Connection[Any]) -> list[Difference]:
    unlike = ", ".join(
        f"CASE WHEN s.{c} IS DISTINCT FROM n.{c} THEN '{c}' END" for c in SUBJECT_COLUMNS
    )
    found = other.execute(
        f"SELECT zone, subject, array_remove(ARRAY[{unlike}], NULL) FROM journal_subject s "
        f"FULL JOIN {NEXT} n USING (zone, subject) "
        f"WHERE s IS DISTINCT FROM n ORDER BY 1, 2 LIMIT {MOST_DIFFERENCES}"
    )
    return [Difference(zone, subject, tuple(columns)) for zone, subject, columns in found]


def _drop(other: psycopg.Connection[Any]) -> bool:
    other.execute(f"DROP TABLE {NEXT}")
    return False


def _swap(other: psycopg.Connection[Any]) -> bool:
    names = _index_names(other, "journal_subject")
    new_names = _index_names(other, NEXT)
    other.execute("DROP TABLE journal_subject")
    other.execute(f"ALTER TABLE {NEXT} RENAME TO journal_subject")
    for definition, name in names.items():
        rename = sql.SQL("ALTER INDEX {} RENAME TO {}")
        new_name = new_names[definition]
        other.execute(rename.format(sql.Identifier(new_name), sql.Identifier(name)))
    return True


def _index_names(other: psycopg.Connection[Any], table: str) -> dict[str, str]:
    found = other.execute(
        "SELECT substring(indexdef FROM ' USING .*'), indexname FROM pg_indexes "
        "WHERE schemaname = current_schema() AND tablename = %s",
        [table],
    )
    return dict(found.fetchall())
