"""Report an incident, add to its story, block and free its place, close it with what was done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cuakhau.journal import read
from cuakhau.movement.times import local_day
from cuakhau.operations.centre import files, notes
from cuakhau.operations.centre.gates import acts as gates
from cuakhau.operations.centre.gates.acts import Turn, Verb
from cuakhau.operations.centre.models import Incident, IncidentNote
from cuakhau.operations.centre.refusals import (
    c40_incident_is_known,
    c41_incident_is_open,
    c42_outcome_is_said,
    c43_visits_are_known,
    not_taken,
)
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.web.uploads import Upload
from cuakhau.zone.zone import Zone

KINDS = ("accident", "breakdown", "fire", "illness", "seizure")
BLOCKS: dict[str, Verb] = {"slow": "slow", "close": "close"}
# Of the reasons for slowing, only these are among the kinds.
SLOWING = ("accident", "breakdown")
MOST_VISITS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What has happened. `blocks` is nothing, slow or close."""

    kind: str
    place: str
    said: str
    blocks: str = "nothing"
    rate_per_h: int | None = None
    visits: tuple[str, ...] = ()


def report(zone: Zone, said: Report, photos: Sequence[Upload], signed: Signed) -> Incident:
    """Keep an incident with its photos, and close or slow its place in the log where it blocks.

    The same nonce again keeps nothing and gives the first one. Raises C40 or C43.
    """

    def act() -> Answer:
        _check(zone, said, signed)
        row = Incident.objects.create(
            zone=zone.name,
            kind=said.kind,
            place=said.place,
            blocks=said.blocks,
            rate_per_h=said.rate_per_h if said.blocks == "slow" else None,
            visits=list(said.visits),
            happened_at=signed.at,
            by=signed.by,
            at=signed.at,
        )
        _tell(zone, row, "reported", said.said, signed)
        _keep_photos(zone, row, photos, signed)
        _block(zone, row, signed)
        return {"id": row.pk}

    digest = digest_of("incident", said, [one.sent_sha256 for one in photos], signed.by)
    return _once(zone, digest, signed, act)


def add(
    zone: Zone, incident: Incident, text: str, photos: Sequence[Upload], signed: Signed
) -> Incident:
    """Add a note and photos to the story; also to one that is closed."""

    def act() -> Answer:
        if text.strip():
            _tell(zone, incident, "note", text, signed)
        _keep_photos(zone, incident, photos, signed)
        return {"id": incident.pk}

    sent = [one.sent_sha256 for one in photos]
    return _once(zone, digest_of("note", incident.pk, text, sent, signed.by), signed, act)


def change_block(
    zone: Zone, incident: Incident, wanted: tuple[str, int | None], signed: Signed
) -> Incident:
    """Let an incident block more or less: nothing, slow with its rate, close. Raises C40, C41."""

    def act() -> Answer:
        held = _lock(incident)
        blocks, rate = wanted
        if blocks not in ("nothing", *BLOCKS):
            raise not_taken(c40_incident_is_known)
        _free(zone, held, signed)
        held.blocks, held.rate_per_h = blocks, rate if blocks == "slow" else None
        held.save(update_fields=["blocks", "rate_per_h"])
        _block(zone, held, signed)
        return {"id": held.pk}

    return _once(zone, digest_of("block", incident.pk, wanted, signed.by), signed, act)


def close(zone: Zone, incident: Incident, outcome: str, signed: Signed) -> Incident:
    """Close an incident with what was done; what stood before it holds again. Raises C41, C42."""

    def act() -> Answer:
        held = _lock(incident)
        if not outcome.strip():
            raise not_taken(c42_outcome_is_said)
        _free(zone, held, signed)
        held.outcome = notes.keep(zone, outcome, signed, "outcome")
        held.closed_at, held.closed_by = signed.at, signed.by
        held.save(update_fields=["outcome", "closed_at", "closed_by"])
        IncidentNote.objects.create(
            incident=held, kind="closed", text=held.outcome, by=signed.by, at=signed.at
        )
        return {"id": held.pk}

    return _once(zone, digest_of("close", incident.pk, outcome, signed.by), signed, act)


def list_open(zone_name: str) -> list[Incident]:
    """List the incidents that are not closed, the oldest first: for a board or a handover."""
    found = Incident.objects.filter(zone=zone_name, closed_at__isnull=True)
    return list(found.order_by("happened_at", "id"))


def about(incident: Incident) -> str:
    """Name an incident for rows that rest on it."""
    return f"incident:{incident.pk}"


def _check(zone: Zone, said: Report, signed: Signed) -> None:
    dated = zone.at(local_day(zone, micros(signed.at)))
    known = (
        said.kind in KINDS
        and said.place in dated.places
        and said.blocks in ("nothing", *BLOCKS)
        and said.said.strip()
    )
    if not known:
        raise not_taken(c40_incident_is_known)
    for number in said.visits[:MOST_VISITS]:
        if read.find_visit(zone.name, number) is None:
            raise not_taken(c43_visits_are_known, value=number[:40])


def _once(zone: Zone, digest: bytes, signed: Signed, act: Callable[[], Answer]) -> Incident:
    asked = Asked(zone.name, signed.nonce, digest, signed.by, signed.at)
    answer, _ = do_once(asked, act)
    return Incident.objects.get(pk=answer["id"])


def _lock(incident: Incident) -> Incident:
    held = Incident.objects.select_for_update().get(pk=incident.pk)
    if held.closed_at is not None:
        raise not_taken(c41_incident_is_open)
    return held


def _tell(zone: Zone, incident: Incident, kind: str, text: str, signed: Signed) -> None:
    ref = notes.keep(zone, text, signed, kind)
    IncidentNote.objects.create(incident=incident, kind=kind, text=ref, by=signed.by, at=signed.at)


def _keep_photos(zone: Zone, incident: Incident, photos: Sequence[Upload], signed: Signed) -> None:
    for photo in photos:
        file = files.keep_file(zone.name, about(incident), photo, signed)
        IncidentNote.objects.create(
            incident=incident, kind="photo", file=file, by=signed.by, at=signed.at
        )


def _turn(incident: Incident) -> Turn:
    verb = BLOCKS[incident.blocks]
    is_reason = verb == "close" or incident.kind in SLOWING
    return Turn(
        verb=verb,
        place=incident.place,
        side="vn",
        reason=incident.kind if is_reason else "other",
        rate_per_h=incident.rate_per_h,
        rests_on=about(incident),
    )


def _block(zone: Zone, incident: Incident, signed: Signed) -> None:
    if incident.blocks not in BLOCKS:
        return
    incident.row = gates.write(zone, _turn(incident), signed)
    incident.save(update_fields=["row"])
    IncidentNote.objects.create(incident=incident, kind="blocked", by=signed.by, at=signed.at)


def _free(zone: Zone, incident: Incident, signed: Signed) -> None:
    """End the word of an incident now; what stood before it holds again."""
    if incident.row is None:
        return
    done = gates.Done(incident.row["subject"], incident.row["seq"], ())
    gates.end(zone, _turn(incident), done, signed)
    incident.row = None
    incident.save(update_fields=["row"])
    IncidentNote.objects.create(incident=incident, kind="unblocked", by=signed.by, at=signed.at)
