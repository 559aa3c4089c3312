"""A zone on one day, as lines for people: what is known, and what nobody knows."""

from collections.abc import Iterator
from datetime import date

from cuakhau.zone.types import Closure, Gate, Hours, Language, Route, Yard
from cuakhau.zone.zone import Zone

WORDS: dict[Language, dict[str, str]] = {
    "vi": {
        "on": "ngày", "version": "phiên bản", "unknown": "chưa rõ", "gates": "Cửa khẩu",
        "agencies": "Cơ quan", "procedures": "Quy trình",
        "hours": "Giờ làm việc", "closures": "Đóng cửa", "fees": "Mức thu",
        "lines": "Dòng bản tin", "rates": "{known} mức đã biết trong {cells} ô",
        "capacity": "sức chứa", "per_day": "lượt/ngày", "lanes": "làn",
        "international": "quốc tế", "main": "chính", "auxiliary": "phụ", "crossing": "lối mở",
        "clearance": "lối thông quan", "dedicated": "đường chuyên dụng",
    },
    "en": {
        "on": "on", "version": "version", "unknown": "unknown", "gates": "Gates",
        "agencies": "Agencies", "procedures": "Procedures",
        "hours": "Hours", "closures": "Closures", "fees": "Fees",
        "lines": "Bulletin lines", "rates": "{known} rates known of {cells} cells",
        "capacity": "capacity", "per_day": "vehicles/day", "lanes": "lanes",
        "international": "international", "main": "main", "auxiliary": "auxiliary",
        "crossing": "crossing", "clearance": "clearance route",
        "dedicated": "dedicated freight road",
    },
    "zh": {
        "on": "日期", "version": "版本", "unknown": "未知", "gates": "口岸",
        "agencies": "机构", "procedures": "流程",
        "hours": "工作时间", "closures": "关闭", "fees": "收费标准",
        "lines": "通报行", "rates": "{cells} 格中已知 {known} 个费率",
        "capacity": "容量", "per_day": "辆/天", "lanes": "车道",
        "international": "国际口岸", "main": "双边口岸", "auxiliary": "辅助口岸",
        "crossing": "边境通道", "clearance": "通关通道", "dedicated": "货运专用通道",
    },
}  # fmt: skip


def outline(dated: Zone, day: date, lang: Language) -> Iterator[str]:
    """Give the lines. `dated` is the zone on `day`."""
    words = WORDS[lang]
    yield f"{dated.name_of(dated.name.removesuffix('-demo'), lang)} · {words['on']} {day}"
    yield f"{words['version']} {dated.version[:12]}"
    yield from _gates(dated, lang)
    for title, rows in (("agencies", dated.agencies), ("procedures", dated.procedures)):
        yield f"\n{words[title]}"
        yield "  " + ", ".join(dated.name_of(row.id, lang) for row in rows)
    yield f"\n{words['hours']}"
    yield from (f"  {_hours(dated, row, lang)}" for row in dated.hours)
    yield f"\n{words['closures']}"
    yield from (f"  {_closure(dated, row, lang)}" for row in dated.closures)
    yield f"\n{words['lines']}"
    for line in dated.bulletin_lines:
        places = ", ".join(line.places)
        yield f"  {dated.name_of(line.id, lang)}: {places}"
    known = sum(cell.amount_vnd is not None for cell in dated.tariffs)
    resolutions = ", ".join(dict.fromkeys(cell.resolution for cell in dated.tariffs))
    yield f"\n{words['fees']}  {resolutions}"
    yield "  " + words["rates"].format(known=known, cells=len(dated.tariffs))


def _gates(dated: Zone, lang: Language) -> Iterator[str]:
    words = WORDS[lang]
    yield f"\n{words['gates']}"
    for gate in dated.gates:
        yield f"  {dated.name_of(gate.id, lang)} ({_place(gate, lang)})"
        for route in dated.routes:
            if route.gate == gate.id:
                lanes = sum(lane.route == route.id for lane in dated.lanes)
                counted = f", {lanes} {words['lanes']}" if lanes else ""
                yield f"    {dated.name_of(route.id, lang)} ({_place(route, lang)}{counted})"
        for yard in dated.yards:
            if dated.find_gate_of(yard.id) == gate.id:
                yield f"    {dated.name_of(yard.id, lang)} ({_place(yard, lang)})"


def _place(place: Gate | Route | Yard, lang: Language) -> str:
    words = WORDS[lang]
    match place:
        case Gate():
            return f"{words[place.kind]}, {place.opposite or words['unknown']}"
        case Route():
            rate = words["unknown"] if place.capacity_per_day is None else place.capacity_per_day
            return f"{words[place.kind]}, {rate} {words['per_day']}"
        case Yard():
            room = place.capacity
            return f"{words['capacity']} {words['unknown'] if room is None else room}"


def _hours(dated: Zone, row: Hours, lang: Language) -> str:
    days = "".join(str(day) for day in row.days)
    more = "+" if row.at_least else ""
    clock = f"{row.opens:%H:%M}–{row.closes:%H:%M}{more}"
    return f"{dated.name_of(row.place, lang)} · {row.side} · {row.serves} · {days} · {clock}"


def _closure(dated: Zone, row: Closure, lang: Language) -> str:
    place = "*" if row.place == "*" else dated.name_of(row.place, lang)
    clock = f" {row.daily_from:%H:%M}–{row.daily_until:%H:%M}" if row.daily_from else ""
    goods = f" · {dated.name_of(row.goods, lang)}" if row.goods else ""
    return f"{place} · {row.side} · {row.direction}{goods}{clock} · {row.reason}"
