"""What figures are computed from: a zone, a log of a known version, and what was printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.figures.figure import DataVersion, digest_log
from cuakhau.movement.log import EventLog, from_events
from cuakhau.movement.secrecy import without_secrets
from cuakhau.statistics.board import Standing, find_standing
from cuakhau.zone.published import PublishedCount, PublishedWorks
from cuakhau.zone.zone import Zone

T = TypeVar("T")
# What a kept run measured, by the key of its figures (`plans.runs.key_of`).
RunValues = Mapping[str, int | Decimal | None]
# What the register of works says, by the key of its figures (`works.register.key_of`).
WorksValues = Mapping[str, int | None]
# What whoever keeps a thing has worked out, by the key of its figures (`kept.values.key_of`).
KeptValues = Mapping[str, int | Decimal | None]
Measure = Literal["charged", "waived", "cash", "bank", "balance_used", "refunded", "debt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneySum:
    """A sum of lines of the books, in whole dong: of one day (ISO), gate, charge and goods class.

    An empty text means that the line names none.
    """

    measure: Measure
    day: str
    gate: str
    charge: str
    goods: str
    amount_vnd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The sums of the days from `since` to `until` (ISO, both in), of entries up to `last`."""

    since: str
    until: str
    last: int
    sums: tuple[MoneySum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """A zone and a log that belong together, with the version by which they are found again.

    `as_of_us` is the instant up to which the log knows (microseconds UTC).
    """

    zone: Zone
    log: EventLog
    version: DataVersion
    as_of_us: int
    printed: tuple[PublishedCount, ...] = ()
    books: Books | None = None
    run_values: RunValues | None = None
    facts: pa.Table | None = None  # of trade, one revision of each
    works: tuple[PublishedWorks, ...] = ()
    issued: tuple[Any, ...] = ()  # `issued.sums.IssuedDay`, one a day
    entered: Mapping[str, tuple[int | Decimal, str]] = field(default_factory=dict)
    works_values: WorksValues | None = None
    kept_values: KeptValues | None = None
    _found: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, question: Callable[..., T], *about: Any) -> T:
        """Answer `question(data, *about)` once, however many figures are taken from the answer."""
        key = (question, *about)
        if key not in self._found:
            self._found[key] = question(self, *about)
        found: T = self._found[key]
        return found


def standings_of(data: Data, day: date) -> list[Standing]:
    """Give every visit of the log as anybody may know of it, with its passage on a bulletin day."""
    public = (without_secrets(data.zone, visit) for visit in data.log.visits())
    found = (find_standing(data.zone, visit, day) for visit in public)
    return [one for one in found if one is not None]


def build_without_log(zone: Zone, version: str, as_of_us: int, **given: Any) -> Data:
    """Put together what figures are made from that read no log.

    `version` names what was read (`DataVersion.log`); `given` are the fields of `Data` for it.
    """
    return Data(
        zone=zone,
        log=from_events(zone.name, []),
        version=DataVersion(zone=zone.name, zone_version=zone.version, log=version),
        as_of_us=as_of_us,
        **given,
    )


def build_data(
    zone: Zone, log: EventLog, *, version: str = "", printed: tuple[PublishedCount, ...] = ()
) -> Data:
    """Put a zone and a log together. Without a version, the log's digest is taken."""
    latest = pc.max(log.table["recorded_us"]).as_py() if len(log) else 0
    return Data(
        zone=zone,
        log=log,
        version=DataVersion(
            zone=zone.name, zone_version=zone.version, log=version or digest_log(log)
        ),
        as_of_us=latest,
        printed=printed,
    )
