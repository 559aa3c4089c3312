"""What holds of works: rules G1, G2 …, each with its reason and its cure.

G1 to G19 hold of a project and its money: whoever writes is refused, what stands already is shown
as broken. G21 to G39 are of what a person writes; those of a file, G41 …, stand in `sheet`. A rule
here has no body: its docstring is the message, and the code that finds it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class NotOfWorks(Refusal):
    """A rule said no: nothing was written."""


def broken(rule: Callable[[], None], /, **facts: Any) -> NotOfWorks:
    """Build what one of the rules below says of these facts."""
    return NotOfWorks(number_of(rule), texts_of(rule), facts)


def g1_disbursed_within_total() -> None:
    """Disbursed in all: {paid}; the total investment is {total} (Decree 254/2025).

    Cure: Correct the amount, or record the decision that adjusts the total investment first.
    """


def g2_disbursed_within_plan_of_year() -> None:
    """Disbursed of {year}: {paid}; plan with carried-over and advanced capital: {plan}.

    Cure: Correct the amount or its year, or record the decision that raises the plan of the year.
    """


def g3_stages_in_order() -> None:
    """“{later}” was done on {later_day}, before “{earlier}” on {earlier_day}.

    Cure: Correct one of the two days after its document.
    """


def g4_group_fits_total() -> None:
    """Group {group} does not fit {total} under the law of {law}: it is group {fits}.

    Cure: Correct the group, the field, the law or the total investment.
    """


def g5_package_within_contract() -> None:
    """Package {package} was paid {paid}; its contract is {contract}.

    Cure: Correct the amount or the package, or record the appendix that raises the contract.
    """


def g6_recovered_within_advances() -> None:
    """Advances recovered: {recovered}; advances given: {advances}.

    Cure: Correct the amount, or record the advance that is missing.
    """


def g7_paid_for_accepted_volume() -> None:
    """Paid for volume, with advances recovered: {paid}; volume accepted: {accepted}.

    Cure: Record the acceptance first, or enter the amount as an advance.
    """


def g8_paid_in_time_of_its_year() -> None:
    """Capital of {year} cannot be paid on {day}: it is paid from 1 January to 31 January after.

    Cure: Correct the day, or the year of the capital plan.
    """


def g9_funds_within_total() -> None:
    """The sources of money come to {funds}; the total investment is {total}.

    Cure: Correct the sources, or the total.
    """


def g10_contracts_within_total() -> None:
    """The contracts come to {contracts}; the total investment is {total}.

    Cure: Correct the contracts, or record the decision that adjusts the total investment.
    """


def g11_law_of_its_day() -> None:
    """The policy decision is of {day}, when the law of {right} was in force, not that of {law}.

    Cure: Correct the law or the day; leave the law blank where nobody knows it.
    """


def g12_done_is_not_ahead() -> None:
    """“{stage}” is said to be done on {day}, which has not come yet.

    Cure: Enter the day as planned.
    """


def g13_corrections_leave_no_debt() -> None:
    """The corrections of “{kind}” of {year} take away more than was written: {left} would stand.

    Cure: Take away no more than was written.
    """


def g14_cleared_within_area() -> None:
    """The land cleared, {cleared} m², is more than the project needs, {area} m².

    Cure: Correct one of the two.
    """


def g21_project_is_named() -> None:
    """A project needs a code and a name.

    Cure: Enter both; the code is short, such as HN-2024-01.
    """


def g22_word_is_known() -> None:
    """“{value}” is not known as {what}.

    Cure: Choose one of: {known}.
    """


def g23_amount_can_be_read() -> None:
    """“{value}” cannot be read as an amount.

    Cure: Write dong as 1.234.567 or 1234567, or with a unit: 12,5 tỷ, 350 triệu.
    """


def g24_day_can_be_read() -> None:
    """“{value}” cannot be read as a day.

    Cure: Write it as 31/12/2024.
    """


def g25_nobody_changed_it_meanwhile() -> None:
    """{by} changed the project while this form was open.

    Cure: Open the form again; what you wrote is still shown here.
    """


def g26_code_is_free() -> None:
    """There is a project {code} already: {name}.

    Cure: Choose another code, or change that project.
    """


def g27_correction_says_why() -> None:
    """A line that takes money away is a correction, and says nothing of why.

    Cure: Write the reason as a note.
    """


def g28_package_is_known() -> None:
    """The project has no package {package}.

    Cure: Choose one of: {known}; or add the package to the project first.
    """


def g29_money_names_its_document() -> None:
    """A line of money needs the document that it follows.

    Cure: Enter its number and date.
    """


def g30_project_is_known() -> None:
    """There is no project {code} in the register.

    Cure: Look for it in the list, or add it.
    """


def g31_number_can_be_read() -> None:
    """“{value}” cannot be read as a number.

    Cure: Write it as 1.234,5; leave it blank where nobody knows it.
    """


def g32_figure_is_a_code() -> None:
    """“{value}” is no code of a figure.

    Cure: Copy the code from the page of the figure, such as ABCD-EFGH.
    """


def g33_code_fits_an_address() -> None:
    """“{value}” cannot be the code of a project.

    Cure: Use at most 40 letters, digits, points and hyphens, without blanks and strokes.
    """
