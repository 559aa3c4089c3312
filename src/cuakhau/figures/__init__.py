"""A figure: a value with its unit, its definition and the query that gives it again."""

from cuakhau.figures.data import Data, build_data
from cuakhau.figures.definition import Definition, NoSuchDefinition, Resolution
from cuakhau.figures.figure import DataVersion, Figure
from cuakhau.figures.registry import DEFINITIONS, get_definition, measure, resolve

__all__ = [
    "DEFINITIONS",
    "Data",
    "DataVersion",
    "Definition",
    "Figure",
    "NoSuchDefinition",
    "Resolution",
    "build_data",
    "get_definition",
    "measure",
    "resolve",
]
