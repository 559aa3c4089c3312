"""How often the access log and the page of erasing ask the database."""

from pages.personal.test_access import declare


def test_pages_of_personal_data_ask_as_often_as_is_written_down(gate, counts_hold):
    office, guard = gate.sign_in("administrator"), gate.sign_in("border_guard")
    asked = declare(gate)

    def fill():
        guard.get(f"visit/{declare(gate)}/")
        gate.later(minutes=6)

    counts_hold(
        fill,
        access=lambda: office.get("personal/"),
        erase=lambda: office.get("personal/erase/", q=asked),
    )
