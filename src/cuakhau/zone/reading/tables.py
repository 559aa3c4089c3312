"""Which table of the files makes which type of row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from cuakhau.zone.letterhead import Letterhead
from cuakhau.zone.published import (
    PublishedCount,
    PublishedEvent,
    PublishedProject,
    PublishedScope,
    PublishedSession,
    PublishedStatement,
    PublishedTime,
    PublishedTurnover,
    PublishedUnit,
    PublishedWorks,
)
from cuakhau.zone.reading.raw import SETTINGS
from cuakhau.zone.types import (
    Agency,
    BulletinLine,
    Closure,
    FeeRule,
    Gate,
    GoodsClass,
    Hours,
    Lane,
    Milestone,
    Name,
    Procedure,
    Route,
    Source,
    Step,
    Tariff,
    VehicleClass,
    Yard,
)
from cuakhau.zone.waiting import (
    CallRule,
    ComplaintLimit,
    Ground,
    OverlapRule,
    Promise,
    YardArea,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What stands above the tables of zone.toml; `other_time_zone` is that of the other side."""

    name: str
    time_zone: str
    other_time_zone: str
    day_ends: time
    countries: tuple[str, ...] = ()


ZONE_TABLES: Mapping[str, type] = {
    "gate": Gate,
    "route": Route,
    "lane": Lane,
    "yard": Yard,
    "yard_area": YardArea,
    "agency": Agency,
    "vehicle_class": VehicleClass,
    "goods_class": GoodsClass,
    "step": Step,
    "milestone": Milestone,
    "procedure": Procedure,
    "hours": Hours,
    "closure": Closure,
    "call_rule": CallRule,
    "promise": Promise,
    "ground": Ground,
    "overlap_rule": OverlapRule,
    "complaint_limit": ComplaintLimit,
    "tariff": Tariff,
    "fee_rule": FeeRule,
    "bulletin_line": BulletinLine,
    "letterhead": Letterhead,
    "name": Name,
    "source": Source,
}
PUBLISHED: Mapping[str, type] = {
    "published_scope": PublishedScope,
    "published_count": PublishedCount,
    "published_turnover": PublishedTurnover,
    "published_time": PublishedTime,
    "published_event": PublishedEvent,
    "published_project": PublishedProject,
    "published_works": PublishedWorks,
    "published_unit": PublishedUnit,
    "published_session": PublishedSession,
    "published_statement": PublishedStatement,
}
TABLES: Mapping[str, type] = {SETTINGS: Settings, **ZONE_TABLES, **PUBLISHED}
_ODD_PLURALS = {"agency": "agencies", "hours": "hours"}
# table → the field of Zone that holds its rows
PLURALS: Mapping[str, str] = {
    table: _ODD_PLURALS.get(table, table + ("es" if table.endswith("class") else "s"))
    for table in ZONE_TABLES
}
