"""Numbers that people type: plates, containers, customs declarations; and names to be sorted.

What cannot be read is never refused here: it is kept as it was typed and marked with the number
of the rule that says what is wrong, since the lorry stands at the gate whatever its plate says.
"""

from cuakhau.movement.identifiers.containers import Container, read_container
from cuakhau.movement.identifiers.customs import CustomsNumber, read_customs_number
from cuakhau.movement.identifiers.names import person_sort_key, sort_key
from cuakhau.movement.identifiers.plates import Plate, read_plate

__all__ = [
    "Container",
    "CustomsNumber",
    "Plate",
    "person_sort_key",
    "read_container",
    "read_customs_number",
    "read_plate",
    "sort_key",
]
