"""Which photos of papers a person sees, and one of them given: each look leaves its line."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse

from cuakhau.accounts.masking import sees
from cuakhau.movement.times import local_time
from cuakhau.operations.models import PaperPhoto
from cuakhau.operations.personal.shown import Word, show
from cuakhau.operations.photos.keeping import find_file, list_photos
from cuakhau.operations.times import micros
from cuakhau.web.here import Request
from cuakhau.web.uploads import serve_kept
from cuakhau.zone.zone import Zone


def list_seen(
    request: Request, zone: Zone, number: str, agencies: frozenset[str], firm: str | None
) -> list[dict[str, Any]]:
    """List the photos that this person may open; of the others nothing is said."""
    return [
        {
            "id": photo.pk,
            "kind": photo.kind,
            "by": photo.by,
            "at": f"{local_time(zone, micros(photo.at)):%H:%M %d/%m}",
        }
        for photo in list_photos(zone.name, number)
        if _sees(request, zone, _word(photo, agencies, firm))
    ]


def give_photo(
    request: Request, zone: Zone, photo: PaperPhoto, agencies: Iterable[str], firm: str | None
) -> HttpResponse:
    """Answer with a photo and keep who looked. Raises 404 for who need not see it."""
    word = _word(photo, frozenset(agencies), firm)
    if photo.removed_at is not None or not _sees(request, zone, word):
        raise Http404(str(photo.pk))
    why = f"photo of a paper {photo.number}"
    name = show(request, zone, [word], why=why).get(photo.record)
    file = find_file(photo.record)
    if name is None or file is None:
        raise Http404(str(photo.pk))
    return serve_kept(file, name=name.text)


def _word(photo: PaperPhoto, agencies: frozenset[str], firm: str | None) -> Word:
    """The kind of paper says which roles need it, as `person_data.csv` has them."""
    return Word(photo.record, f"photo.{photo.kind}", agencies, firm)


def _sees(request: Request, zone: Zone, word: Word) -> bool:
    return sees(request.user, word.kind, agencies=word.agencies, firm=word.firm, zone=zone.name)
