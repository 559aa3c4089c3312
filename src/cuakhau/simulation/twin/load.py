"""The file `twin.toml` of a zone → a Twin, or all that is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cuakhau.simulation.twin.build import list_lacking
from cuakhau.simulation.twin.mistakes import TwinMistakes, in_order, mistake_of
from cuakhau.simulation.twin.rules.about import beside
from cuakhau.simulation.twin.rules.draft import FileDraft, read_draft
from cuakhau.simulation.twin.rules.ends import ENDS
from cuakhau.simulation.twin.rules.files import FORMS, t1_zone_has_a_twin
from cuakhau.simulation.twin.rules.names import NAMES
from cuakhau.simulation.twin.rules.numbers import NUMBERS
from cuakhau.simulation.twin.rules.ways import WAYS
from cuakhau.simulation.twin.twin import TABLES, Twin
from cuakhau.zone.check import ZoneMistake
from cuakhau.zone.reading.raw import TWIN_FILE
from cuakhau.zone.zone import Zone

CONTENT = (*NAMES, *NUMBERS, *ENDS)
_TYPES = {table: kind for table, (kind, _) in TABLES.items()}


def load_twin(zone: Zone, files: Mapping[str, bytes]) -> Twin:
    """Make the twin of a zone of its files, keyed by path inside the folder.

    Raises `TwinMistakes` with every mistake found.
    """
    mistakes = list_twin_mistakes(zone, files)
    if mistakes:
        raise TwinMistakes(zone.name, mistakes)
    return _made(zone, _draft(files))


def list_twin_mistakes(zone: Zone, files: Mapping[str, bytes]) -> tuple[ZoneMistake, ...]:
    """Give every mistake of the twin of a zone, by line."""
    draft = _draft(files)
    forms = FORMS if draft.paths else (t1_zone_has_a_twin,)
    found = [mistake_of(rule, fault) for rule in forms for fault in rule(draft)]
    about = beside(draft, zone)
    found += [mistake_of(rule, fault) for rule in CONTENT for fault in rule(about)]
    if not found:
        found = list(_gaps(zone, draft))
    return in_order(found)


def _gaps(zone: Zone, draft: FileDraft) -> Iterator[ZoneMistake]:
    """Tell what a run around the day of the twin would need, on the row that needs it."""
    twin = _made(zone, draft)
    for setting in twin.settings[:1]:
        lacking = list_lacking(zone, twin, first_day=setting.around)
        for rule in WAYS:
            for fault in rule(lacking):
                rows = draft.rows_named(fault.facts["stream"], ("stream", "post"))
                line = rows[0].raw.line if rows else None
                yield mistake_of(rule, replace(fault, line=line))


def _draft(files: Mapping[str, bytes]) -> FileDraft:
    if TWIN_FILE not in files:
        return FileDraft("", (), (), (), _TYPES)
    return read_draft(TWIN_FILE, files[TWIN_FILE], _TYPES)


def _made(zone: Zone, draft: FileDraft) -> Twin:
    rows = {name: tuple(e.row for e in draft.of(table)) for table, (_, name) in TABLES.items()}
    return Twin(zone=zone.name, **rows)
