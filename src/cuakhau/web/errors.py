"""Pages for what went wrong: reason and cure, in the reader's language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 400."""
    return _show(request, 400, _("The request cannot be read."), _("Go back and try again."))


def show_refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 403."""
    return _show(request, 403, _("You may not see this."), _("Ask whoever runs this server."))


def show_absent(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Show 404."""
    return _show(request, 404, _("There is nothing here."), _("Check the address."))


def show_trouble(request: HttpRequest) -> HttpResponse:
    """Show 500."""
    cure = _("It is written down. Try again in a moment.")
    return _show(request, 500, _("Something broke in the server."), cure)


def _show(request: HttpRequest, status: int, reason: str, cure: str) -> HttpResponse:
    words = {"status": status, "reason": reason, "cure": cure}
    return render(request, "web/trouble.html", words, status=status)
