"""Who is being waited for: steps, what is overdue, what was given out of order, in words."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures import Figure
from cuakhau.movement.times import local_time
from cuakhau.statistics.board import Board
from cuakhau.statistics.live.steps import LEAST_GIVEN
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST_STEPS = 9


def present_load(
    dated: Zone, board: Board, take: Callable[..., Figure], language: Language
) -> dict[str, Any]:
    """Give the steps that are waited for, the late vehicles, and the confirmations out of order."""

    def agencies(ids: tuple[str, ...]) -> str:
        return ", ".join(dated.name_of(one, language) for one in ids)

    return {
        "steps": [
            {
                "id": one.step,
                "name": dated.name_of(one.step, language),
                "agencies": agencies(one.agencies),
                "waiting": take("live.step_waiting", step=one.step),
                "overdue": take("live.step_overdue", step=one.step),
                "is_late": one.overdue > 0,
                "p90": take("live.step_p90", step=one.step),
                "longest": take("live.step_longest", step=one.step),
            }
            for one in board.steps[:MOST_STEPS]
        ],
        "late": [
            {
                "subject": one.subject,
                "what": dated.name_of(one.step, language) if one.step else _("beyond its stay"),
                "agencies": agencies(one.agencies),
                "waits": take("live.late", visit=one.subject, step=one.step or ""),
            }
            for one in board.late
        ],
        "early": [
            {
                "subject": one.subject,
                "what": dated.name_of(one.step, language),
                "time": f"{local_time(dated, one.at_us):%H:%M}",
            }
            for one in board.early
        ],
        "least_given": str(LEAST_GIVEN),
    }
