"""What a rule may know beyond its own subject: a small frozen value that the journal fills."""

import msgspec


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """Facts about other visits and places at the moment of writing. `None` is unknown.

    Whoever appends fills what the event calls for; a rule that lacks its fact stays silent.
    """

    # another visit that is still open and carries the vehicle named by `declared` or `swapped`
    open_visit_of_vehicle: str | None = None
    # vehicles now standing in the yard named by `place`, this one left out
    places_taken: int | None = None
    # of the place named by `place`, for the direction of the visit: open, closed or slowed
    place_state: str | None = None
    # of the visits named by `other`: those that exist
    known_others: frozenset[str] = frozenset()
    # of the visit named by `other`: its procedure, and the visit that it was merged into
    other_procedure: str | None = None
    other_merged_into: str | None = None


NOTHING_KNOWN = Around()
