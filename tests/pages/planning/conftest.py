"""What these tests share: the example zone with its twin, and a run of it that is done."""

from datetime import date
from itertools import count
from pathlib import Path

import pytest

from cuakhau.journal import versions
from cuakhau.planning.runs import acts, runner
from cuakhau.planning.runs.acts import Asked
from cuakhau.planning.signed import Signed
from cuakhau.planning.studies import runner as studies
from cuakhau.planning.twins import Question
from cuakhau.zone.load import files_of
from journal.example import EXAMPLE
from officers import desk_database, gate  # noqa: F401

FILES = files_of(Path(__file__).resolve().parents[3] / "zones" / EXAMPLE.name)
_numbers = count(1)


@pytest.fixture
def twin_gate(gate, monkeypatch):  # noqa: F811
    """A gate whose zone has a twin; no thread is started, a test makes runs and studies itself."""
    versions.keep(gate.zone, FILES)
    monkeypatch.setattr(runner, "wake", lambda clock: None)
    monkeypatch.setattr(studies, "wake", lambda clock: None)
    return gate


@pytest.fixture
def ask(twin_gate):
    """Ask for a run: `ask(scenario)`."""
    planner = twin_gate.sign_in("dispatcher").person.username

    def make(scenario="", name="", days=1, reps=2, base="day"):
        question = Question(scenario=scenario, first_day=date(2024, 8, 22), days=days, name=name)
        asked = Asked(question=question, base=base, seed=1, reps=reps)
        signed = Signed(by=planner, at=twin_gate.now, nonce=f"run-{next(_numbers)}")
        return acts.ask(twin_gate.zone, asked, signed)

    return make


@pytest.fixture
def done(twin_gate, ask):
    """Ask for a run and make it: `done(scenario)`."""

    def make(*arguments, **more):
        run = ask(*arguments, **more)
        runner.make_waiting(lambda: twin_gate.wall)
        run.refresh_from_db()
        assert run.status == "done", run.trouble
        return run

    return make
