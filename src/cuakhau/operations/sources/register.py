"""The sources of a zone: opened, changed and closed by officers, each change a revision."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from cuakhau.operations.people import plain
from cuakhau.operations.sources.models import Source
from cuakhau.operations.sources.reading.mapping import Layout
from cuakhau.operations.sources.refusals import w8_source_is_named, w9_source_is_there, wrong
from cuakhau.zone.zone import Zone

# The kinds of systems, and how their confirmations came to be.
KINDS = {"platform": "import", "customs": "import", "camera": "camera", "yard": "import",
         "other": "import"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSource:
    """What is said of a source when it is opened."""

    name: str
    kind: str
    agency: str


def list_sources(zone_name: str, agency: str | None) -> list[Source]:
    """List the open sources of an agency by name; of all where `agency` is `None`."""
    rows = Source.objects.filter(zone=zone_name).order_by("id", "-revision").distinct("id")
    sources = [row for row in rows if not row.is_closed]
    own = [row for row in sources if agency is None or row.agency == agency]
    return sorted(own, key=lambda row: plain(row.name))


def get_source(zone_name: str, source_id: str) -> Source:
    """Give a source as it holds now. Raises W9."""
    rows = Source.objects.filter(zone=zone_name, id=source_id).order_by("-revision")
    source = rows.first()
    if source is None or source.is_closed:
        raise wrong(w9_source_is_there, source=source_id[:60])
    return source


def open_source(zone: Zone, new: NewSource, *, by: str, at: datetime) -> Source:
    """Open a source. Raises W8."""
    name = new.name.strip()[:100]
    if not name or new.kind not in KINDS:
        raise wrong(w8_source_is_named)
    words = (plain(word).lower() for word in re.split(r"\W+", name))
    source_id = "-".join(word for word in words if word.isascii() and word)[:40] or "source"
    if Source.objects.filter(zone=zone.name, id=source_id).exists():
        source_id = f"{source_id}-{secrets.token_hex(2)}"
    return Source.objects.create(
        zone=zone.name,
        id=source_id,
        revision=1,
        name=name,
        kind=new.kind,
        agency=new.agency,
        mapping=Layout().to_json(),
        by=by,
        at=at,
    )


def set_layout(source: Source, layout: Layout, *, by: str, at: datetime) -> Source:
    """Keep how a source writes, as a new revision where anything is new."""
    if source.mapping == layout.to_json():
        return source
    return _revise(source, by=by, at=at, mapping=layout.to_json())


def close_source(source: Source, *, by: str, at: datetime) -> Source:
    """Take nothing more from a source."""
    return _revise(source, by=by, at=at, is_closed=True)


def _revise(source: Source, *, by: str, at: datetime, **changed: object) -> Source:
    kept = {"name": source.name, "kind": source.kind, "agency": source.agency,
            "mapping": source.mapping, "is_closed": source.is_closed}  # fmt: skip
    return Source.objects.create(
        zone=source.zone,
        id=source.id,
        revision=source.revision + 1,
        by=by,
        at=at,
        **{**kept, **changed},
    )
