"""The page of orders in the hands of the centre and of the traffic police."""

PLATE = "12C-345.67"


def give(gate, **more):
    centre = gate.sign_in("dispatcher")
    number = gate.declare(PLATE)
    centre.get("orders/", visit=number)
    said = {"verb": "hold", "visit": number, "road": "km 18", "reason": "yard_full", "until": ""}
    answer = centre.post("orders/", nonce=centre.field("nonce"), **{**said, **more})
    return centre, number, answer


def first(browser):
    """The address of the first order on a page."""
    order = browser.page.partition('id="order-')[2].partition('"')[0]
    return f"orders/{order}/"


def test_the_police_see_the_order_with_its_plate_and_answer_it(gate):
    centre, number, answer = give(gate)
    assert answer.status_code == 302
    police = gate.sign_in("traffic_police")
    police.get("orders/")
    assert PLATE in police.page
    assert "km 18" in police.page
    assert police.post(first(police), word="done", nonce=police.field("nonce")).status_code == 302
    centre.get("orders/")
    assert "order hold" not in centre.page
    assert number in centre.page, "answered, it is still seen"


def test_a_refused_order_keeps_what_was_typed(gate):
    centre, number, answer = give(gate, reason="", note="yard behind the hill")
    assert answer.status_code == 422
    assert "A64" in centre.page
    assert f'value="{number}"' in centre.page
    assert "yard behind the hill" in centre.page


def test_the_police_may_not_withdraw_and_the_centre_may_not_answer(gate):
    centre, _, _ = give(gate)
    police = gate.sign_in("traffic_police")
    police.get("orders/")
    path = first(police)
    assert police.post(path, word="withdrawn", nonce="n").status_code == 403
    assert centre.post(path, word="done", nonce="n").status_code == 403
    assert centre.post(path, word="nonsense", nonce="n").status_code == 403
    assert police.post(path, word="nonsense", nonce="n").status_code == 404
    assert police.post("orders/99999999/", word="done", nonce="n").status_code == 404


def test_who_only_reads_sees_no_plate_and_no_button(gate):
    give(gate)
    board = gate.sign_in("board")
    board.get("orders/")
    assert PLATE not in board.page
    assert "12C•••67" in board.page
    assert '<form method="post" action="/zone' not in board.page.replace("sign-out", "")
