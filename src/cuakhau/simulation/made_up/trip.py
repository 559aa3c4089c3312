"""What a declarant would have typed of a replayed visit: all of it made up, the same each time.

    trip = make_up(zone.at(day), event)        # the visit's "declared" row
    trip.plate, trip.driver, trip.firm, trip.goods_lines

Chance comes from the run and the number of the visit alone, so that it is the same whichever
program asks and in whatever slices the day is written.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from cuakhau.movement.event import Event
from cuakhau.simulation.made_up import numbers
from cuakhau.zone.zone import Zone

FIRMS = 50
MOST_VISITS = 4_000  # a day's; further numbers would meet those of the next day
CONTAINER, FULL_PAPERS = 0.45, 0.9
PERISHABLE = ("fruit", "vegetables", "farm_produce")
HEAVY = ("VT5", "VT6")
MINUTE_US = 60_000_000


@dataclass(frozen=True, slots=True)
class Cargo:
    """A line of goods; weights in kilograms, the value in whole dollars where it is declared."""

    description: str
    goods: str
    hs_code: str
    gross_kg: int
    pieces: int
    origin: str
    value: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUp:
    """A declaration made up. `papers` are kinds and numbers; `firm` counts from 1."""

    plate: str
    driver: str
    phone: str
    firm: int
    payer: str
    fee_use: str | None
    expected_us: int
    goods_lines: tuple[Cargo, ...]
    papers: tuple[tuple[str, str], ...]


def name_firm(firm: int) -> str:
    """Name a firm that is not there: Mẫu is "sample"."""
    return f"Công ty Mẫu {firm:02}"


def make_up(dated: Zone, event: Event) -> MadeUp:
    """Make up what was declared of a visit from the row that opened it."""
    key, number = _key(event.subject)
    dice = Random(f"{event.run} {event.subject}")  # noqa: S311 a replay, not a secret
    procedure = dated.procedure_by_id[event.procedure or ""]
    side = "vn" if event.happened_offset_min == event.recorded_offset_min else "cn"
    direction = "import" if procedure.direction == "import" else "export"
    lines = _cargo(event.goods, direction, dice)
    return MadeUp(
        plate=numbers.chinese_plate(key) if side == "cn" else numbers.vietnamese_plate(key),
        driver=f"样例司机 {number:04}" if side == "cn" else f"Lái xe Mẫu {number:04}",
        phone=numbers.chinese_phone(key) if side == "cn" else numbers.vietnamese_phone(key),
        firm=1 + number % FIRMS,
        payer="cn" if side == "cn" and dice.random() < 0.5 else "vn",
        fee_use="transloading_only" if procedure.id == "transload_giving" else None,
        expected_us=event.happened_us + dice.randrange(3, 20) * 15 * MINUTE_US,
        goods_lines=lines,
        papers=tuple(_papers(event, direction, key, side, dice)),
    )


def _papers(
    event: Event, direction: str, key: int, side: str, dice: Random
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if event.goods != "empty":
        if dice.random() < FULL_PAPERS:
            found.append(("customs_declaration", numbers.customs_number(direction, key)))
        if event.goods in PERISHABLE:
            found.append(("phytosanitary", numbers.health_number(key)))
    found.append(("transport_permit", numbers.permit_number(key)))
    if event.vehicle_class in HEAVY and event.goods != "new_vehicle":
        trailer = numbers.chinese_trailer if side == "cn" else numbers.vietnamese_trailer
        found.append(("trailer", trailer(key)))
        if event.goods != "empty" and dice.random() < CONTAINER:
            found.append(("container", numbers.container_number(key)))
    return found


def _cargo(goods: str | None, direction: str, dice: Random) -> tuple[Cargo, ...]:
    rows = _rows_of(goods or "", direction)
    if not rows:
        return ()
    chosen = dice.sample(rows, 2 if len(rows) > 1 and dice.random() < 0.2 else 1)
    return tuple(_line(row, len(chosen), dice) for row in chosen)


def _line(row: dict[str, str], of: int, dice: Random) -> Cargo:
    gross_kg = dice.randrange(int(row["from_kg"]), int(row["to_kg"])) // of // 10 * 10
    # As with papers, some declare no value.
    is_valued = gross_kg // 10 % 8 != 0
    return Cargo(
        description=row["description"],
        goods=row["goods"],
        hs_code=row["hs_code"],
        gross_kg=gross_kg,
        pieces=max(1, gross_kg // int(row["piece_kg"])),
        origin=row["origin"],
        value=round(gross_kg * float(row["usd_kg"])) if is_valued else None,
        currency="USD" if is_valued else None,
    )


def _key(subject: str) -> tuple[int, int]:
    """Give a number that no other visit of the 200 days around has, and the visit's of its day."""
    _seed, day, number = subject.split("-")
    return date.fromisoformat(day).toordinal() % 200 * MOST_VISITS + int(number), int(number)


@cache
def _rows_of(goods: str, direction: str) -> Sequence[dict[str, str]]:
    with (Path(__file__).parent / "cargo.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if (row["goods"], row["direction"]) == (goods, direction)]
