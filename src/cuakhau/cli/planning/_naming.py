"""Names of what has no name of its own: posts, and yards of roads."""

from typing import TYPE_CHECKING

from cuakhau.cli.planning._words import WORDS
from cuakhau.simulation.twin.types import ANY

if TYPE_CHECKING:
    from cuakhau.simulation.twin.types import Post
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone


def post_name(dated: "Zone", post: "Post", language: "Language") -> str:
    """Name a post by its first step and its first place."""
    steps = list(dict.fromkeys(step.partition("/")[0] for step in post.steps))
    named = dated.name_of(steps[0], language) + (" …" if len(steps) > 1 else "")
    where = post.places[0]
    return named if where == ANY else f"{named}, {dated.name_of(where, language)}"


def list_stations(
    dated: "Zone", posts: "tuple[Post, ...]", stations: tuple[str, ...], language: "Language"
) -> str:
    """Name stations one after the other."""
    by_id = {post.id: post for post in posts}
    known = [(one, by_id.get(one)) for one in stations]
    return "; ".join(post_name(dated, p, language) if p else one for one, p in known)


def yard_name(dated: "Zone", yard: str, language: "Language") -> str:
    """Name a yard, or the road before a gate."""
    road, _, place = yard.rpartition(":")
    name = dated.name_of(place, language)
    return f"{name} ({WORDS[language]['road']})" if road else name
