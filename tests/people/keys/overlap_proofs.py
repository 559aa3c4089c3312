"""Who may reply to a finding."""

from cuakhau.accounts.rights import may


def reply_overlap(stand):
    """A reply needs a finding, which the page tests make; here the guard alone is asked."""
    return may(stand.browser.person, "reply_overlap", agency=stand.agency)
