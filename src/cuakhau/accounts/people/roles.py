"""The roles: who they are, and how each proves who it is."""

from dataclasses import dataclass

from cuakhau.zone.types import Language


@dataclass(frozen=True, slots=True)
class Role:
    """One role. `works_for`: an agency of the zone, a firm, or neither of them."""

    id: str
    works_for: str
    vi: str
    en: str
    zh: str

    @property
    def is_officer(self) -> bool:
        """Tell whether the role needs a second factor before it acts."""
        return self.works_for != "firm"

    def name(self, language: Language) -> str:
        """Name the role for people."""
        return {"vi": self.vi, "en": self.en, "zh": self.zh}[language]


ROLES: dict[str, Role] = {
    role.id: role
    for role in (
        Role("traffic_police", "agency", "Cảnh sát giao thông", "Traffic police", "交警"),
        Role("declarant", "firm", "Người khai", "Declarant", "申报人"),
        Role("driver", "firm", "Lái xe", "Driver", "司机"),
        Role("border_guard", "agency", "Bộ đội Biên phòng", "Border guard", "边防部队"),
        Role("customs", "agency", "Hải quan", "Customs", "海关"),
        Role("health_quarantine", "agency", "Kiểm dịch y tế", "Health quarantine", "卫生检疫"),
        Role("plant_quarantine", "agency", "Kiểm dịch thực vật", "Plant quarantine", "植物检疫"),
        Role("animal_quarantine", "agency", "Kiểm dịch động vật", "Animal quarantine", "动物检疫"),
        Role(
            "transport_station",
            "agency",
            "Trạm quản lý vận tải",
            "Transport station",
            "运输管理站",
        ),
        Role("yard_operator", "agency", "Đơn vị bến bãi", "Yard operator", "货场经营方"),
        Role("fee_collector", "agency", "Thu phí", "Fee collector", "收费员"),
        Role(
            "dispatcher",
            "agency",
            "Trung tâm Quản lý cửa khẩu",
            "Gate-management centre",
            "口岸管理中心",
        ),
        Role("board", "zone", "Ban Quản lý", "Management Board", "管理委员会"),
        Role("province", "zone", "Lãnh đạo tỉnh", "Province", "省领导"),
        Role("administrator", "zone", "Quản trị hệ thống", "Administrator", "系统管理员"),
    )
}
