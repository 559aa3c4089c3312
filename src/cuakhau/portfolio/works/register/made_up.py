"""A few made-up works with money, so that the pages of a demo live. Each row says that it is so."""

from datetime import date

import msgspec

from cuakhau.portfolio.works.register.drawn import (
    BILLION,
    line,
    money,
    schedule,
    stages_of,
    work,
)
from cuakhau.portfolio.works.rules.project import (
    Entry,
    Fund,
    Package,
    Problem,
    Project,
    Promise,
    Site,
    Stage,
)

FUND = "Ngân sách tỉnh"
BUDGET = "Ngân sách trung ương bổ sung có mục tiêu"


def list_made_up(today: date) -> list[tuple[Project, list[Entry]]]:
    """Give the made-up works as they stood on a day: what lies ahead is planned."""
    return [
        (_as_of(project, today), [one for one in entries if _is_known(one, today)])
        for project, entries in (_yard(), _station(), _road(), _drain(), _gate_road())
    ]


def _yard() -> tuple[Project, list[Entry]]:
    code, begins, ends = "MAU-01", date(2023, 3, 1), date(2024, 12, 31)
    project = Project(
        code=code,
        name="Bãi kiểm hóa tập trung khu phi thuế quan",
        owner="board",
        by_board=True,
        basis="QĐ 12/QĐ-MAU (dựng)",
        law="2019",
        group="B",
        field="technical",
        total_vnd=185 * BILLION,
        funds=(
            Fund(name=BUDGET, amount_vnd=120 * BILLION),
            Fund(name=FUND, amount_vnd=65 * BILLION),
        ),
        stages=(
            *stages_of(date(2022, 3, 15), begins, ends),
            Stage(kind="clearance", planned=date(2023, 12, 31)),
        ),
        packages=(
            Package(
                code="XL-01", name="San nền, mặt bãi", contractor="Nhà thầu mẫu A",
                contract_vnd=98 * BILLION, signed=date(2023, 2, 10), due=date(2024, 9, 30),
            ),
            Package(
                code="XL-02", name="Nhà kiểm hóa, điện, PCCC", contractor="Nhà thầu mẫu B",
                contract_vnd=52 * BILLION, signed=date(2023, 6, 5), due=date(2024, 12, 15),
            ),
        ),
        site=Site(area_m2=64_000, cleared_m2=57_500, households=23, households_left=3),
        problems=(
            Problem(
                text="Ba hộ chưa nhận tiền bồi thường đất ở phía bắc bãi",
                must_act="border_districts", since=date(2024, 3, 4), due=date(2024, 6, 30),
            ),
        ),
        promises=(
            Promise(indicator="Xe chờ kiểm hóa, trung bình", unit="giờ", before="6,2",
                    promised="3,0"),
        ),
        place="huu_nghi",
        scenario="fruit_season",
        is_made_up=True,
    )  # fmt: skip
    lines = [
        *schedule(code, begins, ends, 150),
        *work(code, "XL-01", begins, (10, 18, 22, 25, 20, 22), 0.75, 0.19),
        *money(code, 2023, 70, (("advance", 18, 3, 20, "XL-01"), ("advance", 10, 7, 1, "XL-02"))),
        *money(code, 2024, 85, ()),
        line(code, "carried", 2024, 4, date(2024, 1, 31)),
    ]
    return project, lines


def _station() -> tuple[Project, list[Entry]]:
    code, begins, ends = "MAU-02", date(2022, 9, 5), date(2024, 3, 31)
    project = Project(
        code=code,
        name="Cải tạo trạm kiểm soát liên hợp",
        owner="board",
        by_board=True,
        basis="QĐ 31/QĐ-MAU (dựng)",
        law="2019",
        group="C",
        field="technical",
        total_vnd=38 * BILLION,
        funds=(Fund(name=FUND, amount_vnd=38 * BILLION),),
        stages=(
            *stages_of(date(2021, 11, 2), begins, ends)[:-1],
            Stage(kind="acceptance", done=date(2024, 4, 26), document="BB 07/BB-MAU"),
            Stage(kind="hand_over", planned=ends, done=date(2024, 5, 10), document="BB 09/BB-MAU"),
            Stage(kind="settlement", planned=date(2024, 11, 10)),
        ),
        packages=(
            Package(code="XL", name="Xây lắp, thiết bị", contractor="Nhà thầu mẫu C",
                    contract_vnd=34 * BILLION, signed=date(2022, 8, 20)),
        ),
        promises=(
            Promise(indicator="Thời gian qua trạm, trung vị", unit="phút", before="46",
                    promised="30", measured="34", measured_on=date(2024, 8, 15)),
        ),
        place="cn_1104_1105",
        is_made_up=True,
    )  # fmt: skip
    lines = [
        *schedule(code, begins, ends, 34),
        *work(code, "XL", begins, (4, 5, 6, 6, 6, 5), 1.0),
        *money(code, 2022, 8, ()),
        *money(code, 2023, 24, ()),
        *money(code, 2024, 9, ()),
    ]
    return project, lines


def _road() -> tuple[Project, list[Entry]]:
    code, begins, ends = "MAU-03", date(2024, 11, 1), date(2026, 6, 30)
    project = Project(
        code=code,
        name="Đường vào bãi xe phía nam",
        owner="board",
        by_board=True,
        basis="QĐ 05/QĐ-MAU (dựng)",
        law="2019",
        field="technical",
        total_vnd=96 * BILLION,
        funds=(Fund(name=FUND),),
        stages=(
            Stage(kind="policy_decision", done=date(2024, 1, 18), document="NQ 02/NQ-MAU"),
            Stage(kind="investment_decision", planned=date(2024, 7, 31)),
            Stage(kind="ground_breaking", planned=begins),
            Stage(kind="hand_over", planned=ends),
        ),
        problems=(Problem(text="Chưa thống nhất hướng tuyến qua đất quốc phòng"),),
        place="chi_ma",
        is_made_up=True,
    )
    return project, [line(code, "plan", 2024, 12, date(2024, 1, 20))]


def _drain() -> tuple[Project, list[Entry]]:
    code, begins, ends = "MAU-04", date(2023, 10, 2), date(2025, 3, 31)
    project = Project(
        code=code,
        name="Thoát nước và chiếu sáng đường chuyên dụng",
        owner="board",
        by_board=True,
        basis="QĐ 44/QĐ-MAU (dựng)",
        law="2019",
        group="C",
        field="technical",
        total_vnd=57 * BILLION,
        funds=(
            Fund(name=FUND, amount_vnd=40 * BILLION),
            Fund(name="Thu phí hạ tầng cửa khẩu", amount_vnd=17 * BILLION),
        ),
        stages=stages_of(date(2022, 12, 8), begins, ends),
        packages=(
            Package(code="XL", name="Xây lắp", contractor="Nhà thầu mẫu D",
                    contract_vnd=51 * BILLION, signed=date(2023, 9, 18), due=ends),
        ),
        place="tt_1088_2_1089",
        is_made_up=True,
    )  # fmt: skip
    lines = [
        *schedule(code, begins, ends, 51),
        *work(code, "XL", begins, (5, 8, 9), 0.95),
        *money(code, 2023, 9, (("advance", 5, 10, 20, "XL"),)),
        *money(code, 2024, 34, ()),
    ]
    return project, lines


def _gate_road() -> tuple[Project, list[Entry]]:
    code, begins, ends = "MAU-05", date(2024, 2, 19), date(2025, 12, 31)
    project = Project(
        code=code,
        name="Mở rộng nút giao vào cửa khẩu phụ",
        owner="project_board",
        by_board=True,
        basis="QĐ 61/QĐ-MAU (dựng)",
        law="2019",
        field="transport_industry",
        total_vnd=142 * BILLION,
        funds=(Fund(name=BUDGET, amount_vnd=142 * BILLION),),
        stages=stages_of(date(2023, 4, 3), begins, ends),
        packages=(
            Package(code="XL-01", name="Nền, mặt đường", contractor="Nhà thầu mẫu E",
                    contract_vnd=121 * BILLION, signed=date(2024, 2, 5), due=date(2025, 11, 30)),
        ),
        site=Site(area_m2=21_000, cleared_m2=9_800, households=41, households_left=19),
        problems=(
            Problem(text="Chậm bàn giao mặt bằng đoạn Km 0+400", must_act="provincial_departments",
                    since=date(2024, 4, 12), due=date(2024, 9, 30)),
        ),
        place="tt_1088_2_1089",
        is_made_up=True,
    )  # fmt: skip
    lines = [
        *schedule(code, begins, ends, 121),
        *work(code, "XL-01", begins, (4, 5), 1.0),
        *money(code, 2024, 70, ()),
    ]
    return project, lines


def _as_of(project: Project, today: date) -> Project:
    stages = tuple(
        msgspec.structs.replace(one, done=None, planned=one.planned or one.done)
        if one.done and one.done > today
        else one
        for one in project.stages
    )
    return msgspec.structs.replace(project, stages=stages)


def _is_known(entry: Entry, today: date) -> bool:
    return entry.kind == "scheduled" or entry.day <= today
