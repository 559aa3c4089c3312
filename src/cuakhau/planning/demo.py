"""Example runs of a demo zone, so that who opens its pages of planning finds answers there."""

from datetime import datetime

from cuakhau.planning.models import Run
from cuakhau.planning.runs.acts import Asked, ask
from cuakhau.planning.scenarios.ready import list_ready
from cuakhau.planning.signed import Signed
from cuakhau.planning.twins import Question, find_twin
from cuakhau.zone.zone import Zone

# The zone as it is, beside two of its scenarios. Few and short: they are made while somebody
# looks at the demo for the first time.
EXAMPLES = ("", "fruit_season", "china_closes_1500")
DAYS, REPS, SEED = 2, 5, 1


def ask_examples(zone: Zone, *, by: str, at: datetime) -> int:
    """Ask for the example runs of a demo zone, each once; tell how many were asked for now."""
    if not zone.is_demo or find_twin(zone) is None:
        return 0
    before = Run.objects.filter(zone=zone.name).count()
    if before:
        return 0
    ready = {one.name: one for one in list_ready(zone)}
    for name in EXAMPLES:
        if name and name not in ready:
            continue
        question = Question(
            scenario=ready[name].text if name else "",
            name=ready[name].title("vi") if name else "",
            first_day=at.date(),
            days=DAYS,
        )
        asked = Asked(question=question, base="day", seed=SEED, reps=REPS)
        ask(zone, asked, Signed(by=by, at=at, nonce=f"example-{name}"))
    return Run.objects.filter(zone=zone.name).count()
