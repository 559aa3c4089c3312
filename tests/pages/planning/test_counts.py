"""How often pages of planning ask the database."""


def test_pages_of_planning_ask_as_often_as_is_written_down(twin_gate, done, counts_hold):
    board, run = twin_gate.sign_in("board"), done()
    counts_hold(
        done,
        workbench=lambda: board.get("plan/"),
        quick=lambda: board.post("plan/quick", day="2024-08-22", **{"d.all": "110"}),
        runs=lambda: board.get("plan/runs/"),
        run=lambda: board.get(f"plan/runs/{run.pk}/"),
        state=lambda: board.get(f"plan/runs/{run.pk}/state"),
        compare=lambda: board.get("plan/compare/", run=run.pk),
        replay=lambda: board.get(f"plan/runs/{run.pk}/replay/"),
    )
