"""What is wrong with a sheet of works: rules G41, G42 … Nothing of such a sheet is taken.

A rule here has no body: its docstring is the message, and the code that finds it is the rule.
"""


def g41_file_is_a_workbook() -> None:
    """The file is no Excel workbook that can be read.

    Cure: Save it as .xlsx and send it again.
    """


def g42_heading_is_found() -> None:
    """No heading was found with the columns {missing}.

    Cure: Keep the heading of the sheet that is exported here; its rows may be merged.
    """


def g43_unit_is_said() -> None:
    """Nothing above the table says in which unit the money is.

    Cure: Write a line such as “Đơn vị tính: triệu đồng” above the heading.
    """


def g44_cell_is_a_number() -> None:
    """“{value}” is not an amount.

    Cure: Write it as 1.234,5; leave the cell blank where nobody knows it.
    """


def g45_cell_is_a_day() -> None:
    """“{value}” is not a day.

    Cure: Write it as 31/12/2024; leave the cell blank where nobody knows it.
    """


def g46_project_stands_once() -> None:
    """{code} stands in row {row} too.

    Cure: Put both rows together.
    """


def g47_cell_is_a_known_word() -> None:
    """“{value}” is not known.

    Cure: Write one of: {known}; or leave the cell blank.
    """


def g48_row_names_a_project() -> None:
    """The row has money but no name of a project.

    Cure: Write the name, or clear the row.
    """


def g49_total_row_adds_up() -> None:
    """The total row says {said}; the rows come to {sum}.

    Cure: Correct the row that is wrong, or the total.
    """


def g50_file_has_rows() -> None:
    """There is no row of a project below the heading.

    Cure: Send a sheet with at least one project.
    """


def g51_year_is_said() -> None:
    """The heading of the capital plan does not say of which year it is.

    Cure: Write the year into the heading: “Kế hoạch vốn năm 2024”.
    """


def g52_amount_is_exact() -> None:
    """{value} is more than a number of this kind of cell can hold exactly.

    Cure: Write the amount in a larger unit.
    """
