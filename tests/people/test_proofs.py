"""Every act at a real address: let through or refused as the table says.

Of each act are tried all who may, three of those who may upon their own, and two who may not,
others for each act; the long tests try the rest. A new act needs a line in `proofs.py`; without
one, this fails.
"""

from dataclasses import replace

import pytest

from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.rights import list_acts
from cuakhau.server import clock, zones
from cuakhau.zone.types import Agency, ProcedureStep, Step
from journal.example import fresh_zone
from officers import Gate
from people.proofs import ONE_FOR_ALL, PROOFS
from people.stand import PLATE, Stand

CELLS = [
    (act.id, role, cell)
    for act in list_acts().values()
    if act.id in PROOFS
    for role, cell in act.cells.items()
]
MOST_ROLES = {"yes": len(ROLES), "own": 3, "no": 2}


def choose_cells():
    """Cut the cells in two: those tried here, and the rest, left to the long tests."""
    here, rest = [], []
    for place, act in enumerate(dict.fromkeys(act for act, _, _ in CELLS)):
        for said, most in MOST_ROLES.items():
            cells = [cell for cell in CELLS if (cell[0], cell[2]) == (act, said)]
            turn = place * most % max(len(cells), 1)
            turned = [*cells[turn:], *cells[:turn]]
            here += turned[:most]
            rest += turned[most:]
    return here, rest


def list_own(cells):
    """List the acts and roles that may act upon what is their own only."""
    return [(act, role) for act, role, said in cells
            if said == "own" and (act, role) not in ONE_FOR_ALL]  # fmt: skip


HERE, REST = choose_cells()
OWN, REST_OWN = list_own(HERE), list_own(REST)


@pytest.fixture(scope="module")
def zone_of_all():
    """The example zone, where each role has an agency with a step and a secret of its own."""
    zone = fresh_zone()
    roles = [role.id for role in ROLES.values() if role.works_for == "agency"]
    known = {agency.id for agency in zone.agencies}
    steps = [Step(id=f"step_of_{role}", agencies=(role,)) for role in roles]
    secrets = [Step(id=f"secret_of_{role}", agencies=(role,), secret=True) for role in roles]
    given = tuple(ProcedureStep(step=one.id, optional=True) for one in (*steps, *secrets))
    return replace(
        zone,
        agencies=(*zone.agencies, *(Agency(id=role) for role in roles if role not in known)),
        steps=(*zone.steps, *steps, *secrets),
        procedures=tuple(replace(one, steps=(*one.steps, *given)) for one in zone.procedures),
    )


@pytest.fixture
def gate(zone_of_all, desk_database, monkeypatch):
    here = Gate(zone_of_all)
    monkeypatch.setattr(zones, "served", lambda: {zone_of_all.name: zone_of_all})
    monkeypatch.setattr(clock, "now", lambda _: here.now)
    monkeypatch.setattr(clock, "wall_now", lambda: here.wall)
    return here


def stand_on(gate, role, **more):
    number = gate.declare(PLATE, owner="firm-a")
    browser = gate.sign_in(role, **more)
    agency = role if ROLES[role].works_for == "agency" else "customs"
    return Stand(gate, browser, agency, number)


@pytest.mark.parametrize(("act", "role", "cell"), HERE)
def test_an_act_is_let_through_as_the_table_says(gate, act, role, cell):
    assert PROOFS[act](stand_on(gate, role)) == (cell != "no")


@pytest.mark.parametrize(("act", "role"), OWN)
def test_what_belongs_to_others_is_refused(gate, act, role):
    stand = stand_on(gate, role, agency="another", firm="firm-b")
    assert not PROOFS[act](stand)


def test_every_act_has_its_proof():
    assert set(list_acts()) == PROOFS.keys(), "enter the act in tests/people/proofs.py"


def test_the_exceptions_are_of_acts_that_are_own():
    assert {(act, role) for act, role, cell in CELLS if cell == "own"} >= ONE_FOR_ALL.keys()
