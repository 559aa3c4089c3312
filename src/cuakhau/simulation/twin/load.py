"""The file `twin.toml` of a zone → a Twin, or all that is wrong with it."""

from collections.abc import Mapping

from cuakhau.simulation.twin.mistakes import TwinMistakes, in_order, mistake_of
from cuakhau.simulation.twin.rules.draft import FileDraft, read_draft
from cuakhau.simulation.twin.rules.files import FORMS, t1_zone_has_a_twin
from cuakhau.simulation.twin.twin import TABLES, Twin
from cuakhau.zone.check import ZoneMistake
from cuakhau.zone.reading.raw import TWIN_FILE
from cuakhau.zone.zone import Zone

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
    rules = FORMS if draft.paths else (t1_zone_has_a_twin,)
    return in_order(mistake_of(rule, fault) for rule in rules for fault in rule(draft))


def _draft(files: Mapping[str, bytes]) -> FileDraft:
    if TWIN_FILE not in files:
        return FileDraft("", (), (), (), _TYPES)
    return read_draft(TWIN_FILE, files[TWIN_FILE], _TYPES)


def _made(zone: Zone, draft: FileDraft) -> Twin:
    rows = {name: tuple(e.row for e in draft.of(table)) for table, (_, name) in TABLES.items()}
    return Twin(zone=zone.name, **rows)
