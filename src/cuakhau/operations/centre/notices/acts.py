"""Publish a notice and end it: its row, a row of the log for each place, a word to each firm."""

from dataclasses import dataclass
from datetime import date, datetime

from cuakhau.movement.times import local_day, local_time
from cuakhau.operations.centre import files
from cuakhau.operations.centre.gates import acts as gates
from cuakhau.operations.centre.gates.acts import Turn
from cuakhau.operations.centre.models import Notice
from cuakhau.operations.centre.notices.affected import Concerned, list_concerned
from cuakhau.operations.centre.refusals import (
    c1_place_and_way_are_known,
    c2_reason_is_given,
    c10_notice_is_whole,
    c11_notice_names_places,
    c12_notice_has_a_time,
    c13_notice_is_in_force,
    not_taken,
)
from cuakhau.operations.centre.signed import Signed
from cuakhau.operations.closures.reasons import is_reason, names_of_reason
from cuakhau.operations.messages import outbox
from cuakhau.operations.messages.outbox import Letter
from cuakhau.operations.messages.texts import Fact
from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.operations.times import micros
from cuakhau.statistics.live.places import DIRECTIONS, Direction, list_ways
from cuakhau.web.uploads import Upload
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What a notice says. No direction or goods means all; no end means until it is withdrawn."""

    document: str
    signer: str
    signed_on: date | None
    places: tuple[str, ...]
    since: datetime | None
    until: datetime | None = None
    direction: Direction | None = None
    goods: str | None = None
    reason: str = "document"


def publish(zone: Zone, said: Saying, upload: Upload | None, signed: Signed) -> Notice:
    """Publish a notice; the same nonce again publishes nothing and gives the first one.

    Its places are closed in the log for its time, and those concerned are told. Raises C1, C2,
    C10 to C12 as `NotTaken`, and what the journal raises.
    """
    digest = digest_of("notice", said, upload.sent_sha256 if upload else "", signed.by)

    def act() -> Answer:
        notice = build(zone, said, signed)
        notice.save()
        if upload is not None:
            files.keep_file(zone.name, about(notice), upload, signed)
        notice.rows = [gates.write(zone, _turn(notice, place), signed) for place in notice.places]
        notice.told = _tell(zone, notice, "closed", signed)
        notice.save(update_fields=["rows", "told"])
        return {"id": notice.pk}

    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return Notice.objects.get(pk=answer["id"])


def end(zone: Zone, notice: Notice, signed: Signed) -> Notice:
    """End a notice before its time; who was kept away by it is told. Raises C13."""

    def act() -> Answer:
        held = Notice.objects.select_for_update().get(pk=notice.pk)
        if held.ended_at is not None or (held.until is not None and held.until <= signed.at):
            raise not_taken(c13_notice_is_in_force, document=held.document)
        for place, row in zip(held.places, held.rows, strict=True):
            done = gates.Done(row["subject"], row["seq"], ())
            gates.end(zone, _turn(held, place), done, signed)
        _tell(zone, held, "closed_over", signed)
        held.ended_at, held.ended_by = signed.at, signed.by
        held.save(update_fields=["ended_at", "ended_by"])
        return {"id": held.pk}

    digest = digest_of("end notice", notice.pk, signed.by)
    answer, _ = do_once(Asked(zone.name, signed.nonce, digest, signed.by, signed.at), act)
    return Notice.objects.get(pk=answer["id"])


def about(notice: Notice) -> str:
    """Name a notice for rows that rest on it."""
    return f"notice:{notice.pk}"


def build(zone: Zone, said: Saying, signed: Signed) -> Notice:
    """Build a notice without saving it. Raises C1, C2, C10 to C12."""
    dated = zone.at(local_day(zone, micros(signed.at)))
    if not (said.document and said.signer and said.signed_on):
        raise not_taken(c10_notice_is_whole)
    if not said.places:
        raise not_taken(c11_notice_names_places)
    known = (
        set(said.places) <= set(list_ways(dated))
        and said.direction in (None, *DIRECTIONS)
        and said.goods in (None, *dated.goods_by_id)
    )
    if not known:
        raise not_taken(c1_place_and_way_are_known)
    if not is_reason("close", said.reason):
        raise not_taken(c2_reason_is_given)
    if said.since is None or (said.until is not None and said.until <= said.since):
        raise not_taken(
            c12_notice_has_a_time, since=_written(said.since), until=_written(said.until)
        )
    return Notice(
        zone=zone.name,
        document=said.document,
        signer=said.signer,
        signed_on=said.signed_on,
        places=list(said.places),
        direction=said.direction,
        goods=said.goods,
        since=said.since,
        until=said.until,
        reason=said.reason,
        by=signed.by,
        at=signed.at,
    )


def _written(at: datetime | None) -> str:
    return "–" if at is None else f"{at:%H:%M %d/%m/%Y}"


def _turn(notice: Notice, place: str) -> Turn:
    return Turn(
        verb="close",
        place=place,
        direction=notice.direction,  # type: ignore[arg-type]  # checked when it was built
        goods=notice.goods,
        reason=notice.reason,
        since=notice.since if notice.since > notice.at else None,
        until=notice.until,
        document=notice.document,
        rests_on=about(notice),
    )


def _tell(zone: Zone, notice: Notice, text: str, signed: Signed) -> int:
    """Write a letter to everybody concerned; give how many."""
    letters = [
        _letter(zone, notice, text, one)
        for one in list_concerned(zone, notice)
        if one.visit is not None or text == "closed"
    ]
    written = outbox.write(
        zone.name, letters, by=signed.by, at=signed.at, nonce=f"{signed.nonce}>{text}"
    )
    return len(written)


def _letter(zone: Zone, notice: Notice, text: str, one: Concerned) -> Letter:
    facts: dict[str, Fact] = {
        "place": _names(zone, notice.places),
        "what": what_is_stopped(zone, notice),
        "document": notice.document,
    }
    if text == "closed":
        facts |= {
            "since": f"{local_time(zone, micros(notice.since)):%H:%M %d/%m/%Y}",
            "until": f"{local_time(zone, micros(notice.until)):%H:%M %d/%m/%Y}"
            if notice.until
            else {"vi": "khi có thông báo mới", "en": "further notice", "zh": "另行通知"},
            "reason": {str(code): word for code, word in names_of_reason(notice.reason).items()},
        }
    if one.draft is not None:
        return Letter(
            text="closed_draft",
            facts={**facts, "draft": one.draft},
            firm=one.firm,
            about=about(notice),
            until=notice.until,
        )
    return Letter(
        text=text,
        facts={**facts, "visit": one.visit or ""},
        visit=one.visit,
        firm=one.firm,
        about=about(notice),
        until=notice.until,
    )


def _names(zone: Zone, ids: list[str]) -> dict[str, str]:
    return {code: ", ".join(zone.name_of(one, code) for one in ids) for code in LANGUAGES}


def what_is_stopped(zone: Zone, notice: Notice) -> dict[str, str]:
    """Say in three languages which goods, in which direction, a notice stops."""
    words = {
        ("vi", None): "mọi xe hàng", ("en", None): "all goods", ("zh", None): "所有货物",
        ("vi", "export"): "xuất", ("en", "export"): "export", ("zh", "export"): "出口",
        ("vi", "import"): "nhập", ("en", "import"): "import", ("zh", "import"): "进口",
    }  # fmt: skip
    said: dict[str, str] = {}
    for code in LANGUAGES:
        goods = zone.name_of(notice.goods, code) if notice.goods else words[code, None]
        way = words[code, notice.direction] if notice.direction else ""
        said[code] = f"{goods} ({way})" if way else goods
    return said
