"""All definitions of figures, and the way back from a figure to its question."""

from cuakhau.figures import bulletin, live, queue
from cuakhau.figures.data import Data
from cuakhau.figures.definition import Definition, NoSuchDefinition, Resolution
from cuakhau.figures.definition import measure as measure_definition
from cuakhau.figures.entered import values as entered
from cuakhau.figures.fees import money
from cuakhau.figures.figure import Figure, Parameter
from cuakhau.figures.issued import printed, sums
from cuakhau.figures.kept import values as kept
from cuakhau.figures.plans import runs
from cuakhau.figures.trade import values
from cuakhau.figures.works import published, register

DEFINITIONS: dict[str, Definition] = {
    one.id: one
    for one in (
        *bulletin.DEFINITIONS,
        *live.DEFINITIONS,
        *queue.DEFINITIONS,
        *money.DEFINITIONS,
        *runs.DEFINITIONS,
        *values.DEFINITIONS,
        *published.DEFINITIONS,
        *sums.DEFINITIONS,
        *printed.DEFINITIONS,
        *entered.DEFINITIONS,
        *register.DEFINITIONS,
        *kept.DEFINITIONS,
    )
}


def get_definition(definition: str) -> Definition:
    """Give the definition of that id, or raise `NoSuchDefinition`."""
    if definition not in DEFINITIONS:
        raise NoSuchDefinition(f"no figure is defined as {definition!r}")
    return DEFINITIONS[definition]


def measure(data: Data, definition: str, **parameters: Parameter) -> Figure:
    """Compute a figure by the id of its definition."""
    return measure_definition(get_definition(definition), data, **parameters)


def resolve(stored: Figure, data: Data) -> Resolution:
    """Ask the question of a stored figure again, on `data` of its version or of a later one."""
    again = measure(data, stored.definition, **stored.parameters)
    return Resolution(stored=stored, again=again)
