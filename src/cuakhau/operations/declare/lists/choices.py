"""What the cells of a list may choose from, by id or by name in any language."""

from cuakhau.operations.declare.form.page import list_choices
from cuakhau.operations.declare.form.reading import list_bounds, list_procedures
from cuakhau.operations.declare.lists.columns import fold
from cuakhau.zone.types import LANGUAGES, Language
from cuakhau.zone.zone import Zone

# Those who pay are no rows of the zone; the words are those of the form and of the trade.
PAYERS = {
    "vn": ("vn", "Việt Nam", "bên Việt Nam", "phía Việt Nam", "the Vietnamese side", "越方"),
    "cn": ("cn", "Trung Quốc", "bên Trung Quốc", "phía Trung Quốc", "the Chinese side", "中方"),
}


def build_choices(zone: Zone) -> dict[str, dict[str, str]]:
    """Give, for each kind of column, the ids by their names; `zone` is that of the day."""
    rows = {
        "procedure": list_procedures(zone),
        "place": list_bounds(zone),
        "class": [one.id for one in zone.vehicle_classes],
        "goods": [one.id for one in zone.goods_classes],
    }
    choices = {kind: _by_name(zone, ids) for kind, ids in rows.items()}
    choices["payer"] = {fold(word): one for one, words in PAYERS.items() for word in words}
    return choices


def name_choices(zone: Zone, language: Language) -> dict[str, list[str]]:
    """Give the names to choose from, for the lists of the template."""
    form = list_choices(zone, language)
    kinds = {
        "procedure": "procedures",
        "place": "places",
        "class": "classes",
        "goods": "goods",
        "payer": "payers",
    }
    return {kind: [name for _, name in form[key]] for kind, key in kinds.items()}


def _by_name(zone: Zone, ids: list[str]) -> dict[str, str]:
    found = {}
    for one in ids:
        for language in LANGUAGES:
            found[fold(zone.name_of(one, language))] = one
        found[one] = found[fold(one)] = one
    return found
