"""The rounds of a demo zone: last month's, approved, and this month's, half written. Made up."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cuakhau.reports.rounds.models import Round
from cuakhau.reports.rounds.writing import (
    Asking,
    Signed,
    answer,
    approve,
    comment,
    open_round,
    send_back,
)
from cuakhau.trade.periods import of_months, write_period
from cuakhau.zone.zone import Zone

UNITS = ("board_office", "gate_management", "gate_centre", "enterprise_promotion")
LAST = {
    "board_office": "Tập huấn nghiệp vụ khai báo trên nền tảng số cho {trained}.\n"
    "Tiếp nhận, xử lý văn bản đúng hạn.",
    "gate_management": "Phối hợp xử lý {smuggling} tại các cửa khẩu.\n"
    "Không để ùn ứ phương tiện qua đêm.",
    "gate_centre": "Điều tiết phương tiện theo luồng, ưu tiên nông sản tươi.",
    "enterprise_promotion": "Làm việc với doanh nghiệp kho bãi; thu hút {investment}.",
}
LAST_VALUES = {"trained": "24", "smuggling": "3", "investment": "12000000000"}
NOW = "Phối hợp xử lý {smuggling} tại các cửa khẩu.\nTăng ca kiểm soát vào cao điểm sầu riêng."
SOURCE = "Số liệu trình diễn"


def fill_demo(zone: Zone, *, by: str, at: datetime, today: date) -> int:
    """Fill the rounds of a demo zone, once; tell how many were opened now."""
    if not zone.is_demo or Round.objects.filter(zone=zone.name).exists():
        return 0
    month = today.replace(day=1) - timedelta(days=1)

    def signed(name: str) -> Signed:
        return Signed(by=by, at=at, nonce=f"demo-{name}")

    def opened(day: date, due: date) -> Round:
        period = write_period(of_months(day.year, day.month, day.month))
        asking = Asking(kind="monthly", periods=period, due=due.isoformat(), units=UNITS)
        return open_round(zone, asking, signed(period))

    with transaction.atomic():
        last, now = opened(month, today), opened(today, today + timedelta(days=2))
        values = {mark: (value, SOURCE) for mark, value in LAST_VALUES.items()}
        for unit, text in LAST.items():
            answer(zone, last, unit, text, values, signed(unit))
        approve(zone, last, (), signed("approve"))
        given = {"smuggling": ("2", SOURCE)}
        answer(zone, now, "gate_management", NOW, given, signed("now"))
        comment(now, "gate_management", "Bổ sung kết quả của tuần cuối tháng.", signed("comment"))
        answer(zone, now, "gate_centre", LAST["gate_centre"], {}, signed("centre"))
        send_back(now, "gate_centre", "Còn nguyên bài của kỳ trước.", signed("back"))
    return 2
