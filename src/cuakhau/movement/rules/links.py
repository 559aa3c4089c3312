"""Rules that refuse a row which ties two visits together."""

from cuakhau.movement.broken import Rule
from cuakhau.movement.rules.case import Case
from cuakhau.movement.view import linked_to

TYING = ("linked", "unlinked", "merged", "split")
TRANSLOADING = "transload"


def m18_other_is_another(case: Case) -> bool:
    """A visit cannot be {kind} with itself.

    Cure: Name the other visit.
    """
    return case.event.other != case.visit.subject


def m19_other_is_known(case: Case) -> bool:
    """There is no visit {other}.

    Cure: Check the number of the other visit, or declare that vehicle first.
    """
    return case.event.other in case.around.known_others


def m20_link_fits(case: Case) -> bool:
    """These two visits cannot be linked: one must give its goods and the other receive them.

    Cure: Check both procedures ({procedure} here, {other_procedure} there), amend the wrong one.
    """
    theirs = case.around.other_procedure
    if case.procedure is None or theirs is None:
        return True
    partner = case.find_compiled(theirs)
    if partner is None:
        return True
    transloads = TRANSLOADING in case.procedure.bits and TRANSLOADING in partner.bits
    return transloads and theirs != case.procedure_id


def m21_other_is_alive(case: Case) -> bool:
    """The visit {other} was itself merged into {other_merged_into}.

    Cure: Name {other_merged_into} instead.
    """
    return case.around.other_merged_into is None


def m22_link_is_there(case: Case) -> bool:
    """This visit is not linked to {other}.

    Cure: Read the visit again and name the partner that it is linked to.
    """
    return case.event.other in linked_to(case.entries)


REFUSING: dict[Rule, tuple[str, ...]] = {
    m18_other_is_another: TYING,
    m19_other_is_known: ("linked", "merged"),
    m20_link_fits: ("linked",),
    m21_other_is_alive: TYING,
    m22_link_is_there: ("unlinked",),
}
