"""The session of 2018 stands as directives with units, once."""

from cuakhau.portfolio.directives import remembered
from cuakhau.portfolio.directives.models import Directive, Task


def test_the_instructions_of_2018_stand_with_their_units_and_only_once(lang_son):
    remembered._done.clear()
    assert remembered.remember(lang_son.zone, at=lang_son.now) == 0
    rows = Directive.objects.filter(zone=lang_son.zone.name)
    assert sorted(row.number for row in rows) == list(range(16, 27))
    assert {row.basis for row in rows} == {"assigned"}
    assert all(
        task.responsible and task.due is None
        for task in Task.objects.filter(zone=lang_son.zone.name)
    )
    board = lang_son.sign_in("board")
    board.get("portfolio/tasks/")
    for words in ("Standing Board of the Provincial Party", "fight smuggling", "assigned by us"):
        assert words in board.page
    assert board.page.count("no date given") == 11
    board.get("portfolio/tasks/mine")
    assert "Office of the Board" in board.page
    board.get("portfolio/tasks/", show="overdue")
    assert "No task stands like this." in board.page
