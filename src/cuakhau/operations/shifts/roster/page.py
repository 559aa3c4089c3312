"""The roster of a day in words: who should be on which post, who is, who was."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cuakhau.movement.times import local_time
from cuakhau.operations.centre.clock import tell_time
from cuakhau.operations.centre.gates.page import Reader
from cuakhau.operations.shifts.doors import tell_spot
from cuakhau.operations.shifts.models import Duty, Post
from cuakhau.operations.times import micros

Words = dict[str, Any]
EARLY = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is known of a day of an agency."""

    day: date
    agency: str
    duties: list[Duty]
    posts: list[Post]
    names: dict[str, str]


def build_roster(reader: Reader, known: Day) -> Words:
    """Build shifts with their rows, who is on post without one, and how many are on each post."""
    rostered = {duty.username for duty in known.duties}
    return {
        "shifts": _build_shifts(reader, known),
        "others": [
            _tell_post(reader, known, post) for post in known.posts if post.username not in rostered
        ],
        "on_post": _count(reader, known),
    }


def _build_shifts(reader: Reader, known: Day) -> list[Words]:
    shifts: dict[tuple[datetime, datetime], list[Words]] = {}
    for duty in known.duties:
        rows = shifts.setdefault((duty.since, duty.until), [])
        rows.append(_tell_duty(reader, known, duty))
    told = []
    for (since, until), rows in shifts.items():
        is_now = micros(since) <= reader.now_us < micros(until)
        told.append({"time": tell_span(reader, since, until), "is_now": is_now, "rows": rows})
    return told


def _tell_duty(reader: Reader, known: Day, duty: Duty) -> Words:
    own = [post for post in known.posts if _is_of(post, duty, reader.now_us)]
    spot = tell_spot(reader.zone, known.agency, (duty.place, duty.step), reader.language)
    return {
        "id": duty.pk,
        "name": known.names.get(duty.username, duty.username),
        "username": duty.username,
        "spot": spot,
        **_tell_state(reader, known, duty, own),
    }


def _is_of(post: Post, duty: Duty, now_us: int) -> bool:
    """Tell whether a post is held for a shift: within it, or taken a little before it begins."""
    if post.username != duty.username or post.taken_at >= duty.until:
        return False
    if post.left_at is not None:
        return post.left_at > duty.since
    return micros(duty.since) <= now_us or post.taken_at > duty.since - EARLY


def _tell_state(reader: Reader, known: Day, duty: Duty, own: list[Post]) -> Words:
    last = own[-1] if own else None
    if last is not None and last.left_at is None:
        since = tell_time(reader.zone, micros(last.taken_at), reader.now_us)
        elsewhere = last.place != duty.place and duty.place is not None
        spot = tell_spot(reader.zone, known.agency, (last.place, last.step), reader.language)
        text = _("on post since {time}").format(time=since)
        return {
            "state": text,
            "tone": "warn" if elsewhere else "good",
            "at": spot if elsewhere or duty.place is None else "",
            "is_on_post": True,
        }
    if last is not None and last.left_at is not None:
        left = tell_time(reader.zone, micros(last.left_at), reader.now_us)
        return {"state": _("left at {time}").format(time=left), "tone": "", "is_on_post": False}
    if reader.now_us < micros(duty.since):
        return {"state": pgettext("shift", "to come"), "tone": "info", "is_on_post": False}
    if reader.now_us < micros(duty.until):
        return {"state": _("not on post"), "tone": "warn", "is_on_post": False}
    return {"state": _("was not on post"), "tone": "bad", "is_on_post": False}


def _tell_post(reader: Reader, known: Day, post: Post) -> Words:
    return {
        "name": known.names.get(post.username, post.username),
        "username": post.username,
        "spot": tell_spot(reader.zone, known.agency, (post.place, post.step), reader.language),
        "time": tell_stretch(reader, post),
        "is_on_post": post.left_at is None,
    }


def tell_stretch(reader: Reader, post: Post) -> str:
    """Say from when to when a post was held."""
    since = tell_time(reader.zone, micros(post.taken_at), reader.now_us)
    if post.left_at is None:
        return _("since {time}").format(time=since)
    return f"{since} – {tell_time(reader.zone, micros(post.left_at), reader.now_us)}"


def _count(reader: Reader, known: Day) -> list[Words]:
    """Count the officers on post now, by post."""
    now = [(post.place, post.step) for post in known.posts if post.left_at is None]
    return [
        {"spot": tell_spot(reader.zone, known.agency, spot, reader.language), "count": count}
        for spot, count in sorted(Counter(now).items(), key=lambda one: (-one[1], str(one[0])))
    ]


def tell_span(reader: Reader, since: datetime, until: datetime) -> str:
    """Write the times of a shift: `07:00 – 19:00`, with the day where it is not the first one's."""
    first, last = (local_time(reader.zone, micros(at)) for at in (since, until))
    day = "" if last.date() == first.date() else f" {last:%d/%m}"
    return f"{first:%H:%M} – {last:%H:%M}{day}"


def list_presets(duties: Iterable[Duty], reader: Reader) -> list[tuple[str, str]]:
    """List the times of shifts to choose from: those of the day first, then the usual ones."""
    known = [
        (
            f"{local_time(reader.zone, micros(one.since)):%H:%M}",
            f"{local_time(reader.zone, micros(one.until)):%H:%M}",
        )
        for one in duties
    ]
    usual = [("07:00", "19:00"), ("19:00", "07:00"), ("07:00", "15:00"), ("15:00", "23:00")]
    return list(dict.fromkeys([*known, *usual]))[:6]
