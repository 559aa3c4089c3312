"""Directives, meetings, a proposal and two boundaries of a demo zone, so that its pages are alive.

All of it is made up, and each row says so; days count from the day of the demo.
"""

import csv
import io
import json
from datetime import datetime, timedelta
from importlib import resources

from django.db import transaction

from cuakhau.accounts.units import list_units
from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.acting import boundaries, giving, meetings, proposing, turning
from cuakhau.portfolio.directives.acting.shapes import Ring
from cuakhau.portfolio.directives.models import EVENT, MADE_UP, MEETING, Directive, Meeting
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

Words = dict[Language, str]
NONCE = "example-directives"
# Drawn at will: no true boundary is at hand.
OLDER: Ring = [(106.68, 21.86), (106.80, 21.86), (106.82, 21.97), (106.74, 22.02), (106.66, 21.95)]
NEWER: Ring = [(106.68, 21.86), (106.78, 21.87), (106.82, 21.97), (106.77, 22.05), (106.64, 21.96)]
BRIEFING: Words = {
    "vi": "Giao ban tháng của Ban (dựng)",
    "en": "Monthly meeting of the Board (made up)",
    "zh": "管委会月度例会（虚构）",
}
CONFERENCE: Words = {
    "vi": "Hội nghị kỷ niệm thành lập khu (dựng)",
    "en": "Conference on the anniversary of the zone (made up)",
    "zh": "经济区成立纪念会议（虚构）",
}
CONCLUSION: Words = {
    "vi": "Các đơn vị báo cáo tiến độ trước kỳ họp sau.",
    "en": "The units report their progress before the next meeting.",
    "zh": "各单位在下次会议前报告进度。",
}
PROPOSAL: Words = {
    "vi": "Một lần kiểm tra chung cho các lực lượng (dựng)",
    "en": "One common check for all forces (made up)",
    "zh": "各部门合并检查一次（虚构）",
}
PROBLEM: Words = {
    "vi": "Một xe bị hai lực lượng kiểm tra cùng giấy tờ, mỗi lần dừng riêng.",
    "en": "Two forces check the same papers of a vehicle, each at a stop of its own.",
    "zh": "同一车辆的同一证件由两个部门分别停车检查。",
}
CAME = ("board_office", "planning_investment", "gate_management", "gate_centre", "gate_forces")
DOCUMENT = "Ví dụ 12/TB-BQL (dựng)"


def fill_demo(zone: Zone, *, by: str, at: datetime) -> int:
    """Put made-up directives into a demo zone, once; tell how many were put now."""
    known = Meeting.objects.filter(zone=zone.name, nonce=f"{NONCE}-briefing").exists()
    if not zone.is_demo or known or "board" not in list_units(zone):
        return 0
    with transaction.atomic():
        held = {
            "briefing": _hold(zone, MEETING, -20, BRIEFING, by, at),
            "event": _hold(zone, EVENT, 53, CONFERENCE, by, at),
        }
        rows = _rows()
        for number, row in enumerate(rows):
            _give(zone, row, number, held[row["of"]], by, at)
        _propose(zone, by, at)
        _draw(zone, by, at)
    return len(rows)


def _rows() -> list[dict[str, str]]:
    file = resources.files(__package__).joinpath("demo.csv")
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def _hold(zone: Zone, kind: str, days: int, title: Words, by: str, at: datetime) -> Meeting:
    said = meetings.Said(
        kind=kind,
        day=_day(at, days),
        held_by="board",
        title=title["vi"],
        conclusion=CONCLUSION["vi"] if kind == MEETING else "",
        attended=tuple(one for one in CAME if one in list_units(zone)),
        origin=MADE_UP,
        also={"title": title, "conclusion": CONCLUSION},
    )
    name = "briefing" if kind == MEETING else "event"
    return meetings.hold(zone, said, Signed(by, at, f"{NONCE}-{name}"))


def _give(
    zone: Zone, row: dict[str, str], number: int, meeting: Meeting, by: str, at: datetime
) -> None:
    known = list_units(zone)

    def units(text: str) -> tuple[str, ...]:
        return tuple(unit for unit in text.split(";") if unit in known)

    also: giving.Also = {"text": {"en": row["task_en"], "zh": row["task_zh"]}}
    task = giving.TaskSaid(
        text=row["task"],
        also=also,
        responsible=units(row["responsible"]) or ("board",),
        cooperating=units(row["cooperating"]),
        due=_day(at, int(row["due"])) if row["due"] else "",
    )
    said = giving.Said(
        document=DOCUMENT,
        day=_day(at, -20),
        giver="board",
        text=row["task"],
        area=row["area"],
        tasks=(task,),
        origin=MADE_UP,
        also=also,
    )
    made: Directive = giving.give(zone, said, Signed(by, at, f"{NONCE}-{number}"), meeting)
    key = made.tasks.get().pk
    for turn, kind in enumerate(row["acts"].split(";") if row["acts"] else ()):
        done = turning.Said(kind=kind, words=row["words"])
        everybody = tuple(known)
        turning.turn(zone, key, done, everybody, Signed(by, at, f"{NONCE}-{turn}"))


def _propose(zone: Zone, by: str, at: datetime) -> None:
    said = proposing.Said(
        area="policy",
        title=PROPOSAL["vi"],
        problem=PROBLEM["vi"],
        leader="board",
        origin=MADE_UP,
        also={"title": PROPOSAL, "problem": PROBLEM},
    )
    row = proposing.propose(zone, said, Signed(by, at, f"{NONCE}-proposal"))
    for number, words in enumerate(
        ("Kiểm tra chung một điểm dừng", "Dùng chung kết quả kiểm tra của lực lượng làm trước")
    ):
        option = proposing.StepSaid(kind="option", words=words)
        proposing.step(zone, row.pk, option, ("board",), Signed(by, at, f"{NONCE}-option{number}"))


def _draw(zone: Zone, by: str, at: datetime) -> None:
    for number, (ring, days) in enumerate(((OLDER, -900), (NEWER, -30))):
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        said = boundaries.Said(
            text=json.dumps(shape),
            day=_day(at, days),
            document=f"Ví dụ {number + 1} (hình dựng, không phải ranh giới thật)",
            origin=MADE_UP,
        )
        boundaries.take(zone, said, Signed(by, at, f"{NONCE}-boundary{number}"))


def _day(at: datetime, days: int) -> str:
    return (at + timedelta(days=days)).date().isoformat()
