"""Changes of the twin that take an overlap away: a step dropped or made before the arrival,
officers of two steps in one queue, steps side by side.
"""

from dataclasses import replace

from cuakhau.simulation.scenario.opening import SOURCE
from cuakhau.simulation.scenario.types import Beside, Drop, Pool
from cuakhau.simulation.twin.chances import Together
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Automatic, Post, Shift
from cuakhau.zone.zone import Zone


def drop_step(zone: Zone, twin: Twin, change: Drop) -> Twin:
    """Let a step take nobody's time at the gate; it is confirmed as soon as its turn comes.

    What vehicles wait for before it, such as papers of the firm, is waited for no longer.
    """
    step = next(row for row in zone.steps if row.id == change.step)
    given = Automatic(step=step.id, agency=step.agencies[0], way="scan", source=SOURCE)
    posts = []
    for post in twin.posts:
        left = tuple(one for one in post.steps if step_of(one) != change.step)
        if left:
            posts.append(replace(post, steps=left))
    kept = {post.id for post in posts}
    return replace(
        twin,
        posts=tuple(posts),
        automatic=(*twin.automatic, given),
        delays=tuple(row for row in twin.delays if row.step != change.step),
        channels=tuple(row for row in twin.channels if row.step != change.step),
        reworks=tuple(row for row in twin.reworks if row.step != change.step),
        stops=tuple(row for row in twin.stops if row.post in kept),
    )


def serve_beside(_zone: Zone, twin: Twin, change: Beside) -> Twin:
    """Let steps be served at the same time, each at its own post."""
    beside = Together(steps=change.steps, procedures=change.procedures, source=SOURCE)
    return replace(twin, together=(beside, *twin.together))


def pool_officers(_zone: Zone, twin: Twin, change: Pool) -> Twin:
    """Let the officers of two steps at the same places serve one queue, each doing either."""
    while pair := find_pair(twin, change):
        twin = _pooled(twin, *pair)
    return twin


def find_pair(twin: Twin, change: Pool) -> tuple[Post, Post] | None:
    """Find two posts at a common place, each serving one of the steps."""
    first, *others = change.steps
    for one in twin.posts:
        if not serves(one, first):
            continue
        for other in twin.posts:
            common = set(one.places) & set(other.places)
            if other.id != one.id and common and any(serves(other, step) for step in others):
                return one, other
    return None


def serves(post: Post, step: str) -> bool:
    """Tell whether a post serves a step, of any procedure."""
    return step in {step_of(one) for one in post.steps}


def step_of(written: str) -> str:
    """Give the step of what a post says it serves, as in "exit_border_guard/export"."""
    return written.partition("/")[0]


def _pooled(twin: Twin, one: Post, other: Post) -> Twin:
    shifts = [_more(shift, other.servers) for shift in one.shifts]
    shifts += [_beside(shift, other.servers) for shift in other.shifts]
    both = replace(
        one,
        steps=tuple(dict.fromkeys((*one.steps, *other.steps))),
        places=tuple(dict.fromkeys((*one.places, *other.places))),
        servers=one.servers + other.servers,
        shifts=tuple(shifts),
        per_day=_sum(one.per_day, other.per_day),
        per_hour=_sum(one.per_hour, other.per_hour),
        goods=_all(one.goods, other.goods),
        procedures=_all(one.procedures, other.procedures),
        vehicle_classes=_all(one.vehicle_classes, other.vehicle_classes),
    )
    posts = [both if post is one else post for post in twin.posts if post is not other]
    return replace(
        twin,
        posts=tuple(posts),
        services=tuple(
            replace(row, post=one.id) if row.post == other.id else row for row in twin.services
        ),
        stops=tuple(row for row in twin.stops if row.post != other.id),
    )


def _more(shift: Shift, servers: int) -> Shift:
    return shift if shift.servers is None else replace(shift, servers=shift.servers + servers)


def _beside(shift: Shift, servers: int) -> Shift:
    """Say a shift of one post as so many more or fewer of the pooled one."""
    if shift.servers is None:
        return shift
    return replace(shift, servers=None, more=shift.servers - servers)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _all(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Of two filters that of either; an empty one means all."""
    return tuple(dict.fromkeys((*one, *other))) if one and other else ()
