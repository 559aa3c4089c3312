"""Channel and selection on every page and file, for the roles that the suites leave out."""

import pytest

from pages.secrets.conftest import desk_database, twins  # noqa: F401
from pages.secrets.test_selection import OTHERS, TRIED, compare_files, compare_pages

REST = [role for role in OTHERS if role not in TRIED]


@pytest.mark.parametrize("role", REST)
def test_every_page_is_the_same_for_who_may_not_know(twins, role):  # noqa: F811
    compare_pages(twins, role)


@pytest.mark.parametrize("role", REST)
def test_every_file_is_the_same_for_who_may_not_know(twins, role):  # noqa: F811
    compare_files(twins, role)
