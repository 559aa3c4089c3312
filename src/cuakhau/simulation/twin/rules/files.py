"""Rules of the file and its fields; a twin and a scenario are read by the same ones."""

from collections.abc import Iterator

from cuakhau.simulation.twin.rules.draft import FileDraft, FileRule
from cuakhau.zone.reading.raw import TWIN_FILE, Fault
from cuakhau.zone.rules.draft import closest


def t1_zone_has_a_twin(draft: FileDraft) -> Iterator[Fault]:
    """The zone has no file {missing}: nobody has said what to assume of it.

    Cure: Add {missing}; zones/example/ shows one.
    """
    if not draft.paths:
        yield Fault(file=TWIN_FILE, facts={"missing": TWIN_FILE})


def t2_text_is_toml(draft: FileDraft) -> Iterator[Fault]:
    """This cannot be read: {problem}.

    Cure: Correct the line and save as UTF-8; texts stand in "quotes", lists in [brackets].
    """
    return draft.of_kind("utf8", "toml")


def t3_tables_are_known(draft: FileDraft) -> Iterator[Fault]:
    """There is no table [[{table}]] here.

    Cure: Use one of the known tables; the closest is [[{closest}]].
    """
    known = draft.tables
    strange = [e.raw.fault(table=e.raw.table) for e in draft.entries if e.raw.table not in known]
    for fault in (*strange, *draft.of_kind("loose")):
        table = fault.facts["table"]
        facts = {"table": table, "closest": closest(table, known)}
        yield Fault(file=fault.file, line=fault.line, facts=facts)


def t4_fields_are_known(draft: FileDraft) -> Iterator[Fault]:
    """The field "{field}" is not known here.

    Cure: Correct its name (the closest is "{closest}") or delete it.
    """
    for fault in draft.of_kind("field"):
        field = str(fault.facts["field"])
        facts = {"field": field, "closest": closest(field, fault.facts["known"])}
        yield Fault(file=fault.file, line=fault.line, facts=facts)


def t5_fields_are_filled(draft: FileDraft) -> Iterator[Fault]:
    """The field "{field}" is missing.

    Cure: Add it; where nobody knows the figure, assume one and say so by `basis = "assumed"`.
    """
    return draft.of_kind("missing")


def t6_values_have_their_form(draft: FileDraft) -> Iterator[Fault]:
    """ "{field}" cannot be {value}.

    Cure: Write it in this form: {expected}.
    """
    return draft.of_kind("type", "amount")


FORMS: tuple[FileRule, ...] = (
    t2_text_is_toml,
    t3_tables_are_known,
    t4_fields_are_known,
    t5_fields_are_filled,
    t6_values_have_their_form,
)
