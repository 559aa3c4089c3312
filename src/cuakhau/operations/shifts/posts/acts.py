"""Take a post, leave it: a row of the log counts it, a row here says whose it is."""

from datetime import datetime

from cuakhau.accounts.models import Person
from cuakhau.movement.event import Event
from cuakhau.movement.place import subject_of
from cuakhau.movement.times import local_day
from cuakhau.operations import actions
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.declaring import NO_WORDS
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.shifts.doors import check_spot, name_for_rule
from cuakhau.operations.shifts.models import Post
from cuakhau.operations.shifts.refusals import (
    not_so,
    s11_one_post_at_a_time,
    s12_post_is_known,
    s13_post_was_taken,
    s14_person_is_of_the_agency,
)
from cuakhau.operations.times import micros, offset_min
from cuakhau.zone.zone import Zone


def take(zone: Zone, place: str | None, step: str | None, signed: Signed) -> Post:
    """Let who signs take a post of the own agency. Raises S11, S12 or S14."""

    def act() -> Answer:
        person = _lock(zone, signed.by, signed.agency)
        if place is None:
            raise not_so(s12_post_is_known)
        check_spot(zone.at(local_day(zone, micros(signed.at))), signed.agency or "", place, step)
        known = find_open(zone.name, signed.by)
        if known is not None:
            raise not_so(
                s11_one_post_at_a_time,
                person=person.full_name,
                place=name_for_rule(zone, known.place),
                since=tell_time(zone, micros(known.taken_at), micros(signed.at)),
            )
        row = Post(
            zone=zone.name,
            username=signed.by,
            agency=signed.agency or "",
            place=place,
            step=step,
            taken_at=signed.at,
        )
        row.taken = _record(zone, row, "post_taken", signed)
        row.save()
        return {"id": row.pk}

    digest = digest_of("take", place, step, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return Post.objects.get(pk=answer["id"])


def leave(zone: Zone, username: str, signed: Signed) -> Post:
    """Let a person leave the post: oneself, or a colleague who forgot to. Raises S13 or S14.

    Whether the signer may end the post of another is for the caller to ask.
    """

    def act() -> Answer:
        person = _lock(zone, username, signed.agency)
        row = find_open(zone.name, username)
        if row is None:
            raise not_so(s13_post_was_taken, person=person.full_name)
        row.left = _record(zone, row, "post_left", signed)
        row.left_at, row.left_by = signed.at, signed.by
        row.save(update_fields=["left", "left_at", "left_by"])
        return {"id": row.pk}

    digest = digest_of("leave", username, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return Post.objects.get(pk=answer["id"])


def find_open(zone_name: str, username: str) -> Post | None:
    """Find the post that a person is on."""
    return Post.objects.filter(zone=zone_name, username=username, left_at=None).first()


def list_on_post(zone_name: str, agency: str) -> list[Post]:
    """List the posts of an agency that are taken now."""
    rows = Post.objects.filter(zone=zone_name, agency=agency, left_at=None)
    return list(rows.order_by("place", "step", "taken_at"))


def list_between(zone_name: str, agency: str, since: datetime, until: datetime) -> list[Post]:
    """List the posts of an agency that were taken in a time, or held into it, in order."""
    rows = Post.objects.filter(zone=zone_name, agency=agency, taken_at__lt=until)
    return list(rows.exclude(left_at__lte=since).order_by("taken_at"))


def _lock(zone: Zone, username: str, agency: str | None) -> Person:
    """Give the person, locked: two clicks at once take one post."""
    people = Person.objects.select_for_update().filter(zone=zone.name, agency=agency)
    person = people.filter(username=username).first() if agency else None
    if person is None:
        told = name_for_rule(zone, agency or "–")
        raise not_so(s14_person_is_of_the_agency, value=username[:40], agency=told)
    return person


def _record(zone: Zone, row: Post, kind: str, signed: Signed) -> Answer:
    event = Event(
        zone=zone.name,
        subject_kind="place",
        subject=subject_of(row.place, local_day(zone, micros(signed.at))),
        kind=kind,
        step=row.step,
        agency=row.agency,
        place=row.place,
        happened_us=micros(signed.at),
        happened_offset_min=offset_min(signed.at),
    )
    # The act keeps its own nonce; the row has one too.
    nonce = f"{signed.nonce}>{event.subject}"
    done = actions.record(zone, event, NO_WORDS, by=signed.by, at=signed.at, nonce=nonce)
    return {"subject": done.subject, "seq": done.seq}
