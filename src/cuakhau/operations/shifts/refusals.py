"""What is wrong with rows entered from paper, rosters, posts, handovers, the log book: S1, S2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotEntered(Refusal):
    """Something of a sheet that cannot be taken as it was typed."""


class NotOnDuty(Refusal):
    """A rule of shifts said no: nothing was written."""


def not_so(rule: Callable[[], None], /, **facts: Any) -> NotOnDuty:
    """Build the refusal of one of the rules from S11 on."""
    return NotOnDuty(number_of(rule), texts_of(rule), facts)


def wrong(rule: Callable[[], None], **facts: Any) -> NotEntered:
    """Make what one of the rules below says."""
    return NotEntered(number_of(rule), texts_of(rule), facts)


def s1_sheet_was_printed() -> None:
    """No sheet {value} was printed for this desk.

    Cure: Read the number at the top of the sheet again.
    """


def s2_row_is_on_the_sheet() -> None:
    """A sheet has the rows 1 to {most}.

    Cure: Read the number of the row again.
    """


def s3_row_is_entered_once() -> None:
    """Row {row} of sheet {sheet} was entered already, for {subject}.

    Cure: Leave it out; if it was entered wrongly, correct it on the page of the visit.
    """


def s4_row_stands_once() -> None:
    """The same row of the same sheet stands twice here.

    Cure: Read the numbers of both rows again.
    """


def s5_vehicle_is_known() -> None:
    """No open visit fits “{value}”.

    Cure: Compare it with the sheet; find the visit and type its number.
    """


def s6_step_is_of_the_desk() -> None:
    """This desk does not give that step.

    Cure: Choose one of its steps.
    """


def s7_time_can_be_read() -> None:
    """“{value}” is no time.

    Cure: Type it as 08:15.
    """


def s8_time_is_over() -> None:
    """That time has not come yet.

    Cure: Check the day and the time.
    """


def s9_person_is_of_the_desk() -> None:
    """“{value}” is nobody of this desk.

    Cure: Choose who signed the sheet.
    """


def s10_step_is_not_given_yet() -> None:
    """The step was given to this vehicle already.

    Cure: Leave the row out, or check the vehicle and the step.
    """


# -- roster and posts --------------------------------------------------------------------------


def s11_one_post_at_a_time() -> None:
    """{person} has been on post at {place} since {since}.

    Cure: Leave that post first; nobody is on two posts at once.
    """


def s12_post_is_known() -> None:
    """There is no such place, or it is no step of this agency.

    Cure: Choose place and step from the lists of the page.
    """


def s13_post_was_taken() -> None:
    """{person} is on no post.

    Cure: None is needed; a post that was left already stays left.
    """


def s14_person_is_of_the_agency() -> None:
    """ "{value}" is nobody of {agency}.

    Cure: Choose one of the agency's own people.
    """


def s15_lead_writes_the_roster() -> None:
    """Only who leads the shifts of {agency} does this.

    Cure: Ask who leads them; the administrator says who that is.
    """


def s16_shift_is_a_stretch() -> None:
    """A shift needs a day and two times, and lasts at most 24 hours.

    Cure: Check the times; a shift that ends before it begins is taken to end the next day.
    """


def s17_one_shift_at_a_time() -> None:
    """{person} has a shift from {since} to {until} already.

    Cure: Strike that one first, or choose other times.
    """


def s18_shift_stands() -> None:
    """This shift was struck from the roster already.

    Cure: None is needed; write a new one where the person shall come after all.
    """


def s19_day_has_shifts() -> None:
    """The roster of {day} is empty: there is nothing to copy.

    Cure: Choose a day that has shifts.
    """


# -- handover ----------------------------------------------------------------------------------


def s20_two_people_sign() -> None:
    """Who hands over cannot take over as well.

    Cure: Let who comes sign in under the own name; at a booth change over by badge or PIN.
    """


def s21_sheet_is_open() -> None:
    """This sheet is closed: it was signed by both, or withdrawn.

    Cure: Write an entry of the log book that names the sheet.
    """


def s22_writer_signs_and_withdraws() -> None:
    """Only {person}, who wrote this sheet, signs it first or withdraws it.

    Cure: Ask {person}, or write a sheet of your own.
    """


def s23_leaving_signs_first() -> None:
    """{person}, who hands over, has not signed yet.

    Cure: Let {person} sign first.
    """


def s24_one_open_sheet() -> None:
    """Your sheet of {since} is not signed by both yet.

    Cure: Have it signed, or withdraw it, before you write another.
    """


# -- log book ----------------------------------------------------------------------------------


def s25_entry_is_whole() -> None:
    """An entry needs its kind, the time it happened and what happened.

    Cure: Fill in what is missing.
    """


def s26_entry_is_over() -> None:
    """That time has not come yet, or it is more than a week ago.

    Cure: Check day and time; what is older is corrected by a document, not by the log book.
    """


def s27_correction_names_an_entry() -> None:
    """Entry {value} is none of this book, or was corrected already.

    Cure: Correct the entry that stands now.
    """
