"""Why a file is not taken: rules A51, A52 …, each with its reason and its cure.

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class FileRefused(Refusal):
    """A file that was sent is not taken; nothing of it is kept."""


def refuse_file(rule: Callable[[], None], **facts: Any) -> FileRefused:
    """Make the refusal of one of the rules below; the caller raises it."""
    return FileRefused(number_of(rule), texts_of(rule), facts)


def a51_file_is_there() -> None:
    """No file was chosen, or the file is empty.

    Cure: Choose the file again; if it stays empty, open it on your machine and save it anew.
    """


def a52_file_is_not_too_large() -> None:
    """The file {name} has {size_mb} MB; at most {most_mb} MB are taken.

    Cure: Send a smaller one: a photo at lower resolution, a long list cut into parts.
    """


def a53_file_is_of_a_kind_taken() -> None:
    """The file {name} is {found}, told by its content; taken here: {wanted}.

    Cure: Save it as one of the kinds taken and send that; the ending of the name changes nothing.
    """


def a54_picture_can_be_read() -> None:
    """The picture {name} is damaged, or has more than {most_megapixels} million dots.

    Cure: Take the photo again, or open it on your phone and save it smaller.
    """


def a55_workbook_is_plain() -> None:
    """The workbook {name} is locked by a password, damaged, or unpacks to more than {most_mb} MB.

    Cure: Open it in Excel, take out the password, pictures and empty rows, and save it as .xlsx.
    """


def a56_workbook_has_no_program() -> None:
    """The workbook {name} carries a program (macro), which is never taken.

    Cure: In Excel choose “Save as” and the kind “Excel workbook (.xlsx)”, then send that.
    """


def a57_text_can_be_read() -> None:
    """The letters of {name} cannot be read: the file is not written in UTF-8.

    Cure: In Excel choose “Save as” and “CSV UTF-8”, or send the .xlsx itself.
    """


def a58_form_is_not_too_large() -> None:
    """The form with all its files has {size_mb} MB; at most {most_mb} MB are taken at once.

    Cure: Go back, where what you typed still stands, and send fewer or smaller files at a time.
    """
