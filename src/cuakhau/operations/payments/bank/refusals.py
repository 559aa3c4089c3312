"""What the bank's side of the books refuses: rules F21 to F31, texts beside those of the till."""

from collections.abc import Callable


def f21_file_is_a_statement() -> None:
    """No row of this file can be the headings of a bank statement.

    Cure: Send the file as the bank's site gives it, as CSV or Excel, with its headings.
    """


def f22_column_is_chosen() -> None:
    """Nobody said which column is the {field}.

    Cure: Choose the columns of day, money in and text, and check again.
    """


def f23_day_is_a_day() -> None:
    """ "{value}" is not a day.

    Cure: Write it as 22/08/2024 or 2024-08-22.
    """


def f24_amount_is_whole() -> None:
    """ "{value}" is not a whole amount of dong.

    Cure: Write it as 300000, 300.000 or 300,000.00.
    """


def f25_row_has_money() -> None:
    """This row names no amount, or money in and money out at once.

    Cure: Look at the row in the bank's file; choose the right columns.
    """


def f26_total_adds_up() -> None:
    """The file says {total} in all, and its rows add up to {sum}.

    Cure: Rows are missing or there twice: ask the bank for the file again.
    """


def f27_statement_taken_once() -> None:
    """These rows were taken in before; {name} says nothing new.

    Cure: Open the statement in the list below.
    """


def f28_row_settled_once() -> None:
    """Row {row} does not stand as this page showed it: somebody settled it meanwhile.

    Cure: Look at what became of it; open it again if that is wrong.
    """


def f29_amounts_are_the_same() -> None:
    """The row is about {row} dong, the entry about {entry}.

    Cure: Choose an entry of the same amount, or book the row as a payment of its own.
    """


def f30_money_came_in() -> None:
    """{amount} dong went out, so that nobody paid with it.

    Cure: Match it with a refund, or set it aside with a reason.
    """


def f31_account_is_whole() -> None:
    """This is not a bank account that a code to pay by can name.

    Cure: Give the six digits of the bank (BIN), its name, up to 19 letters or digits of the
    account, and its holder.
    """


RULES: tuple[Callable[[], None], ...] = (
    f21_file_is_a_statement,
    f22_column_is_chosen,
    f23_day_is_a_day,
    f24_amount_is_whole,
    f25_row_has_money,
    f26_total_adds_up,
    f27_statement_taken_once,
    f28_row_settled_once,
    f29_amounts_are_the_same,
    f30_money_came_in,
    f31_account_is_whole,
)
