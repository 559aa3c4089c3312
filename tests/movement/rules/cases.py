"""For each rule of visits and places one row that breaks it and one that keeps it."""

import msgspec

from cuakhau.movement.around import Around
from movement.rows import GATE, HOUR, MINUTE_US, at, declared, given, journey, row, told

OPEN = [declared()]
GONE = journey()
HELD = [declared(), row("held", agency="customs")]
CROSSED = [declared(), row("crossed")]
TRIP = journey("two_way")
WRITTEN_OFF = [declared(), row("written_off", 1)]
MERGED = [declared(), row("merged", other="v2")]
GIVING = [declared("transload_giving")]
WRONG_SEAT = row("voided", corrects=9)
CLOCK_AHEAD = {"recorded_us": at(0)}
V2 = frozenset(("v2",))


def change(event, **fields):
    return msgspec.structs.replace(event, **fields)


def here(kind, minute=0, **fields):
    return told("huu_nghi", kind, minute, **fields)


# rule: (history, row that breaks it, what is known around, row that keeps it)
REFUSED = {
    "M1": (OPEN, row("teleported"), None, row("held", agency="customs")),
    "M2": (OPEN, row("held"), None, row("held", agency="customs")),
    "M3": (
        OPEN, row("swapped", step="soul", other="p2"), None,
        row("swapped", step="plate", other="p2"),
    ),
    "M4": (OPEN, change(given("permit"), happened_offset_min=5_000), None, given("permit")),
    "M5": (OPEN, WRONG_SEAT, None, row("voided", corrects=1)),
    "M6": (
        HELD, row("voided", corrects=2, agency="border_guard"), None,
        row("voided", corrects=2, agency="dispatcher"),
    ),
    "M7": ([], given("permit"), None, declared()),
    "M8": (OPEN, declared(), None, row("amended", goods="fruit")),
    "M9": ([], declared("smuggling"), None, declared("export")),
    "M10": ([], declared(goods="snow"), None, declared(goods="ore")),
    "M11": ([], declared(place="bao_nguyen"), None, declared(place="huu_nghi")),
    "M12": (OPEN, given("dance", agency="customs"), None, given("permit")),
    "M13": (OPEN, given("permit", agency="customs"), None, given("permit")),
    "M14": (OPEN, given("transload"), None, given("permit")),
    "M15": (MERGED, given("permit"), None, row("voided", corrects=2)),
    "M16": (GONE, row("moved", HOUR, place="bao_nguyen"), None, row("returned", HOUR)),
    "M17": (GIVING, given("transload"), None, given("yard_in")),
    "M18": (OPEN, row("merged", other="v1"), None, row("split", other="v3")),
    "M19": (OPEN, row("merged", other="v9"), None, row("split", other="v9")),
    "M20": (
        OPEN, row("linked", other="v2"),
        Around(known_others=V2, other_procedure="import"), given("permit"),
    ),
    "M21": (
        OPEN, row("merged", other="v2"),
        Around(known_others=V2, other_merged_into="v3"), given("permit"),
    ),
    "M22": (OPEN, row("unlinked", other="v2"), None, given("permit")),
    "M23": (OPEN, given("permit", by="a\x00b"), None, given("permit", by="officer 7")),
    "M24": (OPEN, given("permit", payload={"t": 1.5}), None, given("permit", payload={"kg": 15})),
    "M50": (
        [], change(here("closed"), subject="huu_nghi@2025-11"), None,
        here("closed"),
    ),
    "M51": ([], told("narnia", "closed"), None, told("chi_ma", "closed")),
    "M52": ([], here("voided", corrects=1), None, here("opened")),
    "M53": (
        [here("opened", agency="customs")],
        here("voided", corrects=1, agency="border_guard"), None,
        here("voided", corrects=1, agency="dispatcher"),
    ),
    "M54": ([], here("closed", goods="snow"), None, here("closed")),
}  # fmt: skip
FLAGGED = {
    "M30": (OPEN, given("permit", 6, **CLOCK_AHEAD), None, given("permit", 5, **CLOCK_AHEAD)),
    "M31": (OPEN, given("permit", minute=-2 * HOUR), None, given("permit")),
    "M32": (GONE, row("held", 5, agency="customs"), None, row("returned", HOUR)),
    "M33": (GONE, given("plant_check", HOUR), None, given("plant_check", 1)),
    "M34": (OPEN, given("customs_check"), None, given("registration")),
    "M35": (
        OPEN, row("amended", other="plate-7"), Around(open_visit_of_vehicle="v0"),
        given("permit"),
    ),
    "M36": (
        OPEN, row("moved", place="chi_ma_yards"), Around(places_taken=490),
        row("moved", place="bao_nguyen"),
    ),
    "M37": (
        OPEN, row("moved", place=GATE), Around(place_state="closed"),
        row("held", agency="customs"),
    ),
    "M38": (TRIP, row("returned", 37 * HOUR), None, row("returned", 36 * HOUR)),
    "M39": (HELD, given("yard_in"), None, given("permit")),
    "M40": ([declared(), given("permit")], given("permit", 1), None, given("health_check")),
    "M41": ([], declared("empty", goods="fruit"), None, declared("empty", goods="empty")),
    "M42": (OPEN, given("permit", started_us=at(1)), None, given("permit", started_us=at(0))),
    "M43": (OPEN, row("released", agency="customs"), None, row("held", agency="customs")),
    "M44": (CROSSED, row("crossed", 2), None, row("returned", 2)),
    "M45": (
        WRITTEN_OFF, row("sighted", 2, place="bao_nguyen"), None,
        row("missing", 2, place="bao_nguyen"),
    ),
    "M60": (
        [], change(here("opened"), recorded_us=at(0) - 6 * MINUTE_US), None, here("opened"),
    ),
    "M61": ([here("opened")], here("opened", 1), None, here("closed", 1)),
    "M62": (
        [], here("post_left", agency="customs"), None, here("post_taken", agency="customs"),
    ),
    "M63": (
        [], here("slot_missed", other="b1"), None, here("slot_booked", other="b1", step="9h"),
    ),
    "M64": (
        [here("day_counted", step="cleared", amount=5)],
        here("day_counted", step="cleared", amount=6), None,
        here("day_counted", step="waiting", amount=6),
    ),
}  # fmt: skip
