"""The sheets of the workbook and their columns, with headings in three languages."""

from dataclasses import dataclass
from typing import Any, Literal

from cuakhau.zone.types import Language

Kind = Literal["place", "line", "procedure", "goods", "class", "yard", "agency", "role", "step"]
Titles = dict[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its key, its headings, whether a row needs it, and the list it chooses from."""

    key: str
    titles: Titles
    is_needed: bool = False
    kind: Kind | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its key, its names and its columns."""

    key: str
    titles: Titles
    columns: tuple[Column, ...]


def _titles(vi: str, en: str, zh: str) -> Titles:
    return {"vi": vi, "en": en, "zh": zh}


def _column(key: str, vi: str, en: str, zh: str, **more: Any) -> Column:
    return Column(key=key, titles=_titles(vi, en, zh), **more)


def _needed(key: str, vi: str, en: str, zh: str, **more: Any) -> Column:
    return _column(key, vi, en, zh, is_needed=True, **more)


_PLACE = ("place", "Cửa khẩu, tuyến", "Gate or route", "口岸、通道")
_TRIP = _needed("procedure", "Loại chuyến", "Kind of trip", "业务类型", kind="procedure")
_GOODS = _column("goods", "Hàng hóa", "Goods", "货物", kind="goods")
_NAME = _needed("username", "Tên đăng nhập", "Sign-in name", "用户名", example="hq.an")

WAITING = Sheet(
    "waiting",
    _titles("Xe chờ", "Waiting", "待检车辆"),
    (
        _needed(*_PLACE, kind="place"),
        _TRIP,
        _GOODS,
        _column("vehicle_class", "Hạng xe", "Vehicle class", "车型", kind="class"),
        _column("plate", "Biển số", "Plate", "车牌", example="12C-123.45"),
        _needed("since", "Chờ từ lúc", "Waiting since", "等待自", example="22/11/2026 14:30"),
        _column("yard", "Bãi", "Yard", "货场", kind="yard"),
        _column("number", "Số lượt xe (nếu có)", "Number (if any)", "车次号（如有）"),
        _column("driver", "Lái xe", "Driver", "司机"),
        _column("phone", "Điện thoại", "Phone", "电话"),
        _column("firm", "Doanh nghiệp", "Firm", "企业"),
    ),
)
COUNTS = Sheet(
    "counts",
    _titles("Đếm theo cửa khẩu", "Counts by gate", "口岸清点"),
    (
        _needed("place", "Cửa khẩu", "Gate", "口岸", kind="line"),
        _TRIP,
        _GOODS,
        _needed(
            "amount", "Số xe ngoài danh sách", "Vehicles not listed", "未列名车辆数", example="45"
        ),
    ),
)
STAFF = Sheet(
    "staff",
    _titles("Cán bộ", "Staff", "人员"),
    (
        _NAME,
        _needed("full_name", "Họ và tên", "Full name", "姓名", example="Nguyễn Văn An"),
        _needed("role", "Vai trò", "Role", "角色", kind="role"),
        _column("works_for", "Cơ quan hoặc doanh nghiệp", "Agency or firm", "机关或企业"),
    ),
)
ROSTER = Sheet(
    "roster",
    _titles("Ca trực", "Roster", "值班表"),
    (
        _NAME,
        _needed("since", "Từ", "From", "自", example="23/11/2026 07:00"),
        _needed("until", "Đến", "To", "至", example="23/11/2026 19:00"),
        _column(*_PLACE, kind="place"),
        _column("step", "Bước", "Step", "环节", kind="step"),
    ),
)
SHEETS = (WAITING, COUNTS, STAFF, ROSTER)
