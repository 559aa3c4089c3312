"""Imports: a file is looked at as a whole, then taken in; what was taken before."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cuakhau.accounts.rights import needs, require
from cuakhau.trade.importing.checked import Checked, find_refusal
from cuakhau.trade.importing.refusals import f43_file_can_be_read, not_taken
from cuakhau.turnover.intake.shown import show, sign, tell_mistakes
from cuakhau.turnover.store import saved, take
from cuakhau.turnover.store.doubting import tell_mistake
from cuakhau.turnover.store.models import Import
from cuakhau.turnover.store.sent import Sent
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.web.uploads.read import read_upload
from cuakhau.zone.refusal import Refusal
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

MOST, MOST_MISTAKES, MOST_PREVIEWED = 30, 200, 5
DIGEST = re.compile(r"[0-9a-f]{64}")
NEW = ""  # chosen where a mapping is pasted


@require_http_methods(["GET", "HEAD", "POST"])
@needs("import_trade")
def show_imports(request: Request, zone_name: str) -> HttpResponseBase:
    """Show what was taken in; look at a file that is sent, and take it in when that is said."""
    zone = request.here.get_zone(zone_name)
    if request.method != "POST":
        return show(request, zone, "imports", _page(zone, {}))
    require(request.user, "import_trade", zone=zone.name)
    try:
        sent = _read_sent(request, zone)
        if request.POST.get("act") == "take":
            made = take.take(zone, sent, sign(request, zone))
            return redirect(f"{reverse('turnover:doubts', args=[zone.name])}?import={made.pk}")
        checked = take.look(zone, sent, request.here.now(zone.name))
    except Refusal as refusal:
        return show(request, zone, "imports", _page(zone, {}), refusal)
    looked = _tell(sent, checked, language_of(request))
    return show(request, zone, "imports", _page(zone, looked), find_refusal(checked))


def _page(zone: Zone, looked: dict[str, Any]) -> dict[str, Any]:
    open_ = Count("doubt", filter=Q(doubt__settlement__isnull=True))
    rows = Import.objects.filter(zone=zone.name).annotate(open=open_).order_by("-pk")[:MOST]
    return {
        "looked": looked,
        "imports": rows,
        "mappings": saved.list_mappings(zone.name),
    }


def _read_sent(request: Request, zone: Zone) -> Sent:
    """Read the file of a form, or the one that was sent when it was looked at."""
    name = request.POST.get("mapping", NEW)[:80]
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if text.strip():
        name = request.POST.get("name", "").strip()[:80] or name
        if name:
            saved.save_mapping(zone, name, text, sign(request, zone))
    else:
        text = saved.get_mapping(zone.name, name)
    digest = request.POST.get("digest", "")
    folder: Path = settings.TRADE_FOLDER / zone.name / "sent"
    if DIGEST.fullmatch(digest):
        path = folder / digest
        if not path.is_file():
            raise not_taken(f43_file_can_be_read, because=request.POST.get("file_name", "")[:80])
        file_name = request.POST.get("file_name", "")[:80]
    else:
        upload = read_upload(request.FILES.get("file"), kinds=["csv", "xlsx", "xml"])
        folder.mkdir(parents=True, exist_ok=True)
        path, file_name = folder / upload.sent_sha256, upload.name
        path.write_bytes(upload.content)
    return Sent(path=path, name=file_name, mapping_name=name, mapping=text)


def _tell(sent: Sent, checked: Checked, language: Language) -> dict[str, Any]:
    counted = Counter(one.rule for one in checked.mistakes)
    kept = [{"row": one.row, **tell_mistake(one)} for one in checked.mistakes[:MOST_MISTAKES]]
    return {
        "name": sent.name,
        "digest": sent.path.name,
        "mapping": sent.mapping_name,
        "text": sent.mapping if not sent.mapping_name else "",
        "checked": checked,
        "is_refused": find_refusal(checked) is not None,
        "rules": sorted(counted.items()),
        "count": len(checked.mistakes),
        "mistakes": tell_mistakes(kept, language),
        "is_cut": len(checked.mistakes) > MOST_MISTAKES,
        "months": [f"{month:%m/%Y}" for month in checked.missing],
        "first": [_say_fact(row) for row in checked.facts.slice(0, MOST_PREVIEWED).to_pylist()],
    }


def _say_fact(row: dict[str, Any]) -> dict[str, Any]:
    from cuakhau.trade.facts import minor_units

    value = row["value"]
    digits = minor_units(row["currency"] or "")
    grams = row["weight_g"]
    return {
        **row,
        "amount": None if value is None else value / 10**digits,
        "kilograms": None if grams is None else grams / 1000,
    }
