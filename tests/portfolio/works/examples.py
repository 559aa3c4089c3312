"""A project that keeps every rule, and its lines of money."""

from datetime import date

from cuakhau.portfolio.works.rules.project import Entry, Fund, Package, Project, Site, Stage

TODAY = date(2024, 8, 22)
BN = 1_000_000_000
KEPT = Project(
    code="HN-01",
    name="Bãi kiểm hóa",
    law="2024",
    group="B",
    field="technical",
    total_vnd=200 * BN,
    funds=(Fund(name="tỉnh", amount_vnd=200 * BN),),
    packages=(Package(code="XL", name="xây lắp", contract_vnd=150 * BN),),
    site=Site(area_m2=100, cleared_m2=100),
    stages=(
        Stage(kind="investment_decision", done=date(2023, 1, 5)),
        Stage(kind="ground_breaking", done=date(2023, 3, 1)),
    ),
)


def line(kind, billions, day=TODAY, year=None, package=""):
    return Entry(
        project=KEPT.code,
        kind=kind,
        year=year or day.year,
        amount_vnd=round(billions * BN),
        day=day,
        package=package,
        document="QĐ 1",
    )


LINES = (
    line("plan", 60),
    line("carried", 5),
    line("accepted", 50),
    line("advance", 10, package="XL"),
    line("payment", 40, package="XL"),
    line("recovered", 10, package="XL"),
)
