"""What is done in a round: opened, answered, commented on, sent back, reminded, approved, issued.

Each act is done once for its nonce; the same again gives the first answer. Raises `NotInRound`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from cuakhau.movement.times import local_day
from cuakhau.reports.documents.issuing import issue
from cuakhau.reports.documents.models import IssuedDocument
from cuakhau.reports.given.periods import read_periods
from cuakhau.reports.indicators.entering import Wish, enter
from cuakhau.reports.kinds.registry import KINDS
from cuakhau.reports.paper.document import Document
from cuakhau.reports.paper.refusals import e5_kind_is_known, not_written
from cuakhau.reports.rounds import refusals
from cuakhau.reports.rounds.models import Round, Step
from cuakhau.reports.rounds.parts import check_text, read_cells
from cuakhau.reports.rounds.reading import Standing, list_units, read_standing
from cuakhau.reports.rounds.refusals import not_in_round
from cuakhau.zone.refusal import Named
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

MOST_SIGNS = 8_000  # of a paragraph or comment


@dataclass(frozen=True, slots=True)
class Signed:
    """Who acts, when, and the nonce of the form."""

    by: str
    at: datetime
    nonce: str

    @property
    def at_us(self) -> int:
        """The time in microseconds."""
        return int(self.at.timestamp() * 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The round that somebody wants to open, as it was written."""

    kind: str
    periods: str
    due: str
    units: Sequence[str]


def open_round(zone: Zone, asking: Asking, signed: Signed) -> Round:
    """Open a round. Raises HR1, HR2, and E4, E5 of documents."""
    repeated = Round.objects.filter(zone=zone.name, nonce=signed.nonce).first()
    if repeated is not None:
        return repeated
    if asking.kind not in KINDS:
        raise not_written(e5_kind_is_known, kind=asking.kind, known=", ".join(sorted(KINDS)))
    periods = read_periods(asking.periods)
    known = [one.id for one in list_units(zone)]
    strange = [unit for unit in asking.units if unit not in known]
    if strange or not asking.units:
        raise not_in_round(refusals.hr2_unit_is_known, unit=", ".join(strange)[:200])
    row = Round(
        zone=zone.name,
        kind=asking.kind,
        periods=asking.periods.strip(),
        first_day=min(one.first for one in periods),
        last_day=max(one.last for one in periods),
        due=_due_day(zone, asking.due, signed),
        units=[unit for unit in known if unit in asking.units],
        opened_us=signed.at_us,
        opened_by=signed.by,
        nonce=signed.nonce,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same request came twice at once
        return Round.objects.get(zone=zone.name, nonce=signed.nonce)
    return row


@transaction.atomic
def answer(
    zone: Zone, held: Round, unit: str, text: str, values: Mapping[str, tuple[str, str]],
    signed: Signed,
) -> None:  # fmt: skip
    """Take a unit's text and cells; `values` gives value and source by the mark of the cell.

    Raises HR2, HR4, HR5, HR6, and I2, I3 of indicators.
    """
    standing = _lock(held)
    if _is_done(held, signed):
        return
    _require_open(standing, unit)
    cells = read_cells(zone, unit, read_periods(held.periods))
    _require_words(text)
    check_text(text, cells)
    for cell in cells:
        value, source = values.get(cell.mark, ("", ""))
        if value.strip():
            wish = Wish(indicator=cell.indicator.id, kind="value", period=cell.period,
                        value=value, source=source)  # fmt: skip
            enter(zone, wish, by=signed.by, at=signed.at, nonce=f"{signed.nonce}>{cell.mark}")
    _write(held, "sent", [unit], text.strip()[:MOST_SIGNS], signed)


@transaction.atomic
def comment(held: Round, unit: str, text: str, signed: Signed) -> None:
    """Comment on a unit's text. Raises HR2, HR4, HR5, HR8."""
    _say(held, "comment", unit, text, signed)


@transaction.atomic
def send_back(held: Round, unit: str, text: str, signed: Signed) -> None:
    """Send a unit's text back with the reason. Raises HR2, HR4, HR5, HR8."""
    _say(held, "back", unit, text, signed)


@transaction.atomic
def remind(held: Round, signed: Signed) -> int:
    """Remind every unit that has not sent in; tell how many. Raises HR4, HR9."""
    standing = _lock(held)
    if _is_done(held, signed):
        return Step.objects.filter(round=held, nonce=signed.nonce).count()
    _require_open(standing)
    if not standing.missing:
        raise not_in_round(refusals.hr9_somebody_is_to_be_reminded)
    units = [part.unit for part in standing.missing]
    _write(held, "remind", units, "", signed)
    return len(units)


@transaction.atomic
def approve(zone: Zone, held: Round, missing: Sequence[str], signed: Signed) -> None:
    """Approve a round; `missing` names who has not sent in. Raises HR3, HR4."""
    standing = _lock(held)
    if _is_done(held, signed):
        return
    _require_open(standing)
    absent = [part.unit for part in standing.missing]
    unnamed = [unit for unit in absent if unit not in missing]
    if unnamed:
        units = [one for one in list_units(zone) if one.id in unnamed]
        names = {one: "; ".join(getattr(unit, one) for unit in units) for one in LANGUAGES}
        raise not_in_round(refusals.hr3_missing_are_named, units=Named(", ".join(unnamed), names))
    _write(held, "approve", [""], ",".join(absent), signed)


@transaction.atomic
def issue_round(zone: Zone, held: Round, document: Document, signed: Signed) -> IssuedDocument:
    """Issue what was approved, once. Raises HR7, and E6 of documents."""
    standing = _lock(held)
    if standing.issued is not None:
        return IssuedDocument.objects.get(pk=int(standing.issued.text))
    if standing.approved is None:
        raise not_in_round(refusals.hr7_approval_comes_first)
    nonce = f"round-{held.pk}"
    issued = issue(
        zone, document, periods=held.periods, by=signed.by, at=signed.at, nonce=nonce
    )  # fmt: skip
    _write(held, "issue", [""], str(issued.pk), signed)
    return issued


def _say(held: Round, act: str, unit: str, text: str, signed: Signed) -> None:
    standing = _lock(held)
    if _is_done(held, signed):
        return
    _require_open(standing, unit)
    _require_words(text)
    part = standing.part(unit)
    if part is None or not part.versions or (act == "back" and part.state != "sent"):
        raise not_in_round(refusals.hr8_only_what_came_goes_back)
    _write(held, act, [unit], text.strip()[:MOST_SIGNS], signed)


def _lock(held: Round) -> Standing:
    # What two do at once in a round is done one after the other.
    return read_standing(Round.objects.select_for_update().get(pk=held.pk))


def _is_done(held: Round, signed: Signed) -> bool:
    return Step.objects.filter(round=held, nonce=signed.nonce).exists()


def _require_open(standing: Standing, unit: str | None = None) -> None:
    if standing.approved is not None:
        raise not_in_round(refusals.hr4_approved_stays)
    if unit is not None and standing.part(unit) is None:
        raise not_in_round(refusals.hr2_unit_is_known, unit=unit[:60])


def _require_words(text: str) -> None:
    if not text.strip():
        raise not_in_round(refusals.hr5_words_are_written)


def _due_day(zone: Zone, written: str, signed: Signed) -> date:
    today = local_day(zone, signed.at_us)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = date.min
    if day < today:
        facts = {"day": written[:20], "today": f"{today:%d/%m/%Y}"}
        raise not_in_round(refusals.hr1_due_day_is_ahead, **facts)
    return day


def _write(held: Round, act: str, units: Sequence[str], text: str, signed: Signed) -> None:
    Step.objects.bulk_create(
        Step(round=held, act=act, unit=unit, text=text, done_us=signed.at_us, done_by=signed.by,
             nonce=signed.nonce)
        for unit in units
    )  # fmt: skip
