"""Why an act on a directive or task is not taken: rules H1, H2 …, each with reason and cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class DirectiveRefused(Refusal):
    """A rule of directives said no."""


def h1_words_are_there() -> None:
    """The {field} is empty.

    Cure: Write it, in the words of the document.
    """


def h2_responsible_unit_is_named() -> None:
    """The task “{task}” names no responsible unit.

    Cure: Choose the unit that answers for it; choose two where the document names two, and the
    overlap is shown.
    """


def h3_unit_is_known() -> None:
    """“{unit}” is no unit of this zone.

    Cure: Choose a unit of the list, written as it stands there.
    """


def h4_due_is_not_before_given() -> None:
    """The task is due on {due}, before it was given on {given}.

    Cure: Correct one of the two days, or leave the due day empty where the document gives none.
    """


def h5_day_is_a_day() -> None:
    """“{day}” is no day.

    Cure: Choose a day in the calendar of the form; in a sheet write it as 31/12/2026.
    """


def h6_giver_accepts() -> None:
    """{giver} gave this task, so nobody else accepts it, sends it back or moves its day.

    Cure: Leave it to {giver}; your own word goes into a note.
    """


def h7_figure_code_is_known() -> None:
    """No figure was issued under the code “{code}”.

    Cure: Copy the code as it stands beside the figure; a code on a page is kept by “Open a figure”.
    """


def h8_task_stands_so() -> None:
    """The task is {state}, so this cannot be done with it now.

    Cure: Open the page again and look at its newest line; an accepted task stays accepted.
    """


def h9_responsible_unit_reports() -> None:
    """Only a responsible unit reports this task: {units}.

    Cure: Ask that unit to report; a cooperating unit writes a note.
    """


def h10_act_says_something() -> None:
    """There is nothing in it: no words, no code, no link, no file.

    Cure: Write what was done or why it is sent back, or attach the evidence.
    """


def h11_area_is_known() -> None:
    """“{area}” is no area of work.

    Cure: Choose one of the list.
    """


def h12_link_is_an_address() -> None:
    """“{link}” is no address of a page.

    Cure: Copy the whole address, beginning with https://.
    """


def h13_sheet_has_a_heading() -> None:
    """No row of the sheet is a heading with the columns {columns}.

    Cure: Export the list once and fill in that sheet; leave its heading as it is.
    """


def h14_sheet_is_right() -> None:
    """{count} cells of the sheet are wrong; nothing of it was taken.

    Cure: Mend the cells listed below and send the sheet again.
    """


def h15_proposal_goes_in_order() -> None:
    """This cannot be done yet: {missing}.

    Cure: Do that first. A proposal goes from problem over evidence, options and opinions to
    submission and decision.
    """


def h16_evidence_is_found() -> None:
    """{kind} “{ref}” is not found in this zone.

    Cure: Copy the number or code from the page of the finding, the price or the run.
    """


def h17_shape_is_a_boundary() -> None:
    """The file holds no shape that can be a boundary: {because}.

    Cure: Export one polygon (or several that do not cross) as GeoJSON in longitude and latitude,
    WGS 84.
    """


def h18_opinion_is_asked() -> None:
    """No opinion of {unit} is open on this proposal.

    Cure: Ask whoever leads the proposal to ask your unit; a given opinion stands and is not
    changed.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> DirectiveRefused:
    """Make the refusal that a rule speaks."""
    return DirectiveRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)
