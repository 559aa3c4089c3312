"""The names of posts, which the zone does not name: their first step and where they are."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cuakhau.planning.experiments.measured import Measured
from cuakhau.planning.twins import find_twin
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import ANY, Post
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone


def name_step(zone: Zone, step: str, language: Language) -> str:
    """Name a step; `step/procedure` is that step of one procedure."""
    return zone.name_of(step.partition("/")[0], language)


def name_steps(zone: Zone, post: Post, language: Language) -> str:
    """Name the steps of a post, each once."""
    return ", ".join(dict.fromkeys(name_step(zone, step, language) for step in post.steps))


def name_places(zone: Zone, post: Post, language: Language) -> str:
    """Name where a post serves."""
    places = (_("everywhere") if one == ANY else zone.name_of(one, language) for one in post.places)
    return ", ".join(places)


def name_post(zone: Zone, twin: Twin | None, post_id: str, language: Language) -> str:
    """Name a post by its first step and its first place; one that is not there by its id."""
    posts = twin.posts if twin is not None else ()
    post = next((one for one in reversed(posts) if one.id == post_id), None)
    if post is None:
        return post_id
    first = _("everywhere") if post.places[0] == ANY else zone.name_of(post.places[0], language)
    return f"{name_step(zone, post.steps[0], language)} · {first}"


def name_unstable(zone: Zone, measured: Iterable[Measured], language: Language) -> list[str]:
    """Name the posts that are offered more work than they can do, each once."""
    twin = find_twin(zone)
    posts = dict.fromkeys(post for one in measured for post in one.unstable)
    return [name_post(zone, twin, post, language) for post in posts]
