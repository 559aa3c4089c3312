"""Rules of names: people read three languages, ids are for machines."""

from collections.abc import Iterator

from cuakhau.zone.reading.raw import SETTINGS, Fault
from cuakhau.zone.reading.tables import ZONE_TABLES
from cuakhau.zone.rules.draft import Draft, closest

UNNAMED = (
    "hours",
    "closure",
    "call_rule",
    "promise",
    "ground",
    "overlap_rule",
    "complaint_limit",
    "tariff",
    "letterhead",
    "name",
    "source",
)
NAMED = (*(table for table in ZONE_TABLES if table not in UNNAMED), "published_scope")


def z45_everything_has_a_name(draft: Draft) -> Iterator[Fault]:
    """The {table} "{id}" has no name that people can read.

    Cure: Add a line for it to names.csv.
    """
    named = set(draft.ids(["name"]))
    for table in NAMED:
        for row_id, entries in draft.known.get(table, {}).items():
            if row_id not in named:
                yield entries[0].raw.fault("id", table=table, id=row_id)


def z46_names_are_complete(draft: Draft) -> Iterator[Fault]:
    """ "{id}" has no name in: {languages}.

    Cure: Fill the cell, or leave it empty if nobody knows; the Vietnamese name is shown then.
    """
    for entry in draft.of("name"):
        lacking = [language for language in ("en", "zh") if getattr(entry.row, language) is None]
        if lacking:
            yield entry.raw.fault(lacking[0], id=entry.row.id, languages=", ".join(lacking))


def z47_names_are_of_something(draft: Draft) -> Iterator[Fault]:
    """ "{id}" is the name of nothing in this zone.

    Cure: Correct the id (the closest is "{closest}") or delete the line.
    """
    known = {*draft.ids(NAMED), draft.name, draft.name.removesuffix("-demo")}
    known |= {entry.row.name for entry in draft.of(SETTINGS)}
    known |= set(draft.ids(["source"]))  # a source may be named in other languages
    known |= {word for e in draft.of("tariff") for word in (e.row.regime, e.row.charge)}
    for entry in draft.of("name"):
        if entry.row.id not in known:
            yield entry.raw.fault("id", id=entry.row.id, closest=closest(entry.row.id, known))
