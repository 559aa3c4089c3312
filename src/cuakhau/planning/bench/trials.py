"""Questions that the workbench answered, kept so that each of their figures can be opened."""

from datetime import datetime

from cuakhau.figures import Data, Figure
from cuakhau.figures.plans.runs import CHANGE
from cuakhau.movement.log import from_events
from cuakhau.planning.bench.quick import MARK, Quick
from cuakhau.planning.models import Trial
from cuakhau.planning.twins import Question
from cuakhau.zone.zone import Zone


def keep(quick: Quick, *, at: datetime) -> None:
    """Keep the question of an answer; one that is kept already stays as it is."""
    question = quick.question
    row = Trial(
        zone=quick.zone.name,
        digest=quick.digest,
        zone_version=quick.zone.version,
        scenario=question.scenario,
        first_day=question.first_day,
        days=question.days,
        at=at,
    )
    Trial.objects.bulk_create([row], ignore_conflicts=True)


def is_of_trial(stored: Figure) -> bool:
    """Tell whether a figure is of a quick answer."""
    return stored.data_version.log.startswith(MARK)


def get_trial(stored: Figure) -> Trial:
    """Give the question of a figure. Raises `LookupError` where nobody asked it."""
    digest = stored.data_version.log.removeprefix(MARK)
    row = Trial.objects.filter(zone=stored.data_version.zone, digest=digest).first()
    if row is None:
        raise LookupError(f"nobody asked {digest} of {stored.data_version.zone}")
    return row


def answer_again(zone: Zone, stored: Figure) -> Quick:
    """Answer the question of a figure again, on the zone that it was asked of."""
    row = get_trial(stored)
    question = Question(scenario=row.scenario, first_day=row.first_day, days=row.days)
    return Quick(zone, question)


def read_again(zone: Zone, stored: Figure) -> Data:
    """Give what a figure of a quick answer was made from. Raises `LookupError`."""
    quick = answer_again(zone, stored)
    return Data(
        zone=zone,
        log=from_events(zone.name, []),
        version=stored.data_version,
        as_of_us=stored.as_of_us,
        run_values=quick.changes if stored.definition.startswith(CHANGE) else quick.values,
    )
