"""Which address proves which act of `permissions.csv`: the one place to enter a new act.

A proof does the act for real, as somebody at a screen would, and tells whether it was let through:

    "count_yard": opens("yards/count/"),                       a page that needs the act
    "hold": at_desk("hold", reason="other", note="why"),       a button of a worklist
    "waive_fee": waive_fee,                                    a function of your own
It stands on a `Stand`: a vehicle declared by `firm-a`, an agency, and the browser of who tries.
"""

from datetime import timedelta

from cuakhau.accounts.rights import list_acts
from cuakhau.operations.centre import signed as centre
from cuakhau.operations.centre.hours import acts as hours
from cuakhau.operations.centre.hours.acts import Wish
from cuakhau.operations.centre.incidents import acts as incidents
from cuakhau.operations.centre.incidents.acts import Report
from cuakhau.operations.orders.giving import Order, Signed, give
from people.given_proofs import accept_task, assign_complaint, report_task
from people.keys.overlap_proofs import reply_overlap
from people.shift_proofs import hand_over, keep_roster, take_post
from people.stand import PLATE, in_round, let_through


def opens(path):
    """A page: `{number}` and `{agency}` are filled in."""

    def prove(stand):
        filled = path.format(number=stand.number, agency=stand.agency)
        if filled.startswith("/"):
            return let_through(stand.browser.client.get(filled))
        return let_through(stand.browser.get(filled))

    return prove


def sends(path, **fields):
    """A form of a page, with the nonce that the page gave."""

    def prove(stand):
        filled = path.format(number=stand.number, agency=stand.agency)
        opened = stand.browser.get(filled)
        if opened.status_code != 200:
            return let_through(opened)
        sent = {name: value.format(number=stand.number) for name, value in fields.items()}
        return let_through(stand.browser.post(filled, nonce=stand.browser.field("nonce"), **sent))

    return prove


def at_desk(verb, **fields):
    """A button of the worklist of the stand's agency."""

    def prove(stand):
        reasons = {f"reason-{verb}": fields["reason"]} if "reason" in fields else {}
        act = f"{verb}:{stand.number}:{stand.step if verb == 'confirm' else ''}"
        return sends("desk/{agency}/", act=act, note=fields.get("note", ""), **reasons)(stand)

    return prove


def sees_board(stand):
    """The board, its part, the wall and the gates: all or none."""
    [let] = {let_through(stand.browser.get(path)) for path in ("", "live", "wall/", "gates/")}
    return let


def act_on_many(stand):
    others = [stand.number, stand.gate.declare()]
    path = f"desk/{stand.agency}/"
    stand.browser.get(path)
    nonce = stand.browser.field("nonce")
    sent = {"act": "many:confirm", "visit": others, "step": stand.step}
    return let_through(stand.browser.post(path, nonce=nonce, **sent))


def void_own(stand):
    """Press the undo that the page gives after a confirmation; a stranger presses it too."""
    owner = stand.gate.sign_in(stand.agency)
    owner.press(f"desk/{stand.agency}/", f"confirm:{stand.number}:{stand.step}")
    undo = owner.field("undo")
    assert undo, owner.page
    me = stand.browser.person
    who = owner if (me.agency, me.role) == (stand.agency, owner.person.role) else stand.browser
    answer = who.post(f"desk/{stand.agency}/undo", undo=undo, nonce="n")
    return let_through(answer) and "voided" in stand.kinds()


def sees_plate(stand):
    stand.browser.get(f"visit/{stand.number}/")
    return PLATE in stand.browser.page


def sees_selection(stand):
    """A selection of the stand's agency, as its officers would set it."""
    step = f"secret_of_{stand.agency}"
    stand.gate.write(stand.number, "confirmed", step=step, agency=stand.agency)
    stand.browser.get(f"visit/{stand.number}/")
    return step in stand.browser.page


def keep_figure(stand):
    """A code that nobody made is not found, but only by who may look."""
    answer = stand.browser.client.post("/figure/F-00000-000000/keep")
    assert answer.status_code in (403, 404), answer
    return answer.status_code == 404


def answer_order(stand):
    order = Order(verb="hold", visit=stand.number, road="km 18", reason="yard_full")
    signed = Signed("centre", "dispatcher", stand.gate.now, f"given-{stand.number}")
    given = give(stand.gate.zone, order, signed)
    stand.browser.get("orders/")
    path, nonce = f"orders/{given.pk}/", stand.browser.field("nonce")
    let = let_through(stand.browser.post(path, word="done", nonce=nonce))
    assert let == bool(given.words.count())
    return let


def ask_hours(stand):
    """A wish for two hours of the evening."""
    wish = {"place": "main_road", "vehicles": "3", "nonce": "n"}
    times = {"since": "2024-08-22T21:00", "until": "2024-08-22T23:00"}
    return let_through(stand.browser.post("hours/ask", **wish, **times))


def answer_hours(stand):
    """A request of the centre, answered for the stand's agency."""
    until = stand.gate.now + timedelta(hours=3)
    wish = Wish(place="main_road", vehicles=3, since=stand.gate.now, until=until)
    asked = hours.ask(stand.gate.zone, wish, centre.Signed("x", None, stand.gate.now, "ask"))
    path = f"hours/{asked.pk}/answer"
    return let_through(stand.browser.post(path, force=stand.agency, answer="yes", nonce="n"))


def close_incident(stand):
    said = Report(kind="fire", place="main_road", said="smoke")
    row = incidents.report(
        stand.gate.zone, said, [], centre.Signed("x", None, stand.gate.now, "fire")
    )
    return let_through(stand.browser.post(f"incidents/{row.pk}/close", outcome="out", nonce="n"))


PROOFS = {
    "see_board": sees_board,
    "declare": opens("declare/"),
    "see_own_visits": opens("trips/"),
    "confirm": at_desk("confirm"),
    "hold": at_desk("hold", reason="other", note="why"),
    "release": at_desk("release"),
    "ask_correction": at_desk("correct", reason="plate"),
    "turn_back": at_desk("turn_back", reason="other", note="why"),
    "void_own": void_own,
    "act_on_many": act_on_many,
    "see_visit": opens("visit/{number}/"),
    "see_person_data": sees_plate,
    "see_orders": opens("orders/"),
    "order_road": sends(
        "orders/", verb="hold", visit="{number}", road="km 18", reason="yard_full", until=""
    ),
    "answer_order": answer_order,
    "open_close": sends("gates/", act="close:other:main_road:vn", note="why"),
    "note_hotline": sends("hotline/", place="main_road", with_whom="station", said="fog"),
    "ask_hours": ask_hours,
    "answer_hours": answer_hours,
    "report_incident": sends("incidents/", kind="fire", place="main_road", said="smoke"),
    "close_incident": close_incident,
    "see_notices": opens("notices/"),
    "see_roster": opens("roster/?agency={agency}"),
    "keep_roster": keep_roster,
    "take_post": take_post,
    "hand_over": hand_over,
    "write_book": opens("duty-book/?agency={agency}"),
    "publish_notice": opens("notices/new"),
    "see_fees": opens("fees/visit/{number}/"),
    "take_payment": sends("fees/visit/{number}/", means="cash", amount="1"),
    "see_queues": opens("calls/"),
    "reroute": opens("reroute/"),
    "call_forward": sends("calls/main_road/export/", act="next"),
    "waive_fee": opens("fees/proposals/"),
    "close_day": opens("fees/close/"),
    "reconcile_bank": opens("fees/bank/"),
    "set_fee_account": sends("fees/bank/", act="account", account="1"),
    "see_revenue": opens("fees/revenue/"),
    "see_reports": keep_figure,
    "see_today": opens("today/"),
    "see_turnover": opens("turnover/"),
    "see_directives": opens("portfolio/tasks/"),
    "give_directives": sends(
        "portfolio/tasks/give",
        **{"document": "TB", "day": "2024-08-20", "giver": "board", "text": "x", "area": "yards"},
        **{"text-0": "x", "responsible-0": "board"},
    ),
    "report_task": report_task,
    "accept_task": accept_task,
    "import_trade": sends("turnover/imports/", act="check"),
    "settle_trade": sends("turnover/doubts/", act="accept"),
    "enter_rates": sends("turnover/rates/", currency="CNY", day="2024-08-01", rate="7", source="x"),
    "set_targets": sends("turnover/targets/", year="2024", amount="1", source="NQ"),
    "see_works": opens("portfolio/works/"),
    "edit_works": opens("portfolio/works/new"),
    "move_in_yard": sends("yards/inner_yard/", act="move"),
    "count_yard": opens("yards/inner_yard/count/"),
    "close_not_found": sends("not-found/", act="close:nothing"),
    "take_in": opens("sources/"),
    "issue_bulletin": sends("bulletin/2024-08-21/", act="issue"),
    "see_overlaps": opens("plan/overlaps/"),
    "see_processes": opens("plan/processes/"),
    "reply_overlap": reply_overlap,
    "enter_indicator": sends("indicators/trained/", kind="value", value="1", source="x"),
    "issue_document": sends("documents/draft/?kind=working-session&period=2017"),
    "open_round": sends("rounds/", kind="yearly", period="2017", due="2030-01-01"),
    "answer_round": in_round("board_office/", act="send", text="x"),
    "approve_round": in_round("", act="approve"),
    "import_bulletin": opens("bulletin/import"),
    "assign_complaint": assign_complaint,
    "answer_complaint": opens("complaints/"),
    "see_access": opens("personal/"),
    "see_outbox": opens("outbox/"),
    "erase_person": opens("personal/erase/"),
    "see_plans": opens("plan/"),
    "see_clock": opens("clock/"),
    "make_plans": sends("plan/", reps="2"),
    "manage_people": opens("/people/"),
    "manage_keys": opens("/keys/"),
    "see_selection": sees_selection,
}

# Where every agency's thing is everybody's who may at all, so that there is no other to try.
FEES = ("see_fees", "take_payment", "waive_fee", "close_day", "reconcile_bank", "see_revenue")
ONE_LIST = {
    "take_in": "the list holds the sources of one's own agency alone",
    "see_reports": "a figure counts the zone; no row of an agency is in it",
    "see_overlaps": "a finding is of two agencies; a page lists those of one's own first",
    "answer_complaint": "the list holds what was given to one's own unit alone",
}
ONE_FOR_ALL = {
    **{(act, "fee_collector"): "there is one till, for what all owe" for act in FEES},
    **{
        (act, role): why
        for act, why in ONE_LIST.items()
        for role, cell in list_acts()[act].cells.items()
        if cell == "own"
    },
    ("ask_hours", "declarant"): "a request is always of one's own firm",
    ("declare", "declarant"): "the form is blank; each trip asks `require`",
    ("answer_order", "traffic_police"): "an order is for the traffic police, of which there is one",
    **{("see_own_visits", role): "the list is one's own" for role in ("declarant", "driver")},
}
