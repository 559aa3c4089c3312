"""Scenes of the road and the yards: orders to the traffic police, calls, places in a yard."""

from dataclasses import replace
from datetime import timedelta

from cuakhau.operations.actions import Signed
from cuakhau.operations.orders import giving
from cuakhau.operations.orders.giving import Order, Said
from cuakhau.operations.orders.giving import Signed as SignedOrder
from cuakhau.operations.scenes.stage import Stage
from cuakhau.operations.times import micros
from cuakhau.operations.yards.calling import acts as calling
from cuakhau.operations.yards.following import follow
from cuakhau.operations.yards.plan import acts as placing
from cuakhau.operations.yards.plan.acts import Placing
from cuakhau.statistics.queues.order import Bound, Line, list_callable

CALLED, PLACED, IN_ROW = 3, 8, 4
ROAD = "QL1A, km 18"
YARD, AREA = "xuan_cuong", "B"


def hold_fruit(stage: Stage) -> None:
    """Hold fruit for a gate on the road while its yard is full; the police say that it is done."""
    order = Order(
        verb="hold",
        gate="huu_nghi",
        direction="export",
        goods="fruit",
        road=ROAD,
        reason="yard_full",
        until=stage.later(minutes=150),
    )
    row = giving.give(stage.zone, order, _sign(stage, "dispatcher", "give"))
    said = _sign(stage, "traffic_police", "done", after=timedelta(minutes=12))
    giving.say(stage.zone, row, Said(word="done"), said)


def hold_one(stage: Stage) -> None:
    """Hold one vehicle; the police could not find it on the road."""
    for number in stage.on_the_road()[-1:]:
        order = Order(verb="hold", visit=number, road=ROAD, reason="gate_slow")
        row = giving.give(stage.zone, order, _sign(stage, "dispatcher", "give"))
        said = _sign(stage, "traffic_police", "cannot", after=timedelta(minutes=9))
        giving.say(stage.zone, row, Said(word="cannot", reason="not_found"), said)


def divert_one(stage: Stage) -> None:
    """Divert one vehicle to another gate; nobody has answered yet."""
    for number in stage.on_the_road()[-2:-1]:
        order = Order(verb="divert", visit=number, place="chi_ma", reason="gate_slow")
        giving.give(stage.zone, order, _sign(stage, "dispatcher", "give"))


def hold_for_the_night(stage: Stage) -> None:
    """Hold what comes late for the next morning; the order is open when the day ends."""
    order = Order(
        verb="hold",
        gate="huu_nghi",
        direction="export",
        road="QL1A, km 38",
        reason="yard_full",
        until=stage.later(minutes=10 * 60),
    )
    row = giving.give(stage.zone, order, _sign(stage, "dispatcher", "give"))
    said = _sign(stage, "traffic_police", "passed", after=timedelta(minutes=5))
    giving.say(stage.zone, row, Said(word="passed_on", note="Tổ tuần tra 2 (mẫu)"), said)


def call_next(stage: Stage) -> None:
    """Let those come who were called before, and call the next of the longest queue."""
    now = replace(stage, at=stage.now)
    line = follow(now.zone).look(micros(now.at)).line
    for subject in [turn.subject for turn in line.turns.values() if turn.open_call][:CALLED]:
        calling.come(now.zone, subject, now.sign("dispatcher", f"come.{subject}"))
    bound = _find_longest(line)
    if bound is None:
        return
    called = calling.call_next(now.zone, bound, CALLED, now.sign("dispatcher", "call"))
    for subject, word in zip(called, ("coming", "heard"), strict=False):
        driver = Signed("driver", now.at + timedelta(minutes=1), now.nonce(f"{word}.{subject}"))
        calling.answer(now.zone, subject, word, "", driver)


def place_in_yard(stage: Stage) -> None:
    """Write down in which places of its open area vehicles of a yard stand."""
    now = replace(stage, at=stage.now)
    line = follow(now.zone).look(micros(now.at)).line
    here = [turn.subject for turn in line.standing_in(YARD) if not turn.seen.slot][:PLACED]
    for number, subject in enumerate(here):
        slot = f"{AREA}{1 + number // IN_ROW}-{1 + number % IN_ROW:02}"
        wanted = Placing(yard=YARD, visits=(subject,), slot=slot, agency="yard_operator")
        placing.place(now.zone, wanted, now.sign("yard_operator", slot))


def _find_longest(line: Line) -> Bound | None:
    callable_now = {bound: len(list_callable(here)) for bound, here in line.queues.items()}
    known = {bound: count for bound, count in callable_now.items() if bound[0] and count}
    return max(known, key=lambda bound: (known[bound], bound), default=None)


def _sign(stage: Stage, role: str, mark: str, *, after: timedelta = timedelta()) -> SignedOrder:
    return SignedOrder(stage.person(role), role, stage.at + after, stage.nonce(mark))
