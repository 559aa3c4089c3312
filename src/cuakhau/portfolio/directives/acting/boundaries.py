"""Take a version of the boundary: its shape is checked, its area is worked out."""

from dataclasses import dataclass

from cuakhau.operations.actions import Signed
from cuakhau.portfolio.directives.acting.giving import FIELDS, read_day
from cuakhau.portfolio.directives.acting.shapes import (
    NotAShape,
    area_m2,
    read_shape,
)
from cuakhau.portfolio.directives.models import GIVEN, Boundary
from cuakhau.portfolio.directives.refusals import (
    h1_words_are_there,
    h5_day_is_a_day,
    h17_shape_is_a_boundary,
    refuse,
)
from cuakhau.portfolio.directives.words import list_words
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A version as it is sent."""

    text: str
    day: str
    document: str
    origin: str = GIVEN


def take(zone: Zone, said: Said, signed: Signed) -> Boundary:
    """Take a version in. The same nonce gives the first again. Raises H1, H5 or H17."""
    if not said.document.strip():
        raise refuse(h1_words_are_there, field=FIELDS["document"])
    day = read_day(said.day)
    if day is None:
        raise refuse(h5_day_is_a_day, day=said.day[:20])
    try:
        shape = read_shape(said.text)
    except NotAShape as bad:
        raise refuse(h17_shape_is_a_boundary, because=list_words()[str(bad)]) from bad
    row, _made = Boundary.objects.get_or_create(
        zone=zone.name,
        nonce=signed.nonce,
        defaults={
            "day": day,
            "document": said.document.strip()[:300],
            "shape": shape,
            "area_m2": area_m2(shape),
            "origin": said.origin,
            "by": signed.by,
            "at": signed.at,
        },
    )
    return row
