"""A form that is too large is refused before any of it is read."""

from cuakhau.web.uploads.form_size import MOST_FORM_BYTES

FORM = "multipart/form-data; boundary=x"


def send(site, size, content_type=FORM):
    return site.generic("POST", "/sign-in/", b"x", content_type, CONTENT_LENGTH=str(size))


def test_a_form_too_large_is_told_so_with_both_sizes(site):
    answer = send(site, MOST_FORM_BYTES + 1)
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "65 MB" in page
    assert "64 MB" in page


def test_a_form_of_that_size_goes_on(site):
    assert send(site, MOST_FORM_BYTES).status_code != 413
    assert send(site, MOST_FORM_BYTES + 1, "application/json").status_code != 413
