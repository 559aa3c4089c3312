"""What is wrong with a list of trips, or a cell of it: rules D31, D32 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""


def d31_headings_are_there() -> None:
    """No row of headings was found in {name}: at least three columns must be known by their names.

    Cure: Copy your rows into the template, which has the headings, or write them as there.
    """


def d32_column_is_there() -> None:
    """The sheet “{sheet}” lacks the column “{column}”.

    Cure: Add the column, or choose a consignment that says it for all rows.
    """


def d33_heading_stands_once() -> None:
    """The heading “{column}” stands twice in the sheet “{sheet}”: in {first} and {second}.

    Cure: Delete one of the two columns, or give it another heading.
    """


def d34_list_is_not_too_long() -> None:
    """The file has {rows} rows with trips; at most {most} are taken at once.

    Cure: Cut it into parts of {most} rows and send them one after the other.
    """


def d35_list_is_not_empty() -> None:
    """The file {name} has headings and no trip below them.

    Cure: Write one row for each trip, save, and send it again.
    """


def d36_list_is_new() -> None:
    """This file was taken in on {at} already, as list {number}, and its drafts are there.

    Cure: Go on with those drafts; to take the file in anew, throw them away first.
    """


def d37_cells_stand_alone() -> None:
    """The cells {range} are merged, so it cannot be told which rows the value is for.

    Cure: Undo the merge in Excel and write the value into each row it is for.
    """


def d38_cell_holds_a_value() -> None:
    """The cell holds a formula ({value}), whose result may be another one tomorrow.

    Cure: Copy the column in Excel and paste it as values only.
    """


def d39_cell_is_no_error() -> None:
    """The cell holds the error {value} of Excel.

    Cure: Correct the formula in Excel, or write the value itself.
    """


def d40_cell_is_under_a_heading() -> None:
    """“{value}” stands under no heading.

    Cure: Move it under its heading, or delete it. In a CSV, put texts with commas into quotes.
    """


def d41_number_is_written_whole() -> None:
    """The cell holds the number {value}. Whether a point or comma was to part thousands cannot
    be told.

    Cure: Write kilograms without any point or comma, such as 24500.
    """


def d42_leading_zero_is_there() -> None:
    """Excel took {value} for a number and dropped the zero in front of it.

    Cure: Set the cells of the column to “Text”, and write the number again with its zero.
    """


def d43_cell_is_no_date() -> None:
    """Excel turned what was typed into the date {value}.

    Cure: Set the cells of the column to “Text”, and write the value again.
    """


def d44_cell_is_a_date() -> None:
    """The cell holds the number {value} and no date.

    Cure: Set the cells of the column to a date with hours and minutes, such as 24/11/2026 14:30.
    """


def d45_trip_stands_once() -> None:
    """The same vehicle comes at the same time in row {row} of the sheet “{sheet}”.

    Cure: Delete one of the two rows, or correct plate or time.
    """


def d46_column_is_known() -> None:
    """The column “{column}” is unknown here and was not read.

    Cure: None is needed where it does not matter; else use a heading of the template.
    """


def d47_sheet_is_read() -> None:
    """The sheet “{sheet}” has no headings and was not read.

    Cure: None is needed where it does not matter; else give it the headings of the template.
    """


def d48_choice_is_known() -> None:
    """“{value}” is not known here; known are: {known}.

    Cure: Choose from the list in the cell of the template.
    """


def d49_workbook_opens() -> None:
    """The workbook {name} cannot be read.

    Cure: Open it in Excel, save it as “Excel workbook (.xlsx)”, and send that.
    """
