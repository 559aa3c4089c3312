"""Files of notices and incidents: checked when they come in, given back as what they are."""

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse

from cuakhau.operations.centre.models import CentreFile
from cuakhau.operations.centre.signed import Signed
from cuakhau.web.uploads import PICTURES, Upload, read_upload, serve_kept

PAPERS = (*PICTURES, "pdf")


def take_file(file: UploadedFile | None, kinds: tuple[str, ...] = PAPERS) -> Upload | None:
    """Take a file where one was sent. Raises `FileRefused`."""
    return None if file is None else read_upload(file, kinds=kinds)


def keep_file(zone_name: str, about: str, upload: Upload, signed: Signed) -> CentreFile:
    """Keep a file that was taken."""
    return CentreFile.objects.create(
        zone=zone_name,
        about=about,
        kind=upload.kind,
        media_type=upload.media_type,
        name=upload.name,
        content=upload.content,
        sent_sha256=upload.sent_sha256,
        by=signed.by,
        at=signed.at,
    )


def list_files(zone_name: str, about: str) -> list[CentreFile]:
    """List the files of a matter, without their content."""
    found = CentreFile.objects.filter(zone=zone_name, about=about).defer("content")
    return list(found.order_by("id"))


def give_file(zone_name: str, about: str, key: int) -> HttpResponse:
    """Answer with a file of a matter, or 404."""
    row = CentreFile.objects.filter(zone=zone_name, about=about, id=key).first()
    if row is None:
        raise Http404(str(key))
    return serve_kept(row, name=row.name)
