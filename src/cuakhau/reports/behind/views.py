"""Opening a figure on a page: translate, one call, translate back."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cuakhau.accounts.rights import may, may_somewhere, needs
from cuakhau.figures import Figure
from cuakhau.figures.code import NotACode
from cuakhau.figures.fees.money import ANY
from cuakhau.journal.recent import TooFarBack
from cuakhau.journal.versions import database_name
from cuakhau.operations.board.readers import reads_board
from cuakhau.operations.models import Declaration
from cuakhau.operations.payments.revenue.sums import LEDGER
from cuakhau.operations.personal.shown import Word, concerned_by, show
from cuakhau.planning.behind import is_of_twin, tell_run
from cuakhau.reports.behind.opening import LIVE, Opened, find_stored, open_figure
from cuakhau.reports.behind.page import build_page, cut, tell_rows
from cuakhau.statistics.board import Standing
from cuakhau.turnover.reading.known import is_of_trade
from cuakhau.web.figures import NoSuchFigure, keep_figures
from cuakhau.web.here import Request
from cuakhau.web.language import language_of
from cuakhau.zone.zone import Zone

SEE_BOARD, SEE_OTHERS, SEE_MONEY = "see_board", "see_reports", "see_revenue"
SEE_TRADE, SEE_PLANS = "see_turnover", "see_plans"


@require_safe
def find_figure(request: Request) -> HttpResponseBase:
    """Ask for a code, and open it."""
    code = "".join(request.GET.get("code", "").split())
    if code:
        return redirect("behind:figure", code)
    return render(request, "behind/find.html", {"asked": ""})


@require_safe
def show_figure(request: Request, code: str) -> HttpResponseBase:
    """Show a figure, computed again, with the vehicles behind it."""
    try:
        zone, stored = find_stored(code)
    except (NotACode, NoSuchFigure):
        return _say_unknown(request, code)
    request.here.get_zone(zone.name)
    if not _may_open(request, zone, stored):
        return _refuse(request, zone, _act_of(stored))
    try:
        opened = _open(database_name(), code)
    except NotACode:
        return _say(request, code, _("This code asks a question that makes no sense."), 404)
    except TooFarBack:
        why = _("Too much was written since. In a terminal it still opens: cuakhau figure {code}")
        return _say(request, code, why.format(code=stored.code), 422)
    language = language_of(request)
    page: dict[str, Any] = build_page(opened, language)
    if is_of_trade(stored):
        page["trade_rows"] = _rows_of_trade(zone, stored)
    if is_of_twin(stored):
        page["ran"] = tell_run(opened.zone, stored, language)
    if opened.rows is not None:
        rows, page["place"] = cut(opened.rows, request.GET.get("page", ""))
        page["rows"], page["has_plates"] = _tell_rows(request, zone, rows, stored)
    context = {
        "page": page,
        "may_keep": request.user.is_authenticated and opened.agrees,
        "mark": _("demo") if zone.is_demo else "",
    }
    answer = render(request, "behind/figure.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _rows_of_trade(zone: Zone, stored: Figure) -> str:
    """Lead to the rows of facts behind a figure of trade."""
    about = {name: str(value) for name, value in stored.parameters.items()}
    asked = {
        "scope": about["scope"], "direction": about["direction"],
        "period": f"{about['since']}..{about['until']}",
        **{ours: about[name] for ours, name in (("gate", "place"), ("hs", "hs"),
                                                ("partner", "partner"))
           if about.get(name, ANY) != ANY},
    }  # fmt: skip
    return f"{reverse('turnover:rows', args=[zone.name])}?{urlencode(asked)}"


def _may_open(request: Request, zone: Zone, stored: Figure) -> bool:
    act = _act_of(stored)
    return reads_board(request, zone) if act == SEE_BOARD else may_somewhere(request.user, act)


def _act_of(stored: Figure) -> str:
    """Name the act of the permission table that a figure asks for: that of the page it is on."""
    if stored.definition.startswith(LIVE):
        return SEE_BOARD
    if is_of_trade(stored):
        return SEE_TRADE
    if is_of_twin(stored):
        return SEE_PLANS
    return SEE_MONEY if stored.data_version.log.startswith(LEDGER) else SEE_OTHERS


@require_POST
@needs(SEE_OTHERS)
def keep_figure(request: Request, code: str) -> HttpResponseBase:
    """Keep a figure that came out again, so that its short code opens it too; twice is once."""
    try:
        zone, stored = find_stored(code)
        opened = _open(database_name(), code)
    except (NotACode, NoSuchFigure, TooFarBack):
        return _say_unknown(request, code)
    request.here.get_zone(zone.name)
    if opened.agrees:
        by = request.user.get_username()
        keep_figures([stored], by=by, at=request.here.now(zone.name))
    return redirect("behind:figure", stored.code if opened.agrees else code)


@lru_cache(maxsize=8)
def _open(_database: str, code: str) -> Opened:
    """Open a figure, and hold it for its further pages: it cannot change, the log only grows."""
    return open_figure(*find_stored(code))


def _tell_rows(
    request: Request, zone: Zone, rows: list[Standing], stored: Figure
) -> tuple[list[dict[str, Any]], bool]:
    numbers = [one.seen.subject for one in rows]
    said = Declaration.objects.filter(zone=zone.name, number__in=numbers).order_by("revision")
    owners = {one.number: one.owner for one in said.only("zone", "number", "revision", "owner")}
    words, linked = [], set()
    for one in rows:
        agencies, firm = concerned_by(zone, one.seen), owners.get(one.seen.subject)
        own = getattr(request.user, "agency", None)
        agency = own if own in agencies else None
        if may(request.user, "see_visit", agency=agency, firm=firm, zone=zone.name):
            linked.add(one.seen.subject)
            if one.seen.vehicle:
                words.append(Word(one.seen.vehicle, "plate", agencies, firm))
    plates = show(request, zone, words, why=f"figure {stored.code}") if words else {}
    told = tell_rows(zone, rows, linked, language_of(request))
    for row in told:
        row["plate"] = plates.get(row.pop("vehicle") or "", "")
    return told, bool(words)


def _say_unknown(request: HttpRequest, asked: str) -> HttpResponse:
    told = _("There is no figure of this code. A part may be missing.")
    return _say(request, asked, told, 404)


def _say(request: HttpRequest, asked: str, trouble: str, status: int) -> HttpResponse:
    words = {"asked": asked, "trouble": trouble}
    return render(request, "behind/find.html", words, status=status)


def _refuse(request: Request, zone: Zone, act: str) -> HttpResponseBase:
    """Send to sign in, or refuse, as any page that needs the act does."""

    @needs(act)
    def nothing(_request: HttpRequest, zone_name: str) -> HttpResponseBase:
        raise AssertionError(zone_name)

    return nothing(request, zone_name=zone.name)
