"""How often the pages of photos and of many vehicles ask the database."""

import json
from pathlib import Path

from pages.declare.consignments.test_consignments import COMMON, declare_in, open_consignment
from pages.declare.test_photos import picture, send

COUNTS = Path(__file__).with_name("query_counts.json")


def test_pages_ask_the_database_as_often_as_is_written_down(gate, journal_asks):
    clerk = gate.sign_in("declarant", leads_firm=True)
    consignment = open_consignment(clerk)
    numbers = [declare_in(clerk, consignment, driver=f"Người {one}") for one in range(4)]
    send(clerk, numbers[0], picture())
    clerk.get(f"consignments/{consignment}/change")
    changed = {**COMMON, "phytosanitary": "PQ-0002", "nonce": clerk.field("nonce")}
    clerk.post(f"consignments/{consignment}/change", **changed)
    pages = {
        "photos of papers": f"declare/{numbers[0]}/photos",
        "grid of four vehicles": f"consignments/{consignment}/vehicles",
        "passing on to four vehicles": f"consignments/{consignment}/pass-on",
    }
    counts = {name: journal_asks(lambda path=path: clerk.get(path)) for name, path in pages.items()}
    assert counts == json.loads(COUNTS.read_text("utf-8"))
