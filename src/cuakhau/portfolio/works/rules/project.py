"""A project as the register describes it, and a line of its money. Unknown is `None` or empty."""

import re
from datetime import date, datetime

import msgspec

GROUPS = ("A", "B", "C")
STATES = ("preparing", "building", "in_use", "dropped")


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A stage of the life cycle (`stages.csv`): the day planned, the day done, the document."""

    kind: str
    planned: date | None = None
    done: date | None = None
    document: str = ""


class Fund(msgspec.Struct, frozen=True, kw_only=True):
    """A source of money, and how much of the total is to come from it."""

    name: str
    amount_vnd: int | None = None


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """A package of work, who won it and for how much."""

    code: str
    name: str
    contractor: str = ""
    contract_vnd: int | None = None
    signed: date | None = None
    due: date | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the way, who must act, and until when."""

    text: str
    must_act: str = ""
    since: date | None = None
    due: date | None = None
    solved: date | None = None


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What the project was to change. `measured` is entered, or stands behind a figure's code."""

    indicator: str
    unit: str = ""
    before: str = ""
    promised: str = ""
    measured: str = ""
    measured_on: date | None = None
    figure: str = ""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The land a project needs and how much of it was cleared, in square metres."""

    area_m2: int | None = None
    cleared_m2: int | None = None
    households: int | None = None
    households_left: int | None = None


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """A public work. `source` names the publication of a row that nobody here wrote.

    `state` is said only where no stage tells it. `owner` is a unit of the zone's list, or a name.
    """

    code: str
    name: str
    owner: str = ""
    by_board: bool | None = None
    basis: str = ""
    law: str = ""
    group: str = ""
    field: str = ""
    total_vnd: int | None = None
    funds: tuple[Fund, ...] = ()
    stages: tuple[Stage, ...] = ()
    packages: tuple[Package, ...] = ()
    site: Site = Site()
    problems: tuple[Problem, ...] = ()
    promises: tuple[Promise, ...] = ()
    place: str = ""
    longitude: float | None = None
    latitude: float | None = None
    scenario: str = ""
    state: str = ""
    source: str = ""
    is_made_up: bool = False
    note: str = ""

    def stage(self, kind: str) -> Stage:
        """Give a stage; one that nobody spoke of has no days."""
        return next((one for one in self.stages if one.kind == kind), Stage(kind=kind))

    def done(self, kind: str) -> date | None:
        """Give the day a stage was done."""
        return self.stage(kind).done


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of money (`kinds.csv`), in whole dong; a correction is a line with the other sign.

    `year` is the year of the capital plan that the line belongs to, `day` when it happened.
    """

    project: str
    kind: str
    year: int
    amount_vnd: int
    day: date
    package: str = ""
    document: str = ""
    note: str = ""
    number: int = 0
    by: str = ""
    at: datetime | None = None


CODE = re.compile(r"[\w.-]{1,40}")
TAKEN = ("new", "import", "works.xlsx")  # addresses of pages


def is_code(text: str) -> bool:
    """Tell whether a project can be called so: its code is a part of an address."""
    return CODE.fullmatch(text) is not None and text not in TAKEN and text.strip(".") != ""


def state_of(project: Project) -> str:
    """Tell how far a project is, by its stages; else what was said; empty where nobody knows."""
    if project.state == "dropped":
        return "dropped"
    if project.done("hand_over"):
        return "in_use"
    if project.done("ground_breaking"):
        return "building"
    if any(one.done for one in project.stages):
        return "preparing" if project.state in ("", "preparing") else project.state
    return project.state


def began(project: Project) -> date | None:
    """Give the first day that is known of a project: of what was done, else of its law's basis."""
    days = [one.done for one in project.stages if one.done]
    return min(days, default=None)
