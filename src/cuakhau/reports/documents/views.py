"""The pages of documents: translate, one call, translate back."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cuakhau.accounts.rights import may, needs, require
from cuakhau.figures.format import format_day, format_short_day
from cuakhau.movement.times import local_time
from cuakhau.reports.documents.issuing import issue, list_changes, read_issued
from cuakhau.reports.documents.models import IssuedDocument
from cuakhau.reports.documents.page import tell_document
from cuakhau.reports.given.periods import read_periods
from cuakhau.reports.kinds.kind import Asked
from cuakhau.reports.kinds.registry import KINDS, build_document
from cuakhau.reports.kinds.suggested import suggest_periods
from cuakhau.reports.pages.showing import open_zone, show_page
from cuakhau.reports.paper.annex import write_annex
from cuakhau.reports.paper.document import Document
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.page.refused import tell
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.zone import Zone

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MOST = 50


@require_safe
@needs("see_reports")
def show_documents(request: Request, zone_name: str) -> HttpResponseBase:
    """Show the kinds that can be written, and what was issued."""
    zone, language = open_zone(request, zone_name), language_of(request)
    today = local_time(zone, _now_us(request, zone)).date()
    issued = IssuedDocument.objects.filter(zone=zone.name).defer("content").order_by("-id")[:MOST]
    page = {
        "kinds": [
            {"id": kind.id, "name": kind.names[language], "about": kind.about[language],
             "periods": suggest_periods(zone, kind.id, today)}
            for kind in KINDS.values()
        ],
        "issued": [
            {"key": one.pk, "name": KINDS[one.kind].names[language] if one.kind in KINDS else "",
             "abstract": one.abstract, "number": str(one.number),
             "day": format_short_day(one.day, language), "by": one.issued_by, "code": one.code}
            for one in issued
        ],
    }  # fmt: skip
    return show_page(request, zone, "documents/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("see_reports")
def show_draft(request: Request, zone_name: str) -> HttpResponseBase:
    """Show a document as it would be written now; issue it."""
    zone = open_zone(request, zone_name)
    document = _build(request, zone)
    refused = None
    if request.method == "POST":
        require(request.user, "issue_document")
        try:
            issued = issue(
                zone,
                document,
                periods=request.GET.get("period", ""),
                by=request.user.get_username(),
                at=request.here.now(zone.name),
                nonce=request.POST.get("nonce", "")[:40],
            )
            return redirect("documents:issued", zone.name, issued.pk)
        except Refusal as refusal:
            refused = tell(refusal, language_of(request))
    page = {
        "document": tell_document(document),
        "asked": request.GET.urlencode(),
        "period": request.GET.get("period", ""),
        "kind": document.kind,
        "may_issue": may(request.user, "issue_document"),
    }
    return show_page(request, zone, "documents/draft.html", page, refused=refused)


@require_safe
@needs("see_reports")
def give_draft(request: Request, zone_name: str, ending: str) -> HttpResponseBase:
    """Give a document as it would be written now, as a file."""
    zone = open_zone(request, zone_name)
    document = _build(request, zone)
    return _give(zone, document, ending, f"{zone.name}-{document.kind}")


@require_safe
@needs("see_reports")
def show_issued(request: Request, zone_name: str, key: int) -> HttpResponseBase:
    """Show a document as it was issued, and what has changed since."""
    zone, issued = _issued(request, zone_name, key)
    document = read_issued(issued)
    at = local_time(zone, issued.issued_us)
    page = {
        "document": tell_document(document),
        "key": issued.pk,
        "day": format_day(issued.day, language_of(request)),
        "at": f"{at:%H:%M %d/%m/%Y}",
        "by": issued.issued_by,
        "changes": list(list_changes(document)),
    }
    return show_page(request, zone, "documents/issued.html", page)


@require_safe
@needs("see_reports")
def give_issued(request: Request, zone_name: str, key: str, ending: str) -> HttpResponseBase:
    """Give a document as it was issued, as a file."""
    zone, issued = _issued(request, zone_name, int(key))
    return _give(zone, read_issued(issued), ending, f"{zone.name}-{issued.number}-{issued.kind}")


def _issued(request: Request, zone_name: str, key: int) -> tuple[Zone, IssuedDocument]:
    zone = open_zone(request, zone_name)
    issued = IssuedDocument.objects.filter(zone=zone.name, pk=key).first()
    if issued is None:
        raise Http404(str(key))
    return zone, issued


def _build(request: Request, zone: Zone) -> Document:
    if request.GET.get("kind") == "brief":  # it holds all that the page of today shows
        require(request.user, "see_today")
    meeting = request.GET.get("meeting", "")[:9]
    asked = Asked(
        zone=zone,
        periods=read_periods(request.GET.get("period", "")),
        language=language_of(request),
        day=local_time(zone, _now_us(request, zone)).date(),
        mark=_("demo") if zone.is_demo else "",
        at=request.here.now(zone.name),
        meeting=int(meeting)
        if (meeting := request.GET.get("meeting", "")[:9]).isdecimal()
        else None,
    )
    return build_document(request.GET.get("kind", ""), asked)


def _give(zone: Zone, document: Document, ending: str, name: str) -> HttpResponseBase:
    answer = HttpResponse(_write(zone, document, ending), content_type=TYPES[ending])
    file = f"{name}-{document.language}{'-annex' if ending == 'xlsx' else ''}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _write(zone: Zone, document: Document, ending: str) -> bytes:
    if ending == "xlsx":
        return write_annex(document, time_zone=zone.time_zone)
    # These load python-docx and the typesetter: only who takes a file pays for them.
    if ending == "docx":
        from cuakhau.reports.paper.word import write_word

        return write_word(document)
    from cuakhau.reports.paper.pdf import write_pdf

    return write_pdf(document)


def _now_us(request: Request, zone: Zone) -> int:
    return int(request.here.now(zone.name).timestamp() * 1_000_000)
