"""The public facts as JSON; `shapes` says what each key means."""

from typing import Literal
from zoneinfo import ZoneInfo

from cuakhau.figures import Figure
from cuakhau.movement.times import format_time
from cuakhau.operations.driver.public.facts import (
    SIDES,
    LineFacts,
    NoticeFacts,
    PlaceFacts,
    PublicFacts,
    QueueFacts,
)
from cuakhau.operations.driver.public.shapes import (
    HoursOut,
    JumpOut,
    LineOut,
    Names,
    NoticeOut,
    PlaceOut,
    PublicOut,
    QueueOut,
    RuleOut,
    SideOut,
    YardOut,
)
from cuakhau.operations.times import micros, offset_min
from cuakhau.operations.yards.models import JumpedCall
from cuakhau.statistics.live.places import DIRECTIONS, Serving, instant_of
from cuakhau.zone.hours import time_zone_of
from cuakhau.zone.types import LANGUAGES, Hours
from cuakhau.zone.zone import Zone


def build_public(facts: PublicFacts) -> PublicOut:
    """Write the facts as a value for JSON."""
    zone, rule = facts.zone, facts.rule
    return PublicOut(
        zone=zone.name,
        is_demo=zone.is_demo,
        as_of=_time(zone, facts.now_us) or "",
        waiting=_whole(facts.waiting),
        lines=tuple(_line(facts, line) for line in facts.lines),
        yards=tuple(
            YardOut(
                id=yard.id,
                names=_names(zone, yard.id),
                vehicles=_whole(yard.standing),
                capacity=_whole(yard.capacity),
            )
            for yard in facts.yards
        ),
        notices=tuple(_notice(zone, one) for one in facts.notices),
        calls_out_of_order=tuple(_jump(zone, one) for one in facts.jumps),
        call_rule=None
        if rule is None
        else RuleOut(
            come_within_min=rule.come_within_min,
            back_places=rule.back_places,
            chances=rule.chances,
            perishable_ahead_min=rule.perishable_ahead_min,
            source=rule.source,
        ),
    )


def _line(facts: PublicFacts, line: LineFacts) -> LineOut:
    def known(figure: Figure) -> int | None:
        return _whole(figure) if line.is_on_log else None

    return LineOut(
        id=line.id,
        names=_names(facts.zone, line.id),
        waiting=known(line.waiting),
        waiting_export=known(line.waiting_export),
        waiting_import=known(line.waiting_import),
        longest_wait_min=known(line.longest),
        places=tuple(_place(facts, place) for place in line.places),
    )


def _place(facts: PublicFacts, place: PlaceFacts) -> PlaceOut:
    zone = facts.zone
    cells = place.serving.cells
    return PlaceOut(
        id=place.serving.place,
        names=_names(zone, place.serving.place),
        sides=tuple(
            _side(zone, side, way, cells[side, way]) for side in SIDES for way in DIRECTIONS
        ),
        hours=tuple(_hours(facts, row) for side in SIDES for row in place.hours[side]),
        queues=tuple(_queue(way, place.queues[way]) for way in DIRECTIONS),
    )


def _side(
    zone: Zone, side: Literal["vn", "cn"], way: Literal["export", "import"], cell: Serving
) -> SideOut:
    return SideOut(
        side=side,
        direction=way,
        state=cell.word,
        basis=cell.basis,
        rate_per_h=cell.rate_per_h,
        since=_time(zone, cell.since_us),
        until=_time(zone, cell.until_us),
        document=cell.document,
    )


def _hours(facts: PublicFacts, row: Hours) -> HoursOut:
    at = instant_of(facts.now_us).astimezone(time_zone_of(facts.zone, row.side))
    offset = f"{at:%z}"
    return HoursOut(
        side=row.side,
        opens=f"{row.opens:%H:%M}",
        closes=f"{row.closes:%H:%M}",
        offset=f"{offset[:3]}:{offset[3:]}",
        at_least=row.at_least,
    )


def _queue(way: Literal["export", "import"], queue: QueueFacts) -> QueueOut:
    return QueueOut(
        direction=way,
        waiting=_whole(queue.waiting),
        called=_whole(queue.called),
        passed_in_last_hour=_whole(queue.passed),
        wait_from_min=_whole(queue.soonest),
        wait_until_min=_whole(queue.latest),
    )


def _notice(zone: Zone, one: NoticeFacts) -> NoticeOut:
    return NoticeOut(
        place=one.place,
        scope=one.entry.step,
        goods=one.entry.goods,
        reason=one.entry.reason,
        document=one.entry.document,
        since=_time(zone, one.entry.holds_from_us) or "",
        until=_time(zone, one.entry.until_us),
    )


def _jump(zone: Zone, one: JumpedCall) -> JumpOut:
    return JumpOut(
        at=_time(zone, micros(one.at)) or "",
        place=one.place,
        goods=one.goods,
        passed=one.passed,
        reason=one.reason,
        basis=one.basis,
        document=one.document,
        office=one.office,
    )


def _whole(figure: Figure) -> int | None:
    return None if figure.value is None else int(figure.value)


def _names(zone: Zone, row_id: str) -> Names:
    return {language: zone.name_of(row_id, language) for language in LANGUAGES}


def _time(zone: Zone, at_us: int | None) -> str | None:
    if at_us is None:
        return None
    at = instant_of(at_us).astimezone(ZoneInfo(zone.time_zone))
    return format_time(at_us, offset_min(at))
