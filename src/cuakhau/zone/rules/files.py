"""Rules of files and fields: what can be read at all, and whether a row has the right fields."""

import re
from collections.abc import Iterator

from cuakhau.zone.reading.raw import CSV_TABLES, TOML_FILES, TWIN_FILE, Fault
from cuakhau.zone.reading.tables import TABLES, ZONE_TABLES
from cuakhau.zone.rules.draft import Draft, closest

SOURCED = tuple(table for table in ZONE_TABLES if table != "source")  # history: Z10
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*", re.ASCII)


def z1_files_are_there(draft: Draft) -> Iterator[Fault]:
    """The zone has no file {missing}.

    Cure: Add {missing}; zones/example/ shows the smallest one.
    """
    for path in TOML_FILES:
        if path not in draft.paths:
            yield Fault(file=path, facts={"missing": path})


def z2_files_have_known_names(draft: Draft) -> Iterator[Fault]:
    """Nothing reads the file {path}.

    Cure: Rename it (the closest known name is {closest}) or move it out of the folder.
    """
    known = (*TOML_FILES, TWIN_FILE, *CSV_TABLES)
    for path in draft.paths:
        if path.endswith((".toml", ".csv")) and path not in known:
            yield Fault(file=path, line=1, facts={"path": path, "closest": closest(path, known)})


def z3_text_is_utf8(draft: Draft) -> Iterator[Fault]:
    """The file is not UTF-8 text: here stands the byte {byte}.

    Cure: Save the file again as UTF-8.
    """
    return draft.of_kind("utf8")


def z4_toml_is_toml(draft: Draft) -> Iterator[Fault]:
    """This cannot be read as TOML: {problem}.

    Cure: Correct the line; texts stand in "quotes", lists in [brackets], dates as 2024-05-27.
    """
    return draft.of_kind("toml")


def z5_csv_is_csv(draft: Draft) -> Iterator[Fault]:
    """This cannot be read as CSV: {problem}.

    Cure: Close every quotation mark, and double those that belong to the text.
    """
    return draft.of_kind("csv")


def z6_cells_fit_the_header(draft: Draft) -> Iterator[Fault]:
    """The line has {cells} cells but the header has {columns}.

    Cure: Put a text that holds a comma in quotation marks, and leave unknown cells empty.
    """
    return draft.of_kind("cells")


def z7_columns_differ(draft: Draft) -> Iterator[Fault]:
    """The column "{column}" stands in the header twice.

    Cure: Delete or rename one of the two.
    """
    return draft.of_kind("header")


def z8_tables_are_known(draft: Draft) -> Iterator[Fault]:
    """A zone has no table [[{table}]].

    Cure: Use one of the known tables; the closest is [[{closest}]].
    """
    strange = [e.raw.fault(table=e.raw.table) for e in draft.entries if e.raw.table not in TABLES]
    for fault in (*strange, *draft.of_kind("loose")):
        table = fault.facts["table"]
        facts = {"table": table, "closest": closest(table, ZONE_TABLES)}
        yield Fault(file=fault.file, line=fault.line, facts=facts)


def z9_fields_are_known(draft: Draft) -> Iterator[Fault]:
    """The field "{field}" is not known here.

    Cure: Correct its name (the closest is "{closest}") or delete it.
    """
    for fault in draft.of_kind("field"):
        field = str(fault.facts["field"])
        facts = {"field": field, "closest": closest(field, fault.facts["known"])}
        yield Fault(file=fault.file, line=fault.line, column=fault.column, facts=facts)


def z10_fields_are_filled(draft: Draft) -> Iterator[Fault]:
    """The field "{field}" is missing.

    Cure: Add it; only what the zone may truly not know can be left out.
    """
    return draft.of_kind("missing")


def z11_values_have_their_form(draft: Draft) -> Iterator[Fault]:
    """ "{field}" cannot be {value}.

    Cure: Write it in this form: {expected}.
    """
    return draft.of_kind("type")


def z12_amounts_are_whole(draft: Draft) -> Iterator[Fault]:
    """The amount {value} is not a whole number of dong.

    Cure: Write digits only, without dots, commas or a unit; leave the cell empty if unknown.
    """
    return draft.of_kind("amount")


def z13_ids_are_plain(draft: Draft) -> Iterator[Fault]:
    """ "{id}" cannot be an id.

    Cure: Use letters a–z, digits and _ . - only; names with accents stand in names.csv.
    """
    for entry in draft.entries:
        row_id = entry.raw.id
        if row_id and not _ID.fullmatch(row_id):
            yield entry.raw.fault("id", id=row_id)


def z14_sources_are_given(draft: Draft) -> Iterator[Fault]:
    """The row does not say where it was read.

    Cure: Add `source` with the id of a source; add the source itself if it is new.
    """
    for entry in draft.entries:
        sourced = entry.raw.is_read and entry.raw.table in SOURCED
        if sourced and not entry.raw.values.get("source"):
            yield entry.raw.fault("source")
