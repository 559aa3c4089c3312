"""Rules of names: what a row names is in the zone or in the twin, and each id is given once."""

from collections.abc import Iterator, Mapping
from itertools import product

from cuakhau.simulation.twin.rules.about import TwinDraft, TwinRule
from cuakhau.simulation.twin.types import ANY
from cuakhau.zone.reading.raw import Fault
from cuakhau.zone.rules.draft import closest, grouped, overlap, pairs

_OF_TWIN = {"profile": "profile", "stream": "stream", "giving": "stream", "receiving": "stream"}
_OWN_IDS = ("profile", "stream", "post", "yard_places", "stop", "target")


def t12_what_it_names_is_there(draft: TwinDraft) -> Iterator[Fault]:
    """There is no {field} "{name}".

    Cure: Correct the name; the closest is "{closest}".
    """
    known = _known(draft)
    for entry, row in draft.rows():
        for field, names in known.items():
            said = getattr(row, field, None)
            listed = said if isinstance(said, tuple) else (said,)
            for name in (one for one in listed if isinstance(one, str)):
                if name not in names:
                    facts = {"field": field, "name": name, "closest": closest(name, names)}
                    yield entry.raw.fault(field, **facts)


def _known(draft: TwinDraft) -> Mapping[str, list[str]]:
    """List, by field, the names that it may say."""
    zone = draft.zone
    roads = [row.id for row in zone.gates] + [row.id for row in zone.routes]
    yards = [row.id for row in zone.yards]
    places = [*roads, *(row.id for row in zone.lanes), *yards, ANY]
    lines = [row.id for row in zone.bulletin_lines]
    known = {
        "procedure": [row.id for row in zone.procedures],
        "vehicle_class": [row.id for row in zone.vehicle_classes],
        "agency": [row.id for row in zone.agencies],
        "step": [row.id for row in zone.steps],
        "yard": yards,
        "post": draft.ids(["post"]),
        "place": [*places, *lines],
        "source": [row.id for row in zone.sources],
    }
    known |= {field: draft.ids([table]) for field, table in _OF_TWIN.items()}
    steps = ["/".join(pair) for pair in product(known["step"], known["procedure"])]
    known |= {"steps": [*known["step"], *steps], "procedures": known["procedure"], "yards": yards}
    known |= {"vehicle_classes": known["vehicle_class"], "buffer": yards, "places": places}
    known["goods"] = [row.id for row in zone.goods_classes]
    return known


def t13_ids_are_given_once(draft: TwinDraft) -> Iterator[Fault]:
    """The {table} "{id}" is there a second time.

    Cure: Give it another id, or let the days on which the two hold not overlap.
    """
    for table in _OWN_IDS:
        for same in grouped(draft.of(table), lambda row: row.id):
            for first, second in pairs(same):
                if overlap(first.row, second.row):
                    yield second.raw.fault("id", table=table, id=second.row.id)
                    break


def t14_the_agency_may(draft: TwinDraft) -> Iterator[Fault]:
    """{agency} may not give "{step}"; only these may: {may}.

    Cure: Put the step at a post of one of them.
    """
    may = {step.id: step.agencies for step in draft.zone.steps}
    for entry, row in draft.rows("post", "automatic"):
        steps = row.steps if entry.raw.table == "post" else (row.step,)
        for step in (one.partition("/")[0] for one in steps):
            if step in may and row.agency not in may[step]:
                facts = {"agency": row.agency, "step": step, "may": ", ".join(may[step])}
                yield entry.raw.fault("agency", **facts)


NAMES: tuple[TwinRule, ...] = (
    t12_what_it_names_is_there,
    t13_ids_are_given_once,
    t14_the_agency_may,
)
