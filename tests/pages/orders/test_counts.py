"""How often the page of orders on the road asks the database."""

from pages.orders.test_orders import first, give


def test_the_page_of_orders_asks_as_often_as_is_written_down(gate, counts_hold):
    police = gate.sign_in("traffic_police")

    def fill():
        for _ in range(2):
            give(gate)
        police.get("orders/")
        police.post(first(police), word="done", nonce=police.field("nonce"))

    counts_hold(fill, orders=lambda: police.get("orders/"))
