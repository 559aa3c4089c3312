"""What a zone must satisfy: rules Z1, Z2 …, each one function and one sentence.

A rule takes the whole draft of a zone and gives a fault for each place where it is broken; its
docstring says what is wrong there. Vietnamese and Chinese stand in `rule_texts.csv`.
"""

from cuakhau.zone.rules.listing import ERRORS, WARNINGS

__all__ = ["ERRORS", "WARNINGS"]
