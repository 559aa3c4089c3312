"""Posts that belong together because they share places."""

from collections.abc import Sequence
from dataclasses import dataclass

from cuakhau.simulation.twin.types import Post


@dataclass(frozen=True, slots=True)
class Lot:
    """Posts, and all places at which any of them serves."""

    posts: tuple[Post, ...]
    places: tuple[str, ...]


def list_lots(posts: Sequence[Post]) -> list[Lot]:
    """Put posts together that share a place, directly or over another post; order stays."""
    lots: list[Lot] = []
    for post in posts:
        joined = [lot for lot in lots if set(lot.places) & set(post.places)]
        places = [place for lot in joined for place in lot.places]
        lot = Lot(
            (*(one for other in joined for one in other.posts), post),
            tuple(dict.fromkeys((*places, *post.places))),
        )
        at = min((lots.index(one) for one in joined), default=len(lots))
        lots = [one for one in lots if one not in joined]
        lots.insert(at, lot)
    return lots
