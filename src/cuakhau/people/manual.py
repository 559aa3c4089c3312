"""The manual page of rights, made from the table that the code obeys."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cuakhau.accounts.masking import list_kinds
from cuakhau.accounts.people.roles import ROLES
from cuakhau.accounts.rights import list_acts
from cuakhau.web.here import Request
from cuakhau.web.language import language_of


@require_safe
def show_rights(request: Request) -> HttpResponse:
    """Show every act with every role."""
    language = language_of(request)
    acts = [
        {"id": act.id, "text": act.texts[language], "cells": list(act.cells.items())}
        for act in list_acts().values()
    ]
    words = {
        "plate": _("plate"),
        "driver": _("driver's name"),
        "phone": _("phone"),
        "paper": _("papers"),
        "note": _("notes"),
        "centre_note": _("notes of the centre"),
        "photo.customs_declaration": _("photo of the customs declaration"),
        "photo.transport_permit": _("photo of the transport permit"),
        "photo.phytosanitary": _("photo of the phytosanitary certificate"),
        "photo.animal_health": _("photo of the animal health certificate"),
        "photo.contract": _("photo of the contract or invoice"),
        "photo.other": _("photo of another paper"),
    }
    kinds = [
        {"word": words.get(kind, kind), "cells": [role in needed for role in ROLES]}
        for kind, needed in list_kinds().items()
    ]
    roles = [role.name(language) for role in ROLES.values()]
    return render(request, "people/rights.html", {"acts": acts, "roles": roles, "kinds": kinds})
