"""How often the pages of declarants ask the database."""

from itertools import count

from pages.declare.consignments.test_consignments import declare_in, open_consignment
from pages.declare.test_drafts import type_in


def test_pages_of_declarants_ask_as_often_as_is_written_down(gate, counts_hold):
    lead = gate.sign_in("declarant", leads_firm=True)
    consignment, numbers = open_consignment(lead), count(1)
    first = declare_in(lead, consignment, plate="12C-111.11")

    def fill():
        number = next(numbers)
        declare_in(lead, consignment, plate=f"12C-222.{number:02}")
        gate.declare(f"29C-111.{number:02}", by=lead.person.username, phone="0912345678")
        type_in(lead, plate=f"12C-123.{number:02}")
        lead.post("firm/", act="add", username=f"c{number}.{gate.zone.name}", full_name="Thử")
        open_consignment(lead, contract=f"HD-{number}")

    counts_hold(
        fill,
        declare=lambda: lead.get("declare/"),
        declared=lambda: lead.get(f"declare/{first}/"),
        change=lambda: lead.get(f"declare/{first}/change"),
        trips=lambda: lead.get("trips/"),
        drafts=lambda: lead.get("drafts/"),
        lists=lambda: lead.get("lists/"),
        firm=lambda: lead.get("firm/"),
        consignments=lambda: lead.get("consignments/"),
        consignment=lambda: lead.get(f"consignments/{consignment}/"),
        new_consignment=lambda: lead.get("consignments/new"),
    )
