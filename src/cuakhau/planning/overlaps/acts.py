"""An agency replies to a finding; a planner has its remedies priced on the twin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from cuakhau.movement.times import local_day
from cuakhau.planning.models import Run
from cuakhau.planning.overlaps.models import FirstFound, Period, Price, Reply
from cuakhau.planning.overlaps.refusals import (
    refuse,
    x1_reply_has_words,
    x2_reply_comes_in_time,
    x3_twin_has_a_remedy,
)
from cuakhau.planning.overlaps.remedies import list_remedies
from cuakhau.planning.runs import acts
from cuakhau.planning.runs.acts import Asked
from cuakhau.planning.signed import Signed
from cuakhau.planning.twins import Question, get_twin
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.statistics.overlap.findings import Finding
from cuakhau.zone.zone import Zone

LEAST_LETTERS, MOST_LETTERS = 10, 2000
DAYS, REPS, SEED = 2, 5, 1
US = 1_000_000


@dataclass(frozen=True, slots=True)
class Said:
    """What agencies said, by finding, and the last day for those that still take a reply."""

    replies: Mapping[str, list[Reply]]
    due: Mapping[str, date]


def find_last_day(zone: Zone, key: str) -> date | None:
    """Give the last day on which agencies may reply to a finding; unknown where nobody set it."""
    first = FirstFound.objects.filter(zone=zone.name, key=key).first()
    days = next((rule.reply_days for rule in zone.overlap_rules), None)
    if first is None or days is None:
        return None
    return local_day(zone, int(first.at.timestamp() * US)) + timedelta(days=days)


def find_said(zone: Zone, at: datetime) -> Said:
    """Find all replies of a zone, and until which day those findings may be replied to that one
    still may.
    """
    replies: dict[str, list[Reply]] = {}
    for one in Reply.objects.filter(zone=zone.name).order_by("pk"):
        replies.setdefault(one.key, []).append(one)
    days = next((rule.reply_days for rule in zone.overlap_rules), None)
    if days is None:
        return Said(replies, {})
    since = at - timedelta(days=days + 1)
    due: dict[str, date] = {}
    for key, first in FirstFound.objects.filter(zone=zone.name, at__gte=since).values_list(
        "key", "at"
    ):
        last = local_day(zone, int(first.timestamp() * US)) + timedelta(days=days)
        if last >= local_day(zone, int(at.timestamp() * US)):
            due[key] = last
    return Said(replies, due)


def reply(zone: Zone, finding: Finding, agency: str, words: str, signed: Signed) -> Reply:
    """Keep what an agency says to a finding; the same nonce gives the first. Raises X1, X2."""
    said = words.strip()
    if not LEAST_LETTERS <= len(said) <= MOST_LETTERS:
        raise refuse(x1_reply_has_words, most=MOST_LETTERS)
    last_day = find_last_day(zone, finding.key)
    if last_day is not None and local_day(zone, int(signed.at.timestamp() * US)) > last_day:
        raise refuse(x2_reply_comes_in_time, day=last_day.isoformat())
    row = Reply(
        zone=zone.name,
        key=finding.key,
        agency=agency,
        words=said,
        by=signed.by,
        at=signed.at,
        nonce=signed.nonce,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Reply.objects.get(zone=zone.name, nonce=signed.nonce)
    return row


def price(zone: Zone, period: Period, finding: Finding, signed: Signed) -> list[Price]:
    """Ask the twin for today's zone and for each remedy, on the same luck. Raises X3.

    The same nonce gives the first prices.
    """
    remedies = list_remedies(zone, get_twin(zone), finding)
    if not remedies:
        raise refuse(x3_twin_has_a_remedy)
    first_day = local_day(zone, int(signed.at.timestamp() * US))
    base = _ask(zone, "", first_day, signed, "base")
    priced = []
    for one in remedies:
        try:
            run = _ask(zone, one.scenario, first_day, signed, one.kind)
        except TwinMistakes:  # the twin has no post for steps joined so
            continue
        found, _ = Price.objects.get_or_create(
            run=run,
            defaults={
                "zone": zone.name,
                "key": finding.key,
                "remedy": one.kind,
                "period": period,
                "base": base,
                "by": signed.by,
                "at": signed.at,
            },
        )
        priced.append(found)
    return priced


def _ask(zone: Zone, scenario: str, first_day: date, signed: Signed, part: str) -> Run:
    question = Question(scenario=scenario, first_day=first_day, days=DAYS)
    asked = Asked(question=question, base="day", seed=SEED, reps=REPS)
    return acts.ask(zone, asked, Signed(signed.by, signed.at, f"{signed.nonce[:30]}-{part}"))


def list_prices(zone_name: str, key: str) -> list[Price]:
    """List the newest prices of a finding: those that were asked for together."""
    rows = Price.objects.filter(zone=zone_name, key=key)
    newest = rows.order_by("-pk").first()
    if newest is None:
        return []
    return list(rows.filter(base=newest.base_id).order_by("pk"))
