"""Rules of the ways: what every vehicle needs to get through."""

from collections.abc import Iterator, Sequence

from cuakhau.simulation.twin.way.lacking import Lacking
from cuakhau.zone.reading.raw import TWIN_FILE, Fault


def t7_steps_are_served(lacking: Sequence[Lacking]) -> Iterator[Fault]:
    """Nobody gives "{step}" to the vehicles of "{stream}".

    Cure: Add a [[post]] that has this step at their place, or an [[automatic]] row for it.
    """
    return _of(lacking, "post")


def t8_services_take_time(lacking: Sequence[Lacking]) -> Iterator[Fault]:
    """How long "{step}" takes for the vehicles of "{stream}" is not said.

    Cure: Add a [[service]] row for it.
    """
    return _of(lacking, "service")


def t9_hours_are_known(lacking: Sequence[Lacking]) -> Iterator[Fault]:
    """The post "{stream}" follows the hours of a place that nobody has published: {step}.

    Cure: Add [[assumed_hours]] for it, or let the post follow no side: `follows = []`.
    """
    return _of(lacking, "hours")


def t10_stays_are_known(lacking: Sequence[Lacking]) -> Iterator[Fault]:
    """How long the vehicles of "{stream}" stay on the other side is not said.

    Cure: Add a [[two_way]] row for their procedure.
    """
    return _of(lacking, "stay")


def t11_posts_are_on_duty(lacking: Sequence[Lacking]) -> Iterator[Fault]:
    """The post "{stream}" is never on duty in this time, so its vehicles never get through.

    Cure: Correct the hours of {step}, its closures, or the shifts of the post.
    """
    return _of(lacking, "open")


def t26_rows_are_in_force(lacking: Sequence[Lacking]) -> Iterator[Fault]:
    """The zone has no "{step}" at that time, and the vehicles of "{stream}" need it.

    Cure: Choose other days, or let the stream end before and another one begin (`valid_until`).
    """
    return _of(lacking, "row")


def _of(lacking: Sequence[Lacking], what: str) -> Iterator[Fault]:
    for one in dict.fromkeys(lacking):
        if one.what == what:
            yield Fault(file=TWIN_FILE, facts={"stream": one.who, "step": one.step})


WAYS = (
    t7_steps_are_served,
    t8_services_take_time,
    t9_hours_are_known,
    t10_stays_are_known,
    t11_posts_are_on_duty,
    t26_rows_are_in_force,
)
